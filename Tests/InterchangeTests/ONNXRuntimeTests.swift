import Foundation
import Interchange
import ModelFiles
import NetworkDescription
import OtherPrograms
import Testing
import TextFormats
import TrainingRuns

@Suite("ONNX and its runtime")
struct ONNXRuntimeTests {
  @Test(
    "ONNX's checker takes every recipe and 100 made-up networks, and ONNX Runtime answers alike",
    .enabled(
      if: Python.hasONNX, Comment(rawValue: Python.needs("onnx onnxruntime numpy"))))
  func answers() throws {
    try withTemporaryFolder { folder in
      for recipe in Recipe.allCases {
        let blueprint = try recipe.blueprint()
        try write(blueprint, blueprint.initialParameters(), recipe.rawValue, to: folder)
      }
      for number in 0..<100 {
        let blueprint = try VariedBlueprints.blueprint(number)
        try write(
          blueprint, VariedBlueprints.parameters(of: blueprint), "varied-\(number)", to: folder)
      }
      let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Python/check_onnx.py")
      let report = try Python.run([
        script.path(percentEncoded: false), folder.path(percentEncoded: false),
      ])
      #expect(report.hasPrefix("\(Recipe.allCases.count + 100) files"), "\(report)")
    }
  }

  private func write(
    _ blueprint: NetworkBlueprint, _ parameters: Parameters, _ name: String, to folder: URL
  ) throws {
    let model = try TrainedModel(blueprint: blueprint, parameters: parameters)
    let file = try #require(ExportFormat.named("onnx")?.write(ExportRequest(model: model)).first)
    try Data(file.bytes).write(to: folder.appending(path: "\(name).onnx"))
    let network = try NamedNetwork(model).network(
      .usual(for: blueprint), threads: 1, samples: 1)
    let inputs = VariedBlueprints.inputs(of: blueprint, count: 2)
    let outputs = try inputs.map { try network.predict($0) }
    let stored = JSONValue.object([
      ("inputs", .array(inputs.map { .array($0.map { .number($0) }) })),
      ("outputs", .array(outputs.map { .array($0.map { .number($0) }) })),
    ])
    try Data(stored.description.utf8).write(to: folder.appending(path: "\(name).json"))
  }
}
