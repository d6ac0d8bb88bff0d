import Foundation
import Testing

@Suite("glassbox train")
struct TrainingTests {
  static let epochKeys: Set = [
    "epoch", "loss", "accuracy", "validationLoss", "validationAccuracy", "seconds",
  ]

  /// What the gate's model answers to 00, 01, 10 and 11.
  private func answers(_ recipe: String, in workspace: Workspace) throws -> [Double] {
    try ["0,0", "0,1", "1,0", "1,1"].map { input in
      let run = try workspace.succeed("predict \(recipe).safetensors --input \(input) --json")
      let object = try #require(try run.objects().first)
      #expect(Set(object.keys) == ["output"])
      let output = try #require(object["output"] as? [Double])
      return try #require(output.first)
    }
  }

  @Test("OR is learned as TFLearn learns it, with a JSON object an epoch")
  func orGate() throws {
    let workspace = try Workspace()
    let epochs = try workspace.succeed("train or --json --output or.safetensors").objects()
    #expect(epochs.count == 2000)
    #expect(epochs.allSatisfy { Set($0.keys) == Self.epochKeys })
    #expect(epochs.compactMap { $0["epoch"] as? Int } == Array(1...2000))
    #expect(epochs.allSatisfy { $0["validationLoss"] is NSNull && $0["seconds"] is Double })
    let last = try #require(epochs.last)
    #expect(try #require(last["loss"] as? Double) < 0.001)
    #expect(last["accuracy"] as? Double == 1)

    // What TFLearn's logical-operators example prints.
    let published = [0.04013482, 0.97487926, 0.97542077, 0.99997282]
    for (answer, expected) in zip(try answers("or", in: workspace), published) {
      #expect(abs(answer - expected) < 0.005)
    }
  }

  @Test(
    "The other gates are learned",
    arguments: [
      ("and", [0.0, 0, 0, 1]), ("nand", [1, 1, 1, 0]), ("nor", [1, 0, 0, 0]),
      ("xor", [0, 1, 1, 0]),
    ])
  func gate(recipe: String, truth: [Double]) throws {
    let workspace = try Workspace()
    let run = try workspace.succeed("train \(recipe) --output \(recipe).safetensors")
    #expect(run.lines.count < 30, "thousands of epochs are not printed one by one")
    #expect(run.lines.last == "saved to \(recipe).safetensors")
    for (answer, expected) in zip(try answers(recipe, in: workspace), truth) {
      #expect(abs(answer - expected) < 0.1)
    }
  }

  @Test("A cross-entropy wants targets between 0 and 1, and says which sample has another")
  func targetsOutOfRange() throws {
    let workspace = try Workspace()
    try workspace.write("t.csv", Data("a,b,y\n1,2,0.5\n1,2,3.5\n".utf8))
    try workspace.fail(
      "train xor --data t.csv", naming: "t.csv: sample 2: ", "from 0 to 1", "found 3.5")
    try workspace.fail("trace xor --input 0,1 --target 2", naming: "--target: ", "found 2")
  }

  @Test("A network too big for memory is refused at once, and its summary still counts")
  func tooBig() throws {
    let workspace = try Workspace()
    try workspace.write(
      "big.json",
      Data(
        """
        {"glassbox": 1, "name": "big", "input": [30000], "loss": "meanSquaredError",
         "layers": [{"dense": {"units": 30000}}, {"activation": {"function": "relu"}},
                    {"dense": {"units": 2}}]}
        """.utf8))
    let zeros = Array(repeating: "0", count: 30_000).joined(separator: ",")
    try workspace.fail(
      "predict big.json --input \(zeros)", naming: "expected a network that takes at most",
      "layers[0] (dense)", "--memory-limit")
    try workspace.fail("predict big.json --input 0", naming: "expected 30000")
    let layers = try workspace.succeed("summary big.json --json").objects()
    #expect(layers.compactMap { $0["links"] as? Int } == [0, 900_000_000, 30_000, 60_000])
    #expect(layers.compactMap { $0["neurons"] as? Int } == [30_000, 30_000, 30_000, 2])
  }

  @Test("The same seed trains the same model, another seed another one")
  func seeds() throws {
    let workspace = try Workspace()
    let options = "train xor --epochs 3 --batch-size 1"
    _ = try workspace.succeed("\(options) --output a.safetensors")
    _ = try workspace.succeed("\(options) --output b.safetensors")
    _ = try workspace.succeed("\(options) --seed 2 --output c.safetensors")
    #expect(try workspace.bytes("a.safetensors") == workspace.bytes("b.safetensors"))
    let same = try workspace.succeed("predict a.safetensors --input 0,1").output
    #expect(try workspace.succeed("predict c.safetensors --input 0,1").output != same)
  }

  @Test("A model can be trained further, and small numbers take half the room")
  func further() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train xor --epochs 20 --output first.safetensors")
    let before = try workspace.succeed("evaluate first.safetensors --json").objects()
    _ = try workspace.succeed(
      "train first.safetensors --epochs 200 --precision float32 --output second.safetensors")
    let after = try workspace.succeed("evaluate second.safetensors --json").objects()
    let losses = try [before, after].map { try #require($0.first?["loss"] as? Double) }
    #expect(losses[1] < losses[0] / 2)
  }

  @Test("A table is learned, its class names kept")
  func table() throws {
    let workspace = try Workspace()
    let rows = (0..<30).map { "\($0 % 2),\(Double($0) / 30),\($0 % 2 == 0 ? "cat" : "dog")" }
    try workspace.write(
      "pets.csv", Data((["barks,age,label"] + rows).joined(separator: "\n").utf8))
    try workspace.write(
      "pets.json",
      Data(
        """
        {"glassbox": 1, "name": "pets", "input": [2], "loss": "categoricalCrossEntropy",
         "layers": [{"dense": {"units": 2, "activation": "softmax"}}],
         "optimizer": {"sgd": {"learningRate": 1}}, "training": {"epochs": 40, "batchSize": 5}}
        """.utf8))
    _ = try workspace.succeed("train pets.json --data pets.csv --output pets.safetensors")
    let answer = try workspace.succeed("predict pets.safetensors --input 1,0.5").lines
    #expect(answer.count == 2)
    #expect(answer[0].hasPrefix("output cat: 0.0") && answer[1].hasPrefix("output dog: 0.9"))
    try workspace.fail("train pets.json", naming: "pets", "--data")
    // Two names fit one output, three do not.
    _ = try workspace.succeed("train xor --data pets.csv --epochs 1")
    try workspace.write("three.csv", Data("a,b,label\n1,0,cat\n0,1,dog\n1,1,cow\n".utf8))
    try workspace.fail(
      "train xor --data three.csv", naming: "three.csv", "expected two classes", "cat, cow, dog")
    try workspace.fail(
      "evaluate lernmi-mnist --data pets.csv", naming: "pets.csv", "expected 784", "found 2")
    try workspace.fail("train xor --output pets.csv/x.safetensors", naming: "pets.csv", "make it")
  }

  @Test("Augmented digits are learned from a folder of pictures, and none but so many")
  func pictureFolder() throws {
    let workspace = try Workspace()
    let drawn = try workspace.succeed("data draw --output digits --count 20 --seed 5")
    #expect(drawn.output == "20 digits drawn in digits\n")
    #expect(try workspace.names(in: "digits") == (0...9).map(String.init) + ["forms.csv"])
    let run = try workspace.succeed(
      "train lernmi-mnist --data digits --limit 6 --augment --epochs 1 --output d.safetensors")
    #expect(run.lines.first?.contains("6 samples") == true)
    let described = try workspace.succeed("data describe digits").lines
    #expect(described.first == "train: 20 samples of 28×28×1")
    #expect(described.dropFirst().elementsEqual((0...9).map { "  \($0)  2" }))
  }
}
