import NetworkDescription
import Testing

@testable import NeuronGraph
import NeuronTrace
import PlaceLiterals

@Suite("Dropout in the objects")
struct DropoutTests {
  private static func blueprint(rate: Double = 0.5) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "dropout", input: .list(3),
      layers: [
        .dense(Dense(units: 8, activation: .tanh)), .dropout(Dropout(rate: rate)),
        .dense(Dense(units: 2)),
      ], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.1)), seed: 6)
  }

  @Test("Predicting and measuring silence nothing, before and after training")
  func predicting() throws {
    let blueprint = try Self.blueprint()
    let network = try NeuronNetwork(blueprint)
    let plain = try NetworkBlueprint(
      name: "plain", input: .list(3), layers: [blueprint.layers[0], blueprint.layers[2]],
      loss: .halfSquaredError)
    for _ in 0..<3 {
      let learned = network.parameters
      let same = try NeuronNetwork(
        plain,
        parameters: Parameters([
          "layers.0.weight": #require(learned["layers.0.weight"]),
          "layers.0.bias": #require(learned["layers.0.bias"]),
          "layers.1.weight": #require(learned["layers.2.weight"]),
          "layers.1.bias": #require(learned["layers.2.bias"]),
        ]))
      #expect(try network.predict([0.1, -0.5, 0.9]) == same.predict([0.1, -0.5, 0.9]))
      try network.learn(inputs: [0.1, -0.5, 0.9], targets: [1, 0])
    }
  }

  @Test("In training, neurons are silent or scaled as the mask says, and push back alike")
  func training() throws {
    let network = try NeuronNetwork(Self.blueprint())
    let mask = DropoutMask(seed: 6, layer: 1, rate: 0.5)
    for step in 0..<10 {
      var lots = 0
      try network.trace(inputs: [0.1, -0.5, 0.9], targets: [1, 0]) { event in
        switch event {
        case .dropoutLot(let told):
          #expect(told.link.to == NeuronName(layer: 2, index: lots))
          #expect(told.rate == 0.5)
          #expect(told.isKept == mask.isKept(step: step, sample: 0, neuron: lots))
          #expect(told.weight == (told.isKept ? 2 : 0))
          lots += 1
        case .linkForward(let told)
        where told.link.to.layer == 2:
          #expect(told.weight == 0 || told.weight == 2)
          #expect(told.contribution == told.weight * told.input)
        case .linkBackward(let told)
        where told.link.to.layer == 2:
          #expect(told.pushed == (told.weight == 0 ? 0 : 2 * told.inputSensitivity))
        default: break
        }
      }
      #expect(lots == 8)
      #expect(network.stepCount == step + 1)
    }
  }

  @Test("Every sample of a batch draws lots of its own; the gradient is the mean")
  func batches() throws {
    let network = try NeuronNetwork(Self.blueprint())
    let inputs = [0.4, 0.2, -0.7]
    let samples = MemorySamples(
      inputs: [inputs, inputs, inputs], targets: [[1, 0], [1, 0], [1, 0]])
    let (gradients, _) = try network.gradients(on: samples, samples: samples.all)
    let mask = DropoutMask(seed: 6, layer: 1, rate: 0.5)
    var sum = [Double](repeating: 0, count: 24)
    for sample in 0..<3 {
      try network.addGradients(inputs: inputs, targets: [1, 0], sample: sample)
      let own = network.gradients["layers.0.weight"]?.values ?? []
      for (index, gradient) in own.enumerated() {
        // Links to a silent neuron learn nothing from this sample.
        if !mask.isKept(step: 0, sample: sample, neuron: index % 8) { #expect(gradient == 0) }
        sum[index] += gradient
      }
      network.clearGradients()
    }
    expectClose(
      gradients["layers.0.weight"]?.values ?? [], sum.map { $0 / 3 }, within: 1e-15, "gradients")
  }

  @Test("The mean output over many steps is that without dropout")
  func mean() throws {
    let network = try NeuronNetwork(Self.blueprint(rate: 0.3))
    network.optimizer.learningRate = 0
    let expected = try network.predict([0.3, 0.8, -0.2])
    var total = [0.0, 0.0]
    for _ in 0..<4000 {
      try network.trace(inputs: [0.3, 0.8, -0.2], targets: [0, 0]) { event in
        if case .outputSensitivity(let told) = event {
          total[told.neuron == "3.0" ? 0 : 1] += told.output
        }
      }
    }
    for (total, expected) in zip(total, expected) {
      #expect(abs(total / 4000 - expected) < 0.04)
    }
  }

  @Test("It also silences inputs and pictures, and a rate of 0 changes nothing")
  func inputs() throws {
    let layers: [Layer] = [
      .dropout(Dropout(rate: 0)), .flatten, .dropout(Dropout(rate: 0)), .dense(Dense(units: 2)),
    ]
    func network(_ layers: [Layer]) throws -> NeuronNetwork {
      try NeuronNetwork(
        NetworkBlueprint(
          name: "picture", input: .picture(height: 1, width: 2, channels: 2), layers: layers,
          loss: .meanSquaredError),
        parameters: Parameters([
          "layers.\(layers.count - 1).weight":
            Tensor(shape: [4, 2], values: (0..<8).map { 0.1 * Double($0) }),
          "layers.\(layers.count - 1).bias": Tensor(shape: [2], values: [0, 0]),
        ]))
    }
    let (dropping, plain) = (try network(layers), try network([.flatten, layers[3]]))
    for _ in 0..<5 {
      let losses = try [dropping, plain].map {
        try $0.learn(inputs: [1, 0.5, -1, 2], targets: [1, 0])
      }
      #expect(losses[0] == losses[1])
    }
  }
}
