import Foundation
import ModelFiles
import NetworkDescription
import Testing

@Suite("Numbers that are too large for anybody")
struct OverflowTests {
  /// A model of digits whose weights are all this large, of either sign.
  private static func model(
    weight: Double, activation: Activation, loss: Loss, classNames: [String] = []
  ) throws -> TrainedModel {
    let blueprint = try NetworkBlueprint(
      name: "huge", input: .list(784),
      layers: [.dense(Dense(units: 10, activation: activation))], loss: loss)
    let values = (0..<7840).map { $0 % 3 == 0 ? -weight : weight }
    return try TrainedModel(
      blueprint: blueprint,
      parameters: Parameters([
        "layers.0.weight": Tensor(shape: [784, 10], values: values),
        "layers.0.bias": Tensor(shape: [10], values: Array(repeating: 0, count: 10)),
      ]), classNames: classNames)
  }

  @Test(
    "A model of huge numbers is read with, explained and drawn, or refused by its name",
    arguments: [
      (1e17, Activation.relu, Loss.halfSquaredError),
      (1e300, .identity, .halfSquaredError), (1e100, .softmax, .categoricalCrossEntropy),
    ])
  func hugeModels(weight: Double, activation: Activation, loss: Loss) throws {
    let workspace = try Workspace()
    try DigitPictures.write([3], to: workspace.file("3.png"))
    try Self.model(weight: weight, activation: activation, loss: loss)
      .write(to: workspace.file("huge.safetensors"))
    for option in ["--explain", "--show-boxes boxes", "--json"] {
      let run = try workspace.succeed("read 3.png --model huge.safetensors \(option)")
      #expect(!run.output.lowercased().contains("nan"))
    }
  }

  @Test("An answer that is not a number is an error that names what overflowed first")
  func notANumber() throws {
    let workspace = try Workspace()
    try DigitPictures.write([3], to: workspace.file("3.png"))
    try Self.model(weight: 1e308, activation: .softmax, loss: .categoricalCrossEntropy)
      .write(to: workspace.file("huge.safetensors"))
    let words = ["not a finite number", "neuron 1."]
    try workspace.fail("read 3.png --model huge.safetensors", naming: "3.png: ", words[0], words[1])
    try workspace.fail(
      "read 3.png --json --model huge.safetensors", naming: "3.png: ", words[0], words[1])
    _ = try workspace.succeed("data draw --output digits --count 10")
    try workspace.fail(
      "evaluate huge.safetensors --data digits", naming: "huge.safetensors: sample 1: ", words[0])
    let ones = Array(repeating: "1", count: 784).joined(separator: ",")
    try workspace.fail(
      "predict huge.safetensors --json --input \(ones)", naming: "huge.safetensors: ", words[0],
      words[1])
  }

  @Test("When the first step overflows, the data is to blame and not the learning rate")
  func absurdData() throws {
    let workspace = try Workspace()
    try workspace.write("absurd.csv", Data("a,b,y\n1e308,1e308,0.5\n".utf8))
    let text = try workspace.succeed("recipes or").output
    try workspace.write(
      "mine.json",
      Data(
        text.replacing("binaryCrossEntropy", with: "meanSquaredError")
          .replacing("sigmoid", with: "identity").utf8))
    let run = try workspace.glassbox("train mine.json --data absurd.csv --epochs 1")
    #expect(run.status == 1 && run.errorLines.count == 2, "\(run)")
    #expect(run.errorLines[0].contains("--normalize"))
    #expect(run.errorLines[1].contains("epoch 1, batch 1") && run.errors.contains("scale the data"))
  }

  @Test("Names cannot steer a terminal, wherever they are shown")
  func names() throws {
    let workspace = try Workspace()
    let nasty = (0..<10).map { "\u{1B}[31mred\u{9B}\n\($0)" }
    try Self.model(
      weight: 0.01, activation: .softmax, loss: .categoricalCrossEntropy, classNames: nasty
    ).write(to: workspace.file("m.safetensors"))
    try DigitPictures.write([3], to: workspace.file("3\u{1B}[2J.png"))
    _ = try workspace.succeed("data draw --output digits --count 10")
    let zeros = Array(repeating: "0", count: 784).joined(separator: ",")
    for arguments in [
      "read . --model m.safetensors", "read . --model m.safetensors --explain",
      "read . --model m.safetensors --json", "read 3\u{1B}[2J.png --json",
      "predict m.safetensors --input \(zeros)", "read \u{1B}[2J", "summary \u{1B}[2J.json",
      "train xor --epochs 1 --output \u{1B}[2J", "evaluate m.safetensors --data \u{1B}[2J",
    ] {
      let run = try workspace.glassbox(arguments)
      #expect(!run.wasKilled)
      for scalar in (run.output + run.errors).unicodeScalars where scalar != "\n" {
        #expect(scalar.properties.generalCategory != .control, "\(scalar.value) in \(arguments)")
      }
    }
  }
}
