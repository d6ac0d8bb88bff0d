import Interchange
import ModelFiles
import NetworkDescription
import NeuronGraph
import Testing

@Suite("ONNX there and back")
struct ONNXRoundTripTests {
  @Test("What is exported comes back as the same network", arguments: 0..<40)
  func sameNetwork(number: Int) throws {
    let blueprint = try VariedBlueprints.blueprint(number)
    let parameters = VariedBlueprints.parameters(of: blueprint)
    let model = try TrainedModel(
      blueprint: blueprint, parameters: parameters,
      classNames: (0..<blueprint.output.count).map { "class \($0)" })
    let bytes = try #require(ExportFormat.named("onnx")?.write(ExportRequest(model: model)).first)
      .bytes
    let back = try ONNXImport(bytes: bytes).model(named: "back").model
    #expect(back.blueprint.name == blueprint.name)
    #expect(back.blueprint.optimizer == blueprint.optimizer)
    #expect(back.blueprint.loss == blueprint.loss)
    #expect(back.classNames == model.classNames)
    let before = try NeuronNetwork(blueprint, parameters: parameters)
    let after = try NeuronNetwork(back.blueprint, parameters: back.parameters)
    for inputs in VariedBlueprints.inputs(of: blueprint, count: 3) {
      let (left, right) = (try before.predict(inputs), try after.predict(inputs))
      for (one, other) in zip(left, right) { #expect(abs(one - other) < 1e-5 * max(1, abs(one))) }
    }
  }

  @Test("Activations that exporters write in pieces are put together again")
  func patterns() throws {
    let blueprint = try NetworkBlueprint(
      name: "pieces", input: .list(3),
      layers: [
        .dense(Dense(units: 4, activation: .gelu)), .dense(Dense(units: 4, activation: .silu)),
        .dense(Dense(units: 1)),
      ], loss: .meanSquaredError)
    let model = try TrainedModel(blueprint: blueprint, parameters: blueprint.initialParameters())
    let bytes = try #require(ExportFormat.named("onnx")?.write(ExportRequest(model: model)).first)
      .bytes
    let back = try ONNXImport(bytes: bytes).model(named: "back").model
    #expect(back.blueprint.layers.map(\.activation) == [.gelu, .silu, .identity])
  }

  @Test("A scaling of the inputs becomes a normalization, turned round where it is negative")
  func inputScaling() throws {
    let blueprint = try NetworkBlueprint(
      name: "scaled", input: .picture(height: 3, width: 3, channels: 1),
      layers: [
        .conv2D(Conv2D(filters: 2, kernel: 3, padding: .same, activation: .tanh)), .flatten,
        .dense(Dense(units: 2, activation: .softmax)),
      ], loss: .categoricalCrossEntropy)
    let model = try TrainedModel(blueprint: blueprint, parameters: blueprint.initialParameters())
    let bytes = try #require(ExportFormat.named("onnx")?.write(ExportRequest(model: model)).first)
      .bytes
    var reading = try ONNXImport(bytes: bytes)
    reading.scaling = InputScaling(factor: -2, shift: 1)
    let scaled = try reading.model(named: "scaled").model
    #expect(scaled.blueprint.layers.first == .normalization)
    let before = try NeuronNetwork(blueprint, parameters: model.parameters)
    let after = try NeuronNetwork(scaled.blueprint, parameters: scaled.parameters)
    let inputs = VariedBlueprints.inputs(of: blueprint, count: 1)[0]
    let (left, right) = (try before.predict(inputs.map { 1 - 2 * $0 }), try after.predict(inputs))
    for (one, other) in zip(left, right) { #expect(abs(one - other) < 1e-6) }
  }
}
