import NetworkDescription
import Testing

@testable import NeuronGraph
import PlaceLiterals

@Suite("Convolution and pooling as neurons and links")
struct ConvolutionTests {
  /// A network of one layer on a picture, and a flatten.
  private func network(
    _ height: Int, _ width: Int, _ channels: Int = 1, _ layers: Layer...
  ) throws -> NeuronNetwork {
    try NeuronNetwork(
      try NetworkBlueprint(
        name: "picture", input: .picture(height: height, width: width, channels: channels),
        layers: layers + [.flatten], loss: .halfSquaredError))
  }

  @Test("Every position of a filter shares one Weight for each kernel entry, and one bias")
  func sharing() throws {
    let network = try network(4, 5, 2, .conv2D(Conv2D(filters: 3, kernel: 3)))
    let layer = network.layers[1]
    #expect(layer.neurons.count == 2 * 3 * 3)
    #expect(layer.incoming.allSatisfy { $0.count == 3 * 3 * 2 })
    let weights = Set(layer.incoming.joined().map { ObjectIdentifier($0.weight) })
    #expect(weights.count == 3 * 3 * 2 * 3)
    #expect(Set(layer.neurons.compactMap(\.bias).map(ObjectIdentifier.init)).count == 3)
    for (neuron, links) in zip(layer.neurons, layer.incoming) {
      let filter = try #require("\(neuron.name)".split(separator: ".").last.flatMap { Int($0) })
      #expect(zip(links, layer.incoming[filter]).allSatisfy { $0.weight === $1.weight })
      #expect(neuron.bias === layer.neurons[filter].bias)
    }
    #expect(layer.neurons[4].name == "1.0.1.1")
    #expect(layer.incoming[4][0].name == "0.0.1.0-1.0.1.1")
  }

  @Test("The worked example of the page about convolutions")
  func workedExample() throws {
    let network = try network(3, 3, 1, .conv2D(Conv2D(filters: 1, kernel: 2)))
    try network.setParameters(
      Parameters([
        "layers.0.weight": Tensor(shape: [2, 2, 1, 1], values: [1, 0, -1, 2]),
        "layers.0.bias": Tensor(shape: [1], values: [0.5]),
      ]))
    #expect(try network.predict([1, 2, 0, 3, 1, 2, 0, 1, 4]) == [0.5, 5.5, 5.5, 8.5])
    let (gradients, loss) = try network.gradients(
      inputs: [1, 2, 0, 3, 1, 2, 0, 1, 4], targets: [0.5, 5.5, 4.5, 8.5])
    #expect(loss == 0.5)
    #expect(gradients["layers.0.weight"]?.values == [3, 1, 0, 1])
    #expect(gradients["layers.0.bias"]?.values == [1])
  }

  @Test("Of equal values the first, row by row, is let through, and it alone learns")
  func ties() throws {
    let network = try network(2, 2, 1, .maxPooling2D(MaxPooling2D(pool: 2)))
    #expect(try network.predict([7, 7, 7, 7]) == [7])
    #expect(network.layers[1].incoming[0].map(\.weight.value) == [1, 0, 0, 0])
    #expect(try network.predict([-3, -1, -1, -2]) == [-1])
    #expect(network.layers[1].incoming[0].map(\.weight.value) == [0, 1, 0, 0])
    _ = try network.gradients(inputs: [-3, -1, -1, -2], targets: [1])
    #expect(network.inputNeurons.map(\.sensitivity) == [0, -2, 0, 0])
  }

  @Test("The mean of a window counts its real pixels only")
  func average() throws {
    let pooling = AveragePooling2D(pool: 2, padding: .same)
    let network = try network(3, 3, 1, .averagePooling2D(pooling))
    #expect(try network.predict([1, 2, 3, 4, 5, 6, 7, 8, 9]) == [3, 4.5, 7.5, 9])
    #expect(Set(network.links.map { ObjectIdentifier($0.weight) }).count == 3)
  }

  @Test("Counted sizes are those of the objects")
  func sizes() throws {
    let blueprint = try NetworkBlueprint(
      name: "sizes", input: .picture(height: 7, width: 6, channels: 2),
      layers: [
        .normalization, .conv2D(Conv2D(filters: 3, kernel: 3, stride: 2, padding: .same)),
        .maxPooling2D(MaxPooling2D(pool: 2, padding: .same)),
        .averagePooling2D(AveragePooling2D(pool: 2, stride: 1)), .flatten,
      ], loss: .meanSquaredError)
    let network = try NeuronNetwork(blueprint)
    #expect(blueprint.linkCount == network.links.count)
    #expect(blueprint.neuronCount == network.layers.reduce(0) { $0 + $1.neurons.count })
  }

  @Test("Mean and deviation come back as they were set, and training leaves them alone")
  func normalization() throws {
    let blueprint = try NetworkBlueprint(
      name: "normal", input: .list(2), layers: [.normalization, .dense(Dense(units: 1))],
      loss: .halfSquaredError, optimizer: .adam(Adam()))
    var parameters = blueprint.initialParameters()
    parameters["layers.0.mean"] = Tensor(shape: [2], values: [0.1, -7])
    parameters["layers.0.deviation"] = Tensor(shape: [2], values: [3, 0.7])
    let network = try NeuronNetwork(blueprint)
    try network.setParameters(parameters)
    #expect(network.parameters == parameters)
    _ = try network.predict([3.1, -7.7])
    let normalized = network.layers[1].neurons.map(\.output)
    #expect(abs(normalized[0] - 1) < 1e-15 && abs(normalized[1] + 1) < 1e-14)
    for _ in 0..<3 { try network.learn(inputs: [1, 2], targets: [3]) }
    #expect(network.parameters["layers.0.mean"] == parameters["layers.0.mean"])
    #expect(network.parameters["layers.0.deviation"] == parameters["layers.0.deviation"])

    let state = network.trainingState
    let other = try NeuronNetwork(blueprint)
    try other.restore(state)
    #expect(other.trainingState == state)
    try network.learn(inputs: [1, 2], targets: [3])
    try other.learn(inputs: [1, 2], targets: [3])
    #expect(other.parameters == network.parameters)

    parameters["layers.0.deviation"] = Tensor(shape: [2], values: [1, 0])
    let error = #expect(throws: BlueprintError.self) { try network.setParameters(parameters) }
    #expect(
      error?.description == "layers.0.deviation: expected deviations above 0, found 0.0")
  }

  @Test("Wired by hand, link by link, it learns the same as from a blueprint")
  func wiredByHand() throws {
    let blueprint = try NetworkBlueprint(
      name: "three pixels", input: .picture(height: 1, width: 4, channels: 1),
      layers: [
        .conv2D(
          Conv2D(filters: 1, kernel: PixelExtent(height: 1, width: 2), activation: .tanh)),
        .maxPooling2D(MaxPooling2D(pool: PixelExtent(height: 1, width: 3))), .flatten,
        .dense(Dense(units: 1)),
      ], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.1)))
    let made = try NeuronNetwork(blueprint)
    let start = made.parameters

    var wiring = NetworkWiring()
    let pixels = (0..<4).map { _ in wiring.input() }
    let kernel = (start["layers.0.weight"]?.values ?? []).map { Weight($0) }
    let bias = Weight(0)
    let seen = (0..<3).map { position in
      let neuron = wiring.neuron(.tanh, sharedBias: bias)
      wiring.link(pixels[position], to: neuron, sharing: kernel[0])
      wiring.link(pixels[position + 1], to: neuron, sharing: kernel[1])
      return neuron
    }
    let largest = wiring.maxPooling(of: seen)
    let output = wiring.neuron(.identity, bias: 0)
    wiring.link(largest, to: output, weight: start["layers.3.weight"]?.values.first ?? 0)
    let wired = try wiring.network(
      outputs: [output], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.1)))
    #expect(wired.parameters["weights"]?.values.count == 5)

    for step in 0..<30 {
      let inputs = (0..<4).map { SeededRandom(seed: 5).unit(.check, step: step, index: $0) }
      let target = [inputs[1] - inputs[2]]
      #expect(
        try made.learn(inputs: inputs, targets: target)
          == wired.learn(inputs: inputs, targets: target))
    }
    #expect(made.parameters["layers.0.weight"]?.values == kernel.map(\.value))
    #expect(made.parameters["layers.0.bias"]?.values == [bias.value])
  }

  @Test("Pooled neurons mix with links that skip them, and average pooling shares one weight")
  func mixed() throws {
    var wiring = NetworkWiring()
    let inputs = (0..<3).map { _ in wiring.input() }
    let (largest, mean) = (wiring.maxPooling(of: inputs), wiring.averagePooling(of: inputs))
    let output = wiring.neuron(.identity)
    wiring.link(largest, to: output, weight: 1)
    wiring.link(mean, to: output, weight: 10)
    wiring.link(inputs[0], to: output, weight: 100)
    let network = try wiring.network(outputs: [output], loss: .halfSquaredError)
    #expect(try network.predict([1, 5, 3]) == [5 + 30 + 100])
    #expect(try network.predict([9, 6, 3]) == [9 + 60 + 900])
  }
}
