import NetworkDescription
import Testing
import TrainingLoop

@Suite("Evaluation")
struct EvaluationTests {
  /// A network of two or three outputs that gives each sample the answer stated.
  private func evaluation(
    truth: [Int], answers: [Int], classes: Int, names: [String]? = nil
  ) throws -> Evaluation {
    let network = ScriptedNetwork(outputCount: classes)
    network.answers = answers.map { oneHot($0, classes).map { 0.1 + 0.5 * $0 } }
    let samples = NumberedSamples(
      count: truth.count, targets: truth.map { oneHot($0, classes) })
    return try Evaluation(of: network, on: samples, classNames: names)
  }

  private func oneHot(_ index: Int, _ count: Int) -> [Double] {
    (0..<count).map { $0 == index ? 1 : 0 }
  }

  @Test("Confusion, precision and recall are what they are by hand")
  func byHand() throws {
    let result = try evaluation(
      truth: [0, 0, 0, 1, 1, 2], answers: [0, 0, 1, 1, 0, 1], classes: 3,
      names: ["cat", "dog", "cow"])
    #expect(result.confusion == [[2, 1, 0], [1, 1, 0], [0, 1, 0]])
    #expect(result.precision(of: 0) == 2.0 / 3 && result.recall(of: 0) == 2.0 / 3)
    #expect(result.precision(of: 1) == 1.0 / 3 && result.recall(of: 1) == 0.5)
    #expect(result.precision(of: 2) == nil && result.recall(of: 2) == 0)
    #expect(result.answers == [0, 0, 1, 1, 0, 1])
    #expect(result.classNames == ["cat", "dog", "cow"])
  }

  @Test("The worst mistake is the one the network was surest of")
  func mistakes() throws {
    let network = ScriptedNetwork(outputCount: 2)
    network.answers = [[0.9, 0.1], [0.8, 0.2], [0.6, 0.4], [0.3, 0.7]]
    let samples = NumberedSamples(count: 4, targets: [[1, 0], [0, 1], [0, 1], [1, 0]])
    let worst = try Evaluation(of: network, on: samples).worstMistakes(2)
    #expect(worst.map(\.sample) == [1, 3])
    #expect(worst.map(\.trueClass) == [1, 0] && worst.map(\.answer) == [0, 1])
    #expect(worst.map(\.probability) == [0.8, 0.7])

    let single = ScriptedNetwork()
    single.answers = [[0.1], [0.95]]
    let pair = NumberedSamples(count: 2, targets: [[1], [0]])
    let both = try Evaluation(of: single, on: pair).worstMistakes(9)
    #expect(both.map(\.sample) == [1, 0] && both.map(\.probability) == [0.95, 0.9])
  }

  @Test("A class that never occurs has no recall")
  func absentClass() throws {
    let result = try evaluation(truth: [0, 0], answers: [0, 1], classes: 3)
    #expect(result.recall(of: 1) == nil && result.precision(of: 1) == 0)
    #expect(result.recall(of: 2) == nil && result.precision(of: 2) == nil)
  }

  @Test("Names that do not fit the outputs give way to numbers")
  func wrongNames() throws {
    let result = try evaluation(truth: [0], answers: [0], classes: 3, names: ["one", "two"])
    #expect(result.classNames == ["0", "1", "2"])
  }

  @Test("One output tells two classes apart at one half")
  func oneOutput() throws {
    let network = ScriptedNetwork()
    network.answers = [[0.49], [0.51], [0.5], [1.0]]
    let samples = NumberedSamples(count: 4, targets: [[0], [0], [1], [1]])
    let result = try Evaluation(of: network, on: samples)
    #expect(result.confusion == [[1, 1], [1, 1]])
    #expect(result.classNames == ["0", "1"])
  }

  @Test("More samples than fit a batch are all asked about, in order")
  func manySamples() throws {
    let truth = (0..<600).map { $0 % 3 }
    let result = try evaluation(truth: truth, answers: truth.map { $0 == 2 ? 0 : $0 }, classes: 3)
    #expect(result.confusion == [[200, 0, 0], [0, 200, 0], [200, 0, 0]])
    #expect(result.total.sampleCount == 600)
    #expect(result.answers.prefix(6) == [0, 1, 0, 0, 1, 0])
  }

  @Test("Samples that do not fit are refused")
  func refused() {
    let network = ScriptedNetwork(inputCount: 2, outputCount: 3)
    func error(_ samples: NumberedSamples) -> TrainingError? {
      #expect(throws: TrainingError.self) { try Evaluation(of: network, on: samples) }
    }
    #expect(error(NumberedSamples(count: 0)) == .noSamples(what: "evaluation data"))
    #expect(
      error(NumberedSamples(count: 1)) == .wrongWidth(what: "inputs", expected: 2, found: 1))
    #expect(
      error(NumberedSamples(count: 1, inputCount: 2))
        == .wrongWidth(what: "targets", expected: 3, found: 1))
  }
}
