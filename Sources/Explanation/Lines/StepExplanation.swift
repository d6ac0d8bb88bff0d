import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One training step as lines: every one of them an equation with its real numbers, or words.
///
/// It takes events one at a time and hands out lines as soon as they are complete, so that a large
/// network's step streams. It computes nothing of the network: the numbers are the engine's, and
/// every printed equation is true when it is worked out again from the digits shown.
///
/// ```swift
/// let network = try NeuronNetwork(try Recipe.xor.blueprint())
/// for line in try network.explainStep(inputs: [0, 1], targets: [1]) { print(line) }
/// ```
///
/// A neuron with many links shows only those that matter most: by the size of their contribution
/// going forward, of their weight gradient going back, of the weight's change in the update. The
/// others are summed up in one line, so that the neuron's sum still adds up.
public struct StepExplanation {
  private let focus: TraceFocus?
  private var neurons: ExplainedNeurons?
  private var memory: StepMemory
  private var phase: TraceEvent.Phase?
  private var forward = ForwardLines()
  private var loss: TraceEvent.LossComputed?
  private var backward = BackwardLines()
  private var update = UpdateLines()

  /// Prepares to explain a step.
  ///
  /// - Parameters:
  ///   - labels: What the neurons are called.
  ///   - top: How many links are shown for each neuron. Without it, all are shown where a neuron
  ///     has at most 12, and otherwise the 5 that matter most; `.max` shows all of them.
  ///   - focus: What it is about; without it, everything.
  public init(labels: NeuronLabels, top: Int? = nil, focus: TraceFocus? = nil) {
    self.focus = focus
    memory = StepMemory(labels: labels, limit: ShortlistLimit(requested: top))
  }

  /// Prepares to explain what a step does to some neurons; nil for all of them.
  package init(labels: NeuronLabels, neurons: ExplainedNeurons?) {
    self.init(labels: labels)
    self.neurons = neurons
  }

  /// Takes in the next event of the step; gives the lines that are complete by then.
  public mutating func lines(for event: TraceEvent) -> [ExplanationLine] {
    if let isIncluded = neurons?.includes(event), !isIncluded {
      if neurons?.needs(event, memory.labels) == true { memory.note(event) }
      return []
    }
    memory.note(event)
    guard focus?.includes(event) ?? true else { return [] }
    switch event {
    case .dropoutLot, .poolingChoice, .penalty, .outputSensitivity:
      return []  // explained where they matter
    case .input, .linkForward, .neuronForward:
      let opening = enter(.forward, event)
      return opening + forward.lines(for: event, &memory)
    case .loss(let payload):
      // Its event comes first, but its lines need the targets.
      let opening = enter(.loss, event)
      loss = payload
      return opening
    case .neuronBackward, .linkBackward:
      let opening = enter(.backward, event)
      return opening + backward.lines(for: event, memory)
    case .weightUpdate, .biasUpdate:
      let opening = enter(.update, event)
      return opening + update.lines(for: event, memory)
    }
  }

  /// The lines that were still waiting for more, after the last event.
  public mutating func lastLines() -> [ExplanationLine] {
    defer { phase = nil }
    return leavePhase()
  }

  /// The lines between the event before and this one, if this one begins a phase.
  private mutating func enter(
    _ next: TraceEvent.Phase, _ event: TraceEvent
  ) -> [ExplanationLine] {
    guard next != phase else { return [] }
    let lines = leavePhase()
    phase = next
    switch next {
    case .forward: return lines + opening(ForwardLines.introduction)
    case .loss: return lines  // opened when the targets are known
    case .backward:
      let comparison = loss.map { ComparisonLines(loss: $0.loss, memory: memory).lines } ?? []
      return lines + opening(BackwardLines.introduction) + comparison
    case .update:
      let rule = event.move.map { UpdateIntroduction(move: $0).lines } ?? []
      return lines + opening([]) + rule
    }
  }

  private mutating func leavePhase() -> [ExplanationLine] {
    switch phase {
    case .forward: return forward.flush(&memory)
    case .loss:
      guard let loss else { return [] }
      let text = LossLines(event: loss, memory: memory)
      return opening(text.introduction) + text.lines
    case .backward: return backward.flush(memory)
    case .update: return update.flush(memory)
    case nil: return []
    }
  }

  /// The heading of the present phase, and what is said after it.
  private func opening(_ introduction: [String]) -> [ExplanationLine] {
    guard let phase else { return [] }
    return [ExplanationLine(.heading, phase, text: phase.heading)]
      + introduction.map { .introduction(phase, $0) }
  }
}

extension TraceEvent.Phase {
  /// What the explanation of a phase begins with.
  fileprivate var heading: String {
    switch self {
    case .forward: "Forward: from the inputs to the outputs"
    case .loss: "Loss: how far the outputs are from their targets, as one number"
    case .backward: "Backward: from the loss back to the inputs"
    case .update: "Update: every weight takes a step against its gradient"
    }
  }
}

extension TraceEvent {
  /// How a weight or a bias moved, if that is what it tells.
  fileprivate var move: WeightMove? {
    switch self {
    case .weightUpdate(let event): event.move
    case .biasUpdate(let event): event.move
    case .dropoutLot, .input, .poolingChoice, .linkForward, .neuronForward, .loss, .penalty,
      .outputSensitivity, .neuronBackward, .linkBackward:
      nil
    }
  }
}
