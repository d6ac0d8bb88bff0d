import Foundation
import Testing

@Suite("Where targets are numbers")
struct RegressionTests {
  private static let line = ["a,y"] + (0..<20).map { "\(Double($0) / 10),\(Double($0) / 5 + 0.25)" }

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("line.csv", Data(Self.line.joined(separator: "\n").utf8))
    try workspace.write(
      "line.json",
      Data(
        """
        {"glassbox": 1, "name": "line", "input": [1], "layers": [{"dense": {"units": 1}}],
         "loss": "meanSquaredError", "optimizer": {"sgd": {"learningRate": 0.05}},
         "training": {"epochs": 3, "batchSize": 5}}
        """.utf8))
    return workspace
  }

  @Test(
    "Every record has mean absolute error and R², none an accuracy",
    arguments: ["objects", "matrix"])
  func records(engine: String) throws {
    let workspace = try workspace()
    let run = try workspace.succeed(
      "train line.json --data line.csv --engine \(engine) --validation-split 0.2 --json "
        + "--history h.csv --curves c.svg --output m.safetensors")
    let keys = [
      "epoch", "loss", "meanAbsoluteError", "rSquared", "validationLoss",
      "validationMeanAbsoluteError", "validationRSquared", "seconds",
    ]
    for object in try run.objects() { #expect(Set(object.keys) == Set(keys)) }
    let history = String(decoding: try workspace.bytes("h.csv"), as: UTF8.self)
    #expect(history.hasPrefix(keys.joined(separator: ",") + "\n"))
    let curves = String(decoding: try workspace.bytes("c.svg"), as: UTF8.self)
    #expect(curves.contains(">mean absolute error<") && curves.contains(">R²<"))
    #expect(!curves.contains("accuracy"))

    let measured = try #require(
      try workspace.succeed("evaluate m.safetensors --data line.csv --json").objects().first)
    #expect(Set(measured.keys) == ["samples", "loss", "meanAbsoluteError", "rSquared"])
    let words = try workspace.succeed("evaluate m.safetensors --data line.csv").output
    #expect(words.contains("mean absolute error") && words.contains("R²"))
    #expect(!words.contains("accuracy") && !words.contains("Rows are"))
  }

  @Test("A confusion matrix of numbers is refused")
  func confusion() throws {
    let workspace = try workspace()
    _ = try workspace.succeed("train line.json --data line.csv --output m.safetensors")
    try workspace.fail(
      "evaluate m.safetensors --data line.csv --picture p.png", naming: "--picture", "numbers")
  }

  @Test("An experiment's results have errors, and the best epoch is the one with the smallest")
  func experiment() throws {
    let workspace = try workspace()
    try workspace.write(
      "e.json",
      Data(
        """
        {"experiment": 1, "name": "rates", "base": "line.json", "data": ["line.csv"],
         "validationSplit": 0.2, "variations": [
          {"name": "slow", "learningRate": 0.01}, {"name": "fast", "learningRate": 0.1}]}
        """.utf8))
    _ = try workspace.succeed("experiment e.json --output r")
    let table = String(decoding: try workspace.bytes("r/results.csv"), as: UTF8.self)
    #expect(
      table.hasPrefix(
        "variation,seed,parameters,epochs,loss,meanAbsoluteError,rSquared,validationLoss,"
          + "validationMeanAbsoluteError,validationRSquared,bestValidationMeanAbsoluteError,"
          + "bestEpoch,seconds,problem\n"))
    let page = String(decoding: try workspace.bytes("r/results.md"), as: UTF8.self)
    #expect(page.contains("| mean absolute error |") && !page.contains("accuracy"))
  }
}
