import Foundation
import Testing

@Suite("Every line of every --json is strict JSON")
struct StrictJSONTests {
  /// Every command that has `--json`, so small that it is over at once.
  private static let commands = [
    "recipes", "summary xor", "train xor --epochs 2", "train plane --epochs 1",
    "evaluate xor.safetensors", "evaluate plane.safetensors", "predict xor.safetensors --input 0,1",
    "trace xor --input 0,1 --target 1", "check xor --steps 2", "doctor xor",
    "blame xor --input 0,1 --target 1", "prove xor all --input 0,1 --target 1",
    "what-if xor.safetensors --input 0,1", "why 7.png", "read 7.png",
    "quiz xor --questions 1", "experiment tiny.json --output runs",
    "bench objects --seconds 0.05",
  ]

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    for recipe in ["xor", "plane"] {
      _ = try workspace.succeed(
        "train \(recipe) --epochs 1 --output \(recipe).safetensors --json")
    }
    try DigitPictures.write([7], to: workspace.file("7.png"))
    try workspace.write(
      "tiny.json",
      Data(
        """
        {"experiment": 1, "name": "tiny", "base": "xor", "epochs": 1,
         "variations": [{"name": "as it is"}]}
        """.utf8))
    return workspace
  }

  @Test("No key is there twice, nothing follows the object, no number is NaN")
  func everyCommand() throws {
    let workspace = try workspace()
    for command in Self.commands {
      let run = try workspace.glassbox(command + " --json")
      #expect(run.status == 0, "\(command): \(run.errors)")
      #expect(try !run.objects().isEmpty, "\(command)")
    }
  }

  @Test(
    "So it is for every event of a step, whatever the optimizer",
    arguments: ["sgd", "rmsprop", "adam", "adadelta", "adamw", "adagrad"])
  func stepping(optimizer: String) throws {
    let workspace = try Workspace()
    try workspace.write(
      "net.json",
      Data(
        """
        {"glassbox": 1, "name": "net", "input": [2], "loss": "binaryCrossEntropy",
         "layers": [{"dense": {"units": 2, "activation": "tanh", "penalty": {"l1": 0.1}}},
                    {"dropout": {"rate": 0.5}}, {"dense": {"units": 1, "activation": "sigmoid"}}],
         "optimizer": {"\(optimizer)": {}}}
        """.utf8))
    let events = (0..<80).map { _ in "next" } + ["watch loss", "next"]
    try workspace.write("commands", Data(events.joined(separator: "\n").utf8))
    let run = try workspace.succeed(
      "step net.json --input 1,0 --target 1 --commands commands --json")
    let lines = try run.objects().filter { $0["event"] != nil }
    #expect(lines.contains { $0["event"] as? String == "weightUpdate" })
    #expect(lines.allSatisfy { $0["step"] as? Int == 1 })
  }

  @Test("A loss that is no number is an error on standard error, not a word in JSON")
  func overflow() throws {
    let run = try Workspace().glassbox("train plane --epochs 3 --learning-rate 1e200 --json")
    #expect(run.status == 1)
    _ = try run.objects()
  }
}
