import NetworkDescription
import NeuronGraph
import Testing

@Suite("What print says of a network's objects")
struct DescriptionTests {
  /// 2 inputs, one identity neuron; with these weights every number is exact.
  private func learned() throws -> NeuronNetwork {
    let blueprint = try NetworkBlueprint(
      name: "line", input: .list(2), layers: [.dense(Dense(units: 1))], loss: .halfSquaredError,
      optimizer: .sgd(SGD(learningRate: 0)), training: TrainingDefaults(epochs: 1, batchSize: 1))
    let parameters = Parameters([
      "layers.0.weight": Tensor(shape: [2, 1], values: [0.5, -0.25]),
      "layers.0.bias": Tensor(shape: [1], values: [1]),
    ])
    let network = try NeuronNetwork(blueprint, parameters: parameters)
    // sum = 1 + 2 × 0.5 + 4 × −0.25 = 1; the target is 3, so that ∂loss/∂sum = 1 − 3 = −2.
    _ = try network.addGradients(inputs: [2, 4], targets: [3])
    return network
  }

  @Test("A link says what it brings and what it pushes back")
  func link() throws {
    let network = try learned()
    #expect(
      "\(network.links[1])"
        == "link 0.1-1.0: output 4.0 × weight -0.25 = -1.0, gradient -8.0, pushes back 0.5")
    #expect("\(network.links[1].weight)" == "weight -0.25, gradient -8.0")
  }

  @Test("A neuron says what it adds up to and answers, an input neuron only what it holds")
  func neuron() throws {
    let network = try learned()
    #expect(
      "\(network.outputNeurons[0])"
        == "neuron 1.0: identity of sum 1.0 is output 1.0, bias 1.0, sensitivity -2.0, of its sum "
        + "-2.0")
    #expect("\(network.inputNeurons[0])" == "input neuron 0.0: output 2.0, sensitivity -1.0")
    #expect(
      "\(Neuron(activation: .tanh))".hasPrefix("neuron: tanh of sum 0.0 is output 0.0, no bias"))
    #expect("\(Weight(1, isTrainable: false))" == "weight 1.0, not learned")
  }

  @Test("A network says what it is made of")
  func network() throws {
    let network = try learned()
    #expect(
      "\(network)" == """
        network with loss halfSquaredError, optimizer sgd, 3 weights to learn, after 0 steps
          layer 0: 2 input neurons
          layer 1: 1 identity neuron, 2 links
        """)
  }
}
