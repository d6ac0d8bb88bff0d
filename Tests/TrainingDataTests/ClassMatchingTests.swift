import NetworkDescription
import Testing

@testable import TrainingData

@Suite("Classes and outputs")
struct ClassMatchingTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func blueprint(
    outputs: Int, _ activation: Activation, _ loss: Loss
  ) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "net", input: .list(1), layers: [.dense(Dense(units: outputs, activation: activation))],
      loss: loss)
  }

  private func open(
    _ labels: [String], _ blueprint: NetworkBlueprint, classNames: [String] = []
  ) throws -> Dataset {
    let rows = labels.enumerated().map { "\($0.offset).5,\($0.element)" }
    let path = try folder.write("t.csv", text: (["x,label"] + rows).joined(separator: "\n"))
    return try DataSource.open([path], for: blueprint, seed: 1, classNames: classNames).train
  }

  private func targets(_ data: Dataset) -> [[Double]] {
    (0..<data.count).map { data.target(of: $0) }
  }

  @Test("One output: a class that is alone is the lower one, 0 and 1 are what they say")
  func alone() throws {
    let sigmoid = try blueprint(outputs: 1, .sigmoid, .binaryCrossEntropy)
    #expect(try targets(open(["0", "0"], sigmoid)) == [[0], [0]])
    #expect(try targets(open(["1", "1"], sigmoid)) == [[1], [1]])
    #expect(try targets(open(["dog", "dog"], sigmoid)) == [[0], [0]])
    #expect(
      try targets(open(["dog", "dog"], sigmoid, classNames: ["cat", "dog"])) == [[1], [1]])
  }

  @Test("Two names fit one output and are kept; −1 and 1 fit a tanh")
  func pairs() throws {
    let sigmoid = try blueprint(outputs: 1, .sigmoid, .binaryCrossEntropy)
    let answers = try open(["no", "yes", "no"], sigmoid)
    #expect(answers.classNames == ["no", "yes"] && answers.targetKind == .classes)
    #expect(targets(answers) == [[0], [1], [0]] && answers.classBoundary == 0.5)
    let tanh = try blueprint(outputs: 1, .tanh, .meanSquaredError)
    let signs = try open(["-1", "1", "1"], tanh)
    #expect(targets(signs) == [[-1], [1], [1]] && signs.classBoundary == 0)
    #expect(try targets(open(["-1", "1"], sigmoid)) == [[0], [1]])
    #expect(try targets(open(["no", "yes"], tanh)) == [[-1], [1]])
  }

  @Test("Classes are matched with a model's by name, whatever their order")
  func names() throws {
    let softmax = try blueprint(outputs: 3, .softmax, .categoricalCrossEntropy)
    let known = ["zebra", "cat", "dog"]
    let data = try open(["dog", "cat", "dog"], softmax, classNames: known)
    #expect(data.classNames == known && data.labels == [2, 1, 2])
    let wrong = error(PlainErrorBox.self) {
      do {
        _ = try open(["dog", "horse"], softmax, classNames: known)
      } catch { throw PlainErrorBox(text: "\(error)") }
    }
    #expect(wrong?.text.contains("zebra, cat, dog") == true)
    #expect(wrong?.text.contains("found horse among dog, horse") == true)
  }

  private struct PlainErrorBox: Error { let text: String }

  @Test("Whole numbers find their outputs from 0 or from 1, even if some never occur")
  func numbered() throws {
    let softmax = try blueprint(outputs: 4, .softmax, .categoricalCrossEntropy)
    #expect(try open(["0", "3"], softmax).labels == [0, 3])
    #expect(try open(["1", "4"], softmax).labels == [0, 3])
    #expect(try open(["1", "4"], softmax).classNames == ["1", "2", "3", "4"])
  }
}
