import Foundation
import ModelFiles
import NetworkDescription
import TextFormats
import Testing

@testable import TrainingRuns

@Suite("Finished runs, as their files tell of them")
struct FinishedRunTests {
  /// A folder that is gone afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-runs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private func blueprint(_ rate: Double, units: [Int] = [2, 1]) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "net", input: .list(2), layers: units.map { .dense(Dense(units: $0)) },
      loss: .meanSquaredError, optimizer: .sgd(SGD(learningRate: rate)),
      training: TrainingDefaults(epochs: 2, batchSize: 1))
  }

  @Test("A history may have any metrics; what was not measured is empty")
  func metrics() throws {
    let history = try RunHistory(
      parsing: "epoch,loss,rSquared,validationLoss,validationRSquared,seconds\r\n"
        + "1,0.5,0.1,0.7,,0.25\r\n3,0.25,,0.8,,0.5\r\n")
    #expect(history.metrics == ["loss", "rSquared"] && history.epochs == [1, 3])
    #expect(history.training("rSquared") == [0.1, nil])
    #expect(history.validation("loss") == [0.7, 0.8] && history.validation("rSquared") == nil)
    #expect(history.seconds == 0.75)
    #expect(history.best == 0, "by validation loss")
    #expect(try RunHistory(parsing: "epoch,loss\n1,2\n2,1\n").best == 1, "by training loss")
  }

  @Test(
    "What is wrong in a table is said with its row and column",
    arguments: [
      ("", ["history", "nothing"]), ("a,b\n1,2\n", ["history", "'a,b'"]),
      ("epoch,loss\n", ["a row for each epoch", "none"]),
      ("epoch,loss\n1\n", ["row 2", "expected 2 cells", "found 1"]),
      ("epoch,loss\n1,1\n1,1\n", ["row 3", "column epoch", "above 1", "'1'"]),
      ("epoch,loss\n1,many\n", ["row 2", "column loss", "'many'"]),
      ("epoch,loss,loss\n1,1,1\n", ["history"]),
    ])
  func damage(text: String, words: [String]) throws {
    let error = #expect(throws: PlainError.self) { try RunHistory(parsing: text) }
    let message = "\(try #require(error))"
    for word in words { #expect(message.contains(word), "\(message)") }
  }

  @Test("A model is found beside its history and a history beside its model, in run folders both")
  func companions() throws {
    try withFolder { folder in
      let blueprint = try blueprint(0.5)
      let model = try TrainedModel(blueprint: blueprint, parameters: blueprint.initialParameters())
      try model.write(to: "\(folder)/a.safetensors")
      try write("epoch,loss\n1,1\n2,0.5\n", "\(folder)/a.csv")
      try write("epoch,loss\n1,1\n9,0.5\n", "\(folder)/b.csv")
      try model.write(to: "\(folder)/b.safetensors")
      let run = try FinishedRun("\(folder)/a.csv")
      #expect(run.blueprint == blueprint && run.companion == "\(folder)/a.safetensors")
      #expect(try FinishedRun("\(folder)/a.safetensors").history == run.history)
      let other = try FinishedRun("\(folder)/b.csv")
      #expect(other.blueprint == nil, "nine epochs are not those of a training of two")
      for name in ["x", "y"] {
        let path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try model.write(to: "\(path)/model.safetensors")
        try write("epoch,loss\n1,1\n", "\(path)/history.csv")
      }
      let runs = try FinishedRun.all(at: ["\(folder)/x/", "\(folder)/y/history.csv"])
      #expect(runs.map(\.name) == ["x", "y"])
      #expect(runs.allSatisfy { $0.history != nil && $0.blueprint == blueprint })
      for path in ["\(folder)/none.csv", folder] {
        #expect(throws: PlainError.self) { try FinishedRun(path) }
      }
    }
  }

  @Test("Only what differs in blueprints is listed, layer by layer where there are as many")
  func differences() throws {
    func found(_ blueprints: NetworkBlueprint...) -> [String] {
      BlueprintDifferences(among: blueprints).settings.map { setting in
        let values = setting.values.map { $0.map(BlueprintDifferences.text) ?? "–" }
        return "\(setting.name): \(values.joined(separator: " | "))"
      }
    }
    #expect(try found(blueprint(0.5), blueprint(0.5)) == [])
    #expect(
      try found(blueprint(0.5), blueprint(0.25, units: [3, 1])) == [
        "layer 1.dense.units: 2 | 3", "optimizer.sgd.learningRate: 0.5 | 0.25",
      ])
    let shorter = try found(blueprint(0.5), blueprint(0.5, units: [1]))
    #expect(shorter.count == 1 && shorter[0].hasPrefix("layers: dense 2"), "\(shorter)")
    #expect(shorter[0].contains(", dense 1") && shorter[0].contains(" | dense 1"), "\(shorter)")
    var other = try blueprint(0.5)
    other.optimizer = .adam(Adam())
    #expect(try found(blueprint(0.5), other).first == "optimizer: sgd | adam")
  }
}
