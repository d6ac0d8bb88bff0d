import CMath
import NetworkDescription
import NeuronGraph
import TextFormats
import TrainingData
import TrainingLoop
import Testing

@testable import ModelFiles

@Suite("Answers as sure as they are right")
struct CalibrationTests {
  /// Two classes, told apart by one input with a slope; so many in a hundred are labelled wrongly.
  private func network(slope: Double) throws -> TrainedModel {
    let blueprint = try NetworkBlueprint(
      name: "slope", input: .list(1), layers: [.dense(Dense(units: 2, activation: .softmax))],
      loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.1)))
    return try TrainedModel(
      blueprint: blueprint,
      parameters: Parameters([
        "layers.0.weight": Tensor(shape: [1, 2], values: [-slope / 2, slope / 2]),
        "layers.0.bias": Tensor(shape: [2], values: [0, 0]),
      ]), classNames: ["no", "yes"])
  }

  private func samples(wrong: Int) throws -> Dataset {
    try Dataset(
      name: "labels", inputShape: .list(1),
      inputs: .numbers([Double](repeating: 1, count: 100)),
      targets: .classes((0..<100).map { $0 < wrong ? 0 : 1 }, names: ["no", "yes"]))
  }

  @Test(
    "Of a network that says p and is right in the share q of all cases, the temperature is the ratio of both logits",
    arguments: [(4.0, 20), (1.0, 5), (3.0, 10)])
  func ratio(slope: Double, wrong: Int) throws {
    let model = try network(slope: slope)
    let neurons = try NeuronNetwork(model.blueprint, parameters: model.parameters)
    let found = try Calibration(of: neurons, on: samples(wrong: wrong))
    let logit = glassbox_log(Double(100 - wrong) / Double(wrong))
    #expect(abs(found.temperature - slope / logit) < 1e-4)
    #expect(found.after.loss <= found.before.loss)
    let calibrated = try model.calibrated(temperature: found.temperature)
    let asked = try NeuronNetwork(calibrated.blueprint, parameters: calibrated.parameters)
    #expect(abs(try asked.predict([1])[1] - Double(100 - wrong) / 100) < 1e-4)
  }

  @Test("A lowered class must be as much likelier before it wins")
  func lowered() throws {
    let model = try network(slope: 2).calibrated(temperature: 1, lowering: [1: 2])
    let neurons = try NeuronNetwork(model.blueprint, parameters: model.parameters)
    #expect(abs(try neurons.predict([1])[1] - 0.5) < 1e-12)
    #expect(model.classNames == ["no", "yes"])
  }

  @Test("Only a softmax can be calibrated")
  func refused() throws {
    let xor = try Recipe.xor.blueprint()
    let model = try TrainedModel(blueprint: xor, parameters: xor.initialParameters())
    let error = #expect(throws: PlainError.self) { try model.calibrated(temperature: 2) }
    #expect(error.map { "\($0)" }?.hasPrefix("xor: expected a last layer of softmax") == true)
  }
}
