import Foundation
import NetworkBlueprint
import NeuronGraph
import Testing

@testable import BackpropDebugger

@Suite("Docs/Sensitivity.md")
struct SensitivityPageTests {
  /// The network of the page: two inputs, two hidden neurons, one output, all sigmoid.
  static func network() throws -> NeuronNetwork {
    let blueprint = try NetworkBlueprint(
      name: "page", input: .list(2),
      layers: [
        .dense(Dense(units: 2, activation: .sigmoid)),
        .dense(Dense(units: 1, activation: .sigmoid)),
      ], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.5)))
    return try NeuronNetwork(
      blueprint,
      parameters: Parameters([
        "layers.0.weight": Tensor(shape: [2, 2], values: [0.3, -0.2, 0.5, 0.8]),
        "layers.0.bias": Tensor(shape: [2], values: [0.1, -0.1]),
        "layers.1.weight": Tensor(shape: [2, 1], values: [0.7, -0.4]),
        "layers.1.bias": Tensor(shape: [1], values: [0.2]),
      ]))
  }
  @Test func show() throws {
    for l in try Self.network().explainStep(inputs: [1, 0.5], targets: [1]) { print(l) }
    let n = try ManyNetworks.network(
      sizes: [784, 3, 3], hidden: .relu, last: .softmax, loss: .meanSquaredError,
      optimizer: ManyNetworks.optimizers[2], seed: 7)
    for l in try n.explainStep(
      inputs: ManyNetworks.inputs(784, seed: 1), targets: [1, 0, 0], top: 3)
    { print(l) }
    for l in try HandWired.network(loss: .binaryCrossEntropy).explainStep(
      inputs: [1, 0.5, 0], targets: [1, 0])
    { print(l) }
    let m = try ManyNetworks.network(
      sizes: [2, 3, 3], hidden: .leakyRelu(slope: 0.01), last: .softmax,
      loss: .categoricalCrossEntropy, optimizer: ManyNetworks.optimizers[1], seed: 7)
    for l in try m.explainStep(inputs: [1, 0], targets: [1, 0, 0], top: 3) { print(l) }
  }
}
