import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace
import TextFormats

/// Questions about one training step, whose key is the trace of that step.
public struct Quiz: Sendable, Hashable {
  /// The questions, in the order in which the step computes.
  public let questions: [QuizQuestion]
}

extension NeuronNetwork {
  /// Makes a quiz of one training step; the network is then as it was.
  ///
  /// Which numbers are asked for is drawn by the seed, of every kind about as many.
  ///
  /// - Parameters:
  ///   - count: How many questions at most.
  ///   - lie: A lie to find; the last question then is who lies.
  /// - Throws: ``QuestionError`` if the step cannot be made, if it has nothing to ask about, or if the
  ///   lie cannot be seen in it.
  public func quiz(
    inputs: [Double], targets: [Double], count: Int, seed: UInt64, lie: PlantedLie? = nil
  ) throws(QuestionError) -> Quiz {
    guard count >= 1 else {
      throw .outOfRange(what: "the questions", expected: "at least 1", found: count)
    }
    let labels = NeuronLabels(self)
    var draw = QuizDraw(count - (lie == nil ? 0 : 1), labels: labels, seed: seed)
    // What cannot be asked is known before the long way through the step.
    let last = try lie.map { (lie) throws(QuestionError) in
      try question(about: lie, inputs: inputs, targets: targets)
    }
    let state = trainingState
    _ = try QuestionError.ofNetwork(
      trace(inputs: inputs, targets: targets) { draw.observe($0) })
    do { try restore(state) } catch { throw .state(error) }
    guard !draw.isEmpty else {
      throw .unsuitable(
        question: "quiz", needs: "a step in which something but 0 happens")
    }
    let writer = QuizWriter(labels: labels)
    return Quiz(
      questions: draw.chosen().compactMap(writer.question) + (last.map { [$0] } ?? []))
  }

  /// Makes a quiz whose last question is who lies, with a lie that can be seen in the step.
  ///
  /// - Parameter bug: The mistake; nil to let the seed choose that, too.
  /// - Throws: As ``quiz(inputs:targets:count:seed:lie:)``.
  public func quiz(
    inputs: [Double], targets: [Double], count: Int, seed: UInt64, bug: PlantedLie.Kind?
  ) throws(QuestionError) -> Quiz {
    var refusal: QuestionError?
    for attempt in 0..<Self.mostLies {
      do throws(QuestionError) {
        let lie = try plantLie(bug, seed: seed &+ attempt)
        return try quiz(inputs: inputs, targets: targets, count: count, seed: seed, lie: lie)
      } catch {
        if case .network = error { throw error }
        refusal = refusal ?? error
      }
    }
    throw refusal ?? .unsuitable(question: "the bug", needs: "another sample")
  }

  /// A lie that cannot be seen in a sample has so many others to follow it.
  private static let mostLies: UInt64 = 200

  // MARK: - Who lies?

  private static let mostSuspects = 8

  /// The links to one neuron with their claimed gradients, one of which is a lie.
  private func question(
    about lie: PlantedLie, inputs: [Double], targets: [Double]
  ) throws(QuestionError) -> QuizQuestion {
    let learned = try learnedWeight(named: lie.place.name)
    let (gradients, _) = try QuestionError.ofNetwork(
      gradientOfEachWeight(inputs: inputs, targets: targets))
    let truth = gradients[ObjectIdentifier(learned.weight)] ?? 0
    let claim = lie.claim(of: truth, in: self)
    let target = neuron(named: lie.place.target)
    guard let target, let links = incoming(of: target),
      abs(claim - truth) > 1e-3 * max(abs(claim), abs(truth))
    else {
      throw .unsuitable(
        question: "the bug", needs: "a sample in which it can be seen: try other inputs")
    }
    let position = links.firstIndex { .link($0.name) == lie.place } ?? 0
    let first = max(0, min(position - Self.mostSuspects / 2, links.count - Self.mostSuspects))
    var lines = [
      "One of these gradients is a lie. The input sensitivity of neuron \(target.name) is "
        + "\(NumberText(target.inputSensitivity).text), and that is true."
    ]
    var table = TextTable(leftAligned: [0], titles: ["", "input", "gradient"])
    for link in links[first..<min(first + Self.mostSuspects, links.count)] {
      let gradient =
        .link(link.name) == lie.place ? claim : gradients[ObjectIdentifier(link.weight)] ?? 0
      table.add(
        ["  \(link.name)", NumberText(link.source.output).text, NumberText(gradient).text])
    }
    if let bias = target.bias {
      let gradient =
        lie.place.isBias ? claim : gradients[ObjectIdentifier(bias)] ?? 0
      table.add(["  bias \(target.name)", "", NumberText(gradient).text])
    }
    lines += table.lines + ["Which one lies?"]
    return QuizQuestion(
      event: "linkBackward", prompt: lines, key: .place(lie.place),
      hints: [
        "A gradient is the target's input sensitivity × the input; a bias's is that sensitivity.",
        "Multiply \(NumberText(target.inputSensitivity).text) with each input.",
      ],
      solution: "\(lie.place): \(lie.kind.words); the truth is \(NumberText(truth).text)")
  }
}
