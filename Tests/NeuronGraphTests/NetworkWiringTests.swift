import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing

@Suite("Wiring by hand")
struct NetworkWiringTests {
  @Test("A circle is an error that counts its neurons, not those behind it")
  func circle() throws {
    var wiring = NetworkWiring()
    let input = wiring.input()
    let (a, b, c) = (wiring.neuron(.tanh), wiring.neuron(.tanh), wiring.neuron(.tanh))
    let behind = wiring.neuron(.tanh)
    wiring.link(input, to: a, weight: 1)
    for (source, target) in [(a, b), (b, c), (c, a), (c, behind)] {
      wiring.link(source, to: target, weight: 1)
    }
    expectError(
      wiring, [behind], .circle(neuronCount: 3),
      "3 neurons are linked in a circle: values must flow from inputs to outputs")
  }

  @Test("A link from a neuron to itself is an error")
  func selfLink() throws {
    var wiring = NetworkWiring()
    let input = wiring.input()
    let neuron = wiring.neuron(.tanh)
    wiring.link(input, to: neuron, weight: 1)
    wiring.link(neuron, to: neuron, weight: 1)
    expectError(
      wiring, [neuron], .circle(neuronCount: 1),
      "a neuron is linked to itself: values must flow from inputs to outputs")
  }

  @Test("A link into an input is an error that names the input")
  func linkIntoInput() throws {
    var wiring = NetworkWiring()
    let (first, second) = (wiring.input(), wiring.input())
    let neuron = wiring.neuron(.tanh)
    wiring.link(first, to: neuron, weight: 1)
    wiring.link(neuron, to: second, weight: 1)
    expectError(
      wiring, [neuron], .linkIntoInput(neuron: "0.1"),
      "a link leads to input neuron 0.1: inputs take their values from outside")
  }

  @Test("A neuron of another wiring is an error, in a link and as an output")
  func strangeNeuron() throws {
    let text = "a link or an output uses a neuron that was not made by this wiring"
    var wiring = NetworkWiring()
    let input = wiring.input()
    let neuron = wiring.neuron(.tanh)
    wiring.link(input, to: neuron, weight: 1)
    expectError(wiring, [neuron, Neuron()], .strangeNeuron, text)
    wiring.link(Neuron(), to: neuron, weight: 1)
    expectError(wiring, [neuron], .strangeNeuron, text)
  }

  @Test("A loss that cannot take an output is an error that names both")
  func wrongLoss() throws {
    var wiring = NetworkWiring()
    let input = wiring.input()
    let hidden = wiring.neuron(.sigmoid)
    let output = wiring.neuron(.tanh)
    wiring.link(input, to: hidden, weight: 1)
    wiring.link(hidden, to: output, weight: 1)
    expectError(
      wiring, [output],
      .lossMismatch(neuron: "2.0", activation: .tanh, loss: .binaryCrossEntropy),
      "output 2.0: expected sigmoid, which binaryCrossEntropy needs, "
        + "found tanh: use that or another loss",
      loss: .binaryCrossEntropy)
  }

  @Test("Without inputs, without outputs, or with an output named twice there is no network")
  func ends() throws {
    var wiring = NetworkWiring()
    let neuron = wiring.neuron(.tanh)
    expectError(
      wiring, [neuron], .noInputs, "the network has no inputs: add at least one with input()")
    let input = wiring.input()
    wiring.link(input, to: neuron, weight: 1)
    expectError(
      wiring, [], .noOutputs, "the network has no outputs: name at least one output neuron")
    expectError(
      wiring, [neuron, neuron], .repeatedOutput(neuron: "1.0"),
      "output 1.0 is named more than once: name every output neuron once")
  }

  @Test("A neuron's layer is the longest way to it from an input, and names follow")
  func layering() throws {
    var wiring = NetworkWiring()
    // Made in the wrong order on purpose; the diagonal a → d skips two layers.
    let d = wiring.neuron(.identity)
    let c = wiring.neuron(.identity)
    let b = wiring.neuron(.identity)
    let alone = wiring.neuron(.identity, bias: 0.5)
    let (a, z) = (wiring.input(), wiring.input())
    wiring.link(a, to: d, weight: 1)
    wiring.link(c, to: d, weight: 1)
    wiring.link(b, to: c, weight: 1)
    wiring.link(z, to: c, weight: 1)
    wiring.link(a, to: b, weight: 1)
    wiring.link(alone, to: d, weight: 1)
    let network = try wiring.network(outputs: [d, alone], loss: .halfSquaredError)
    #expect(
      network.layers.map { $0.neurons.map(\.name) } == [
        ["0.0", "0.1"], ["1.0", "1.1"], ["2.0"], ["3.0"],
      ])
    #expect([a, z, b, alone, c, d].map(\.name) == ["0.0", "0.1", "1.0", "1.1", "2.0", "3.0"])
    #expect(
      network.links.map(\.name) == [
        "0.0-1.0", "1.0-2.0", "0.1-2.0", "0.0-3.0", "2.0-3.0", "1.1-3.0",
      ])
    // d = a + (b + z) + ½, with b = a
    #expect(try network.predict([3, 10]) == [16.5, 0.5])
  }

  @Test("Neurons of pictures are named layer.row.column.channel; flatten keeps its number")
  func pictureNames() throws {
    let network = try NeuronNetwork(
      NetworkBlueprint(
        name: "picture", input: .picture(height: 2, width: 1, channels: 2),
        layers: [.activation(ActivationLayer(.softmax)), .flatten, .dense(Dense(units: 2))],
        loss: .halfSquaredError))
    #expect(
      network.layers.map { $0.neurons.map(\.name) } == [
        ["0.0.0.0", "0.0.0.1", "0.1.0.0", "0.1.0.1"],
        ["1.0.0.0", "1.0.0.1", "1.1.0.0", "1.1.0.1"],
        ["3.0", "3.1"],
      ])
    // A picture's softmax is over the channels of each pixel.
    _ = try network.predict([1, 1, 5, 5])
    #expect(network.layers[1].neurons.map(\.output) == [0.5, 0.5, 0.5, 0.5])
  }

  @Test("Parameters of another network are refused and change nothing")
  func otherParameters() throws {
    let network = try TracedNetwork.handWired.network
    let before = network.parameters
    let shape = before["weights"]?.shape ?? []
    let wrong = [
      Parameters(), Parameters(["weights": Tensor(shape: [1], values: [1])]),
      Parameters([
        "weights": Tensor(shape: shape, values: [Double](repeating: 1, count: shape.reduce(1, *))),
        "more": Tensor(shape: [1], values: [1]),
      ]),
    ]
    for parameters in wrong {
      #expect(throws: BlueprintError.self) { try network.setParameters(parameters) }
      #expect(network.parameters == before)
    }
  }

  private func expectError(
    _ wiring: NetworkWiring, _ outputs: [Neuron], _ expected: WiringError, _ text: String,
    loss: Loss = .halfSquaredError, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: expected, sourceLocation: sourceLocation) {
      try wiring.network(outputs: outputs, loss: loss)
    }
    #expect(expected.description == text, sourceLocation: sourceLocation)
  }
}
