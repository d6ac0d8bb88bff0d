import Foundation
import Testing

/// The figures of a worked example, as the commands print them.
@Suite("A worked example on the command line")
struct WorkedExampleCommandTests {
  private static let mazur = """
    {"glassbox": 1, "name": "mazur", "input": [2], "loss": "halfSquaredError", "layers": [
      {"dense": {"units": 2, "activation": "sigmoid", "frozen": "biases"}},
      {"dense": {"units": 2, "activation": "sigmoid", "frozen": ["bias 2.0", "2.1"]}}],
     "optimizer": {"sgd": {"learningRate": 0.5}},
     "training": {"epochs": 2, "batchSize": 1, "shuffle": false}}
    """
  private static let weights = """
    0.0-1.0,0.15
    0.1-1.0,0.20
    0.0-1.1,0.25
    0.1-1.1,0.30
    1.0-2.0,0.40
    1.1-2.0,0.45
    1.0-2.1,0.50
    1.1-2.1,0.55
    bias 1.0,0.35
    bias 1.1,0.35
    bias 2.0,0.60
    bias 2.1,0.60
    """

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("mazur.json", Data(Self.mazur.utf8))
    try workspace.write("weights.csv", Data(Self.weights.utf8))
    return workspace
  }

  private let sample = "--weights weights.csv --input 0.05,0.10 --target 0.01,0.99"

  @Test("trace ends with the loss after the update, and says what is frozen")
  func trace() throws {
    let workspace = try workspace()
    let text = try workspace.succeed("trace mazur.json \(sample)")
    #expect(
      text.lines.last == "after the update the loss is 0.2910277737, before it was 0.2983711088")
    #expect(text.output.contains("output 1: bias = 0.6000; frozen: stays"))
    let events = try workspace.succeed("trace mazur.json \(sample) --json --after-update").objects()
    let last = try #require(events.last)
    #expect(abs((last["lossAfterUpdate"] as? Double ?? 0) - 0.291027774) < 5e-10)
    #expect(abs((last["lossBeforeUpdate"] as? Double ?? 0) - 0.298371109) < 5e-10)
    #expect(events.filter { $0["frozen"] as? Bool == true }.count == 4)
  }

  @Test("step ends each step with it, and saves the network as it stands")
  func step() throws {
    let workspace = try workspace()
    try workspace.write("commands", Data("next step\nback\nsave m.safetensors\nsave no.txt\n".utf8))
    let run = try workspace.glassbox("step mazur.json \(sample)", input: "commands")
    #expect(run.status == 1 && run.errors.contains("save: expected a file ending in .safetensors"))
    #expect(run.output.contains("after the update the loss is 0.2910277737"))
    #expect(run.output.contains("saved to m.safetensors"))
    let again = try workspace.succeed("trace m.safetensors --input 0.05,0.10 --target 0.01,0.99")
    #expect(again.lines.last?.hasSuffix("before it was 0.2910277737") == true)
    // Biases stay frozen in the model.
    #expect(again.output.contains("output 1: bias = 0.6000; frozen: stays"))
  }

  @Test("train measures once more after the last update")
  func train() throws {
    let workspace = try workspace()
    try workspace.write(
      "gate.json",
      Data(
        """
        {"glassbox": 1, "name": "gate", "input": [2], "loss": "halfSquaredError", "layers": [
          {"dense": {"units": 1, "activation": "sigmoid", "weights": [[0.5], [-0.25]], "biases": [0.1]}}],
         "training": {"epochs": 1, "batchSize": 1, "shuffle": false}}
        """.utf8))
    let arguments = "train gate.json --data or --output g.safetensors"
    let lines = try workspace.succeed("\(arguments) --json --after-update").objects()
    let measured = try workspace.succeed("evaluate g.safetensors --data or --json").objects()
    #expect(lines.last?["lossAfterLastUpdate"] as? Double == measured[0]["loss"] as? Double)
    let text = try workspace.succeed(arguments)
    #expect(text.output.contains("after the last update: loss 0."))
    // In the order of the file, whatever the seed; shuffled, seeds differ.
    let ordered = try workspace.succeed("train gate.json --data or --seed 7 --json").objects()
    #expect(ordered[0]["loss"] as? Double == lines[0]["loss"] as? Double)
    let losses = try (1...6).map { seed in
      try workspace.succeed("train gate.json --data or --shuffle --seed \(seed) --json")
        .objects()[0]["loss"] as? Double
    }
    #expect(Set(losses).count > 1)
  }

  @Test("Names that are not in the network are refused with the file's name")
  func unknownNames() throws {
    let workspace = try workspace()
    try workspace.write("wrong.csv", Data("0.9-1.0,1".utf8))
    let run = try workspace.glassbox("check mazur.json --weights wrong.csv")
    #expect(run.status == 1)
    #expect(
      run.errors
        == "error: wrong.csv: 0.9-1.0: expected a link or a bias of mazur, such as 0.0-1.0 or "
        + "bias 1.0, found none of that name\n")
  }

  @Test("What is saved in the stepper finds the columns of a table as the model before it did")
  func savedTable() throws {
    let workspace = try Workspace()
    let rows = (0..<12).map { "\($0 % 5),\(["ash", "oak"][$0 % 2]),\($0 % 3)" }
    try workspace.write("t.csv", Data((["height,tree,age"] + rows).joined(separator: "\n").utf8))
    _ = try workspace.glassbox("train --data t.csv --targets age --epochs 2 --output a.safetensors")
    try workspace.write("words", Data("save b.safetensors\n".utf8))
    _ = try workspace.glassbox("step a.safetensors --data t.csv --commands words")
    // The columns in another order.
    try workspace.write("other.csv", Data("tree,height\noak,3\n".utf8))
    let answers = try ["a", "b"].map {
      try workspace.succeed("predict \($0).safetensors --data other.csv --json").output
    }
    #expect(answers[0] == answers[1])
  }
}
