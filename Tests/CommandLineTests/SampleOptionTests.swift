import Foundation
import Testing
import Thoroughness

@Suite("One way to name a sample")
struct SampleOptionTests {
  /// Commands that ask about one sample and its targets; a sample's options can follow them.
  static let asking = [
    "trace xor --json", "prove xor all --json", "blame xor --json", "quiz xor --seed 3 --json",
    "step xor --json",
  ]

  /// A small network that takes 28 × 28 pixels as a picture.
  private static let pictureNetwork = """
    {"glassbox": 1, "name": "small", "input": [28, 28, 1], "layers": [
      {"conv2D": {"filters": 1, "kernel": 7, "stride": 7, "activation": "tanh"}}, {"flatten": {}},
      {"dense": {"units": 10, "activation": "softmax"}}
    ], "loss": "categoricalCrossEntropy", "optimizer": {"sgd": {}}, "seed": 1}
    """

  @Test(
    "A row of a gate is the same by its numbers, by its place, and by its data",
    arguments: Thoroughness.some(asking))
  func gateRows(command: String) throws {
    let workspace = try Workspace()
    try workspace.write("rows.csv", Data("a,b,y\n1,1,0\n0,1,1\n".utf8))
    try workspace.write("next", Data("next\ns\n".utf8))
    let answers = try [
      "--input 0,1 --target 1", "--sample 2", "--data xor --sample 2", "--data rows.csv --sample 2",
      "--sample 1 --data rows.csv --data xor --sample 4", "--sample 4 --target 1",
    ].map { try workspace.succeed("\(command) \($0)", input: "next").output }
    #expect(!answers[0].isEmpty)
    #expect(answers[1...3].allSatisfy { $0 == answers[0] })
    // Of joined data it is the second row of XOR; and of XOR the fourth with another target.
    #expect(answers[4] == answers[0] && answers[5] != answers[0])
  }

  @Test("So it is where no target is needed")
  func inputsAlone() throws {
    let workspace = try Workspace()
    for command in ["predict xor --json", "what-if xor --json"] {
      let answers = try ["--input 1,0", "--sample 3", "--data xor --sample 3"].map {
        try workspace.succeed("\(command) \($0)").output
      }
      #expect(Set(answers).count == 1)
    }
    #expect(
      try workspace.succeed("predict xor --data xor").output
        == workspace.succeed("predict xor --input 0,0").output)
  }

  @Test("A line of a table without answers can be asked about, and neurons have its columns' names")
  func unlabelledRows() throws {
    let workspace = try Workspace()
    try workspace.write("homes.csv", Data("size,rooms,price\n50,2,100\n70,3,140\n90,3,170\n".utf8))
    try workspace.write("asked.csv", Data("rooms,size\n2,60\n4,100\n".utf8))
    _ = try workspace.glassbox(
      "train --data homes.csv --targets price --epochs 1 --output homes.safetensors")
    let asked = "homes.safetensors --data asked.csv --sample 2"
    #expect(try workspace.succeed("why \(asked)").output.contains("speaks for price"))
    #expect(
      try workspace.succeed("predict \(asked) --json").output
        == workspace.succeed("predict homes.safetensors --input 100,4 --json").output)
    let trace = try workspace.succeed("trace homes.safetensors --data homes.csv --sample 1").output
    #expect(trace.hasPrefix("input 0 is size, input 1 is rooms\noutput 0 is price\n"))
    // A price is not another answer by becoming larger than ½.
    try workspace.fail("what-if \(asked)", naming: "answers with numbers (price)")
  }

  @Test("A whole number is the right class, of several; ten numbers still are ten targets")
  func classes() throws {
    let workspace = try Workspace()
    try DigitPictures.write([7], to: workspace.file("7.png"))
    for command in Thoroughness.some([
      "trace lernmi-mnist --json --neuron 2.7", "prove lernmi-mnist 2.7 --json",
      "blame lernmi-mnist 1.3 --json", "step lernmi-mnist --json",
    ]) {
      let answers = try ["7", "0,0,0,0,0,0,0,1,0,0", "6"].map {
        try workspace.succeed("\(command) --picture 7.png --target \($0)").output
      }
      #expect(answers[0] == answers[1])
      #expect(command.hasPrefix("step") || answers[0] != answers[2], "\(command)")
    }
    for target in ["10", "-1", "0.5"] {
      try workspace.fail(
        "trace lernmi-mnist --picture 7.png --target \(target)",
        naming: "--target: expected 10 numbers, or a class from 0 to 9, found \(target)")
    }
  }

  @Test("A picture, and a sample of a folder of pictures, go into every network of digits")
  func pictures() throws {
    let workspace = try Workspace()
    try DigitPictures.write([7], to: workspace.file("7.png"))
    _ = try workspace.shell("mkdir -p set/7; cp 7.png set/7/")
    let byName = try workspace.succeed("predict lernmi-mnist --picture 7.png --json").output
    let byPlace = try workspace.succeed("predict lernmi-mnist --data set --sample 1 --json").output
    #expect(byName == byPlace)
    try workspace.write("small.json", Data(Self.pictureNetwork.utf8))
    let filter = try workspace.succeed(
      "trace small.json --picture 7.png --target 7 --neuron 1.1.1.0")
    #expect(filter.output.contains("slope"))
    let why = try Thoroughness.some([
      "7.png", "--picture 7.png", "--data set", "digit-reader 7.png",
      "digit-reader --picture 7.png",
    ]).map { try workspace.succeed("why \($0) --json").output }
    #expect(Set(why).count == 1)
    try workspace.fail("predict cifar10-cnn --picture 7.png", naming: "7.png: ", "32 pixels wide")
  }

  @Test("A page can be of one sample of the data")
  func page() throws {
    let workspace = try Workspace()
    let run = try workspace.succeed("trace xor --html x.html --sample 3 --steps 2")
    #expect(run.output.hasPrefix("2 steps in x.html"))
    let text = String(decoding: try workspace.bytes("x.html"), as: UTF8.self)
    #expect(text.contains(#""title":"1, 0 → 1""#))
  }

  @Test(
    "Two samples at once, or half of one, are wrong usage everywhere",
    arguments: Thoroughness.some([
      "trace xor", "prove xor 1.0", "blame xor", "quiz xor", "step xor", "predict xor",
      "what-if xor", "why",
    ]))
  func wrongUsage(command: String) throws {
    let workspace = try Workspace()
    let target =
      ["predict", "what-if", "why"].contains { command.hasPrefix($0) } ? "" : " --target 1"
    // A trace without a target shows the forward half.
    let needsTarget = !target.isEmpty && !command.hasPrefix("trace")
    for (options, word) in [
      ("--input 0,1 --data xor\(target)", "--data"),
      ("--input 0,1 --sample 2\(target)", "--sample"),
      ("--picture 7.png --input 0,1\(target)", "--picture"), ("--sample 0", "--sample"),
    ] + (needsTarget ? [("--input 0,1", "--target"), ("--picture 7.png", "--target")] : []) {
      try workspace.fail("\(command) \(options)", status: 64, naming: word)
    }
  }
}
