import NetworkDescription
import Testing
import Thoroughness

@testable import NeuronGraph

@Suite("Gradients against difference quotients")
struct GradientCheckTests {
  static let activations: [Activation] = [
    .identity, .sigmoid, .tanh, .relu, .leakyRelu(slope: 0.01), .leakyRelu(slope: 0.3), .softmax,
    .elu(alpha: 1), .elu(alpha: 0.3), .gelu, .silu, .softplus,
  ]

  /// Every output activation with every loss that can take it.
  static let pairs: [(Activation, Loss)] = activations.flatMap { activation in
    Loss.allKinds.filter { $0.accepts(activation) }.map { (activation, $0) }
  }

  /// The hidden layers' sizes.
  static let hiddenSizes = [[], [4], [5, 3], [3, 4, 2, 3]]

  @Test(
    "Every weight and bias agrees for every activation and loss that go together",
    arguments: pairs)
  func lastActivation(activation: Activation, loss: Loss) throws {
    for (index, sizes) in Self.hiddenSizes.enumerated() where Thoroughness.isFull || index == 1 {
      // The activations of the hidden layers take turns, so that all of them meet.
      let layers = sizes.enumerated().map { position, units in
        dense(units, Self.activations[(index + 2 * position) % Self.activations.count])
      }
      try check(layers + [dense(3, activation)], loss)
    }
  }

  @Test(
    "Every weight and bias agrees with every activation in all hidden layers",
    arguments: activations)
  func hiddenActivation(activation: Activation) throws {
    for sizes in Self.hiddenSizes.dropFirst() {
      let layers = sizes.map { dense($0, activation) }
      try check(layers + [dense(3, .softmax)], .categoricalCrossEntropy)
      try check(layers + [dense(2, .identity)], .meanSquaredError)
    }
  }

  @Test("Layers without biases and activations as layers of their own agree")
  func otherLayers() throws {
    let bare = Layer.dense(Dense(units: 4, useBias: false, weightInitializer: wide))
    try check([bare, .activation(ActivationLayer(.tanh)), dense(2, .sigmoid)], .halfSquaredError)
    try check([bare, .activation(ActivationLayer(.softmax))], .categoricalCrossEntropy)
    try check([bare, .activation(ActivationLayer(.softmax)), bare], .meanSquaredError)
  }

  @Test("With dropout and penalties they agree under the lots of the step", arguments: pairs)
  func dropoutAndPenalties(activation: Activation, loss: Loss) throws {
    let penalty = Penalty(l1: 0.05, l2: 0.3)
    func penalized(_ units: Int, _ activation: Activation) -> Layer {
      .dense(
        Dense(
          units: units, activation: activation, weightInitializer: wide,
          biasInitializer: .uniform(limit: 0.5), penalty: penalty))
    }
    try check(
      [
        .dropout(Dropout(rate: 0.2)), penalized(6, .tanh), .dropout(Dropout(rate: 0.5)),
        dense(4, .sigmoid), penalized(3, activation),
      ], loss)
  }

  private let wide = Initializer.uniform(limit: 1.2)

  private func dense(_ units: Int, _ activation: Activation) -> Layer {
    .dense(
      Dense(
        units: units, activation: activation, weightInitializer: wide,
        biasInitializer: .uniform(limit: 0.5)))
  }

  /// Checks one network for the first of its seeds that keeps away from the corners of relu.
  private func check(_ layers: [Layer], _ loss: Loss) throws {
    var blueprint = try NetworkBlueprint(
      name: "random", input: .list(3), layers: layers, loss: loss)
    for seed in UInt64(1)...200 {
      blueprint.seed = seed
      let network = try NeuronNetwork(blueprint)
      var random = SeededRandom(seed: seed).sequence(.check)
      let inputs = (0..<3).map { _ in random.nextUniform(-1.5...1.5) }
      let targets = (0..<blueprint.output.count).map { _ in random.nextUniform(0...1) }
      guard try GradientCheck.isAwayFromCorners(network, inputs: inputs, targets: targets)
      else { continue }
      let result = try GradientCheck(network, inputs: inputs, targets: targets)
      #expect(result.count == blueprint.parameterCount)
      #expect(
        result.worstError <= 1e-7, "\(layers), \(loss), seed \(seed), \(result.worstName)")
      return
    }
    Issue.record("no seed keeps away from the corners: \(layers)")
  }
}
