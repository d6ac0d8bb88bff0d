import ModelFiles
import NetworkDescription
import Testing

@testable import Interchange

@Suite("Weights as tables")
struct WeightTableTests {
  @Test("A table names every link and bias, layer by layer")
  func names() throws {
    let blueprint = try NetworkBlueprint(
      name: "two", input: .list(2), layers: [.dense(Dense(units: 1))], loss: .meanSquaredError)
    let model = try TrainedModel(
      blueprint: blueprint,
      parameters: Parameters([
        "layers.0.weight": Tensor(shape: [2, 1], values: [0.5, -1e-20]),
        "layers.0.bias": Tensor(shape: [1], values: [3]),
      ]))
    let files = try ExportFormat.csvWeights.write(ExportRequest(model: model))
    #expect(
      String(decoding: files[0].bytes, as: UTF8.self)
        == "name,value\n0.0-1.0,0.5\n0.1-1.0,-1e-20\nbias 1.0,3.0\n")
  }
}
