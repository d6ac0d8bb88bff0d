import Foundation
import ModelFiles
import NetworkDescription
import Testing
import TrainingData

@testable import TrainingRuns

@Suite("Answers to the lines of a table")
final class TableAnswersTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "glassbox-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// One sigmoid whose sum is 10·a − 5: yes for a = 1, no for a = 0.
  private func model() throws -> TrainedModel {
    let blueprint = try NetworkBlueprint(
      name: "yes or no", input: .list(1), layers: [.dense(Dense(units: 1, activation: .sigmoid))],
      loss: .binaryCrossEntropy)
    let form = TableForm(columns: [
      TableForm.Column(name: "a", role: .number(mean: 0.5)),
      TableForm.Column(name: "answer, given", role: .label),
    ])
    return try TrainedModel(
      blueprint: blueprint,
      parameters: Parameters([
        "layers.0.weight": Tensor(shape: [1, 1], values: [10]),
        "layers.0.bias": Tensor(shape: [1], values: [-5]),
      ]), classNames: ["no", "yes"], table: form)
  }

  private func answers(_ text: String) throws -> TableAnswers {
    let path = folder.appending(path: "m.safetensors").path
    try model().write(to: path)
    let named = try NamedNetwork(path)
    let rows = folder.appending(path: "rows.csv")
    try Data(text.utf8).write(to: rows)
    let table = try TableReader.table(
      rows.path, as: named.table, for: .asking(inputs: 1))
    return try TableAnswers(of: named.network(), to: table, as: named)
  }

  @Test("A model keeps its table's columns; lines without labels are answered in words")
  func unlabelled() throws {
    let found = try answers("other,a\n9,1\n8,0\n")
    #expect(found.answers.map { $0.words?.name } == ["yes", "no"])
    #expect(found.answers.map(\.row) == [1, 2] && found.rightOnes == nil)
    // 1 / (1 + e⁻⁵), and the same for no.
    for answer in found.answers {
      #expect(abs((answer.words?.strength ?? 0) - 0.9933071491) < 1e-9)
    }
  }

  @Test("Lines with labels are counted as right or wrong; CSV quotes what needs it")
  func labelled() throws {
    let found = try answers("a,\"answer, given\"\n1,yes\n0,yes\n1,\n")
    #expect(found.rightOnes?.right == 1 && found.rightOnes?.of == 2)
    let lines = found.csv.split(separator: "\n").map(String.init)
    #expect(lines[0] == "row,answer,yes,\"given answer, given\"")
    #expect(lines[1].hasPrefix("1,yes,0.9933") && lines[1].hasSuffix(",yes"))
  }

  @Test("The form of a table comes back from a model's file as it was")
  func kept() throws {
    var form = TableForm(
      columns: [
        TableForm.Column(name: "n", role: .number(mean: 0.1)),
        TableForm.Column(name: "t \"x\"", role: .texts(["a", "b,"], shares: [0.25, 0.75])),
        TableForm.Column(name: "y", role: .target(TargetScale(mean: 3, deviation: 0.5))),
        TableForm.Column(name: "id", role: .leftOut),
      ], fillsGaps: true)
    #expect(try TableForm(json: form.json, at: .root) == form)
    form.columns[2] = TableForm.Column(name: "y", role: .target(nil))
    #expect(try TableForm(json: form.json, at: .root) == form)
    #expect(throws: BlueprintError.self) { try form.check(fits: model().blueprint) }
  }
}
