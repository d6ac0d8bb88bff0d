import ExplanationTestSupport
import NetworkDescription
import NetworkQuestions
import NeuronGraph
import NeuronTrace
import PlaceLiterals
import Testing

@Suite("The paths on which the error comes")
struct BlameTests {
  /// A network of any kind that has been through a backward pass.
  private static func examined(_ number: Int) throws -> (NeuronNetwork, [Double], [Double]) {
    let (last, loss) = ManyNetworks.endings[number % ManyNetworks.endings.count]
    let network = try ManyNetworks.network(
      sizes: [3, 4, 3, 2], hidden: ManyNetworks.activations[number % 7], last: last, loss: loss,
      seed: UInt64(number + 1))
    let inputs = ManyNetworks.inputs(3, seed: UInt64(number))
    return (network, inputs, ManyNetworks.targets(network, seed: UInt64(number)))
  }

  @Test("All paths to a neuron add up to the sensitivity of the engine", arguments: 0..<28)
  func sums(number: Int) throws {
    let (network, inputs, targets) = try Self.examined(number)
    _ = try network.gradients(inputs: inputs, targets: targets)
    let neurons = network.layers.flatMap(\.neurons)
    // Fused with the loss, the error reaches an output neuron at its sum.
    let fused = network.isLossFused ? network.outputNeurons : []
    let sensitivities = neurons.map { neuron in
      fused.contains { $0 === neuron } ? neuron.inputSensitivity : neuron.sensitivity
    }
    let gradients = network.links.map(\.weightGradient)
    for (neuron, sensitivity) in zip(neurons, sensitivities) {
      let blame = try network.blame("\(neuron.name)", inputs: inputs, targets: targets, top: 1000)
      #expect(blame.whole == sensitivity)
      let amounts = blame.paths.map { blame.amount($0) }
      let size = amounts.reduce(0) { $0 + abs($1) }
      #expect(abs(amounts.reduce(0, +) - sensitivity) <= 1e-12 * size, "\(neuron.name)")
      #expect(amounts.map(abs) == amounts.map(abs).sorted(by: >))
    }
    for (link, gradient) in zip(network.links, gradients) {
      let blame = try network.blame("\(link.name)", inputs: inputs, targets: targets, top: 1000)
      #expect(blame.whole == gradient)
      let amounts = blame.paths.map { blame.amount($0) }
      let size = amounts.reduce(0) { $0 + abs($1) }
      #expect(abs(amounts.reduce(0, +) - gradient) <= 1e-12 * size, "\(link.name)")
    }
  }

  @Test("The largest of many paths are those that a search through all finds")
  func largest() throws {
    let network = try ManyNetworks.network(
      sizes: [3, 6, 5, 4], hidden: .tanh, last: .sigmoid, loss: .halfSquaredError, seed: 3)
    let (inputs, targets) = ([0.3, -0.7, 1.1], [0.0, 1, 1, 0])
    _ = try network.gradients(inputs: inputs, targets: targets)
    // By hand: every way over the links, with the numbers of the engine.
    func paths(from neuron: Neuron) -> [Double] {
      if let output = network.outputNeurons.firstIndex(where: { $0 === neuron }) {
        return [network.outputNeurons[output].output - targets[output]]
      }
      return network.links.filter { $0.source === neuron }.flatMap { link in
        paths(from: link.target).map { $0 * link.target.slope * link.weight.value }
      }
    }
    let all = paths(from: network.inputNeurons[1]).sorted { abs($0) > abs($1) }
    #expect(all.count == 6 * 5 * 4)
    let blame = try network.blame("0.1", inputs: inputs, targets: targets, top: 10)
    #expect(blame.otherCount == 110)
    for (path, expected) in zip(blame.paths, all) {
      #expect(abs(path.amount - expected) <= 1e-12 * abs(expected))
      #expect(path.neurons.count == 4 && path.neurons.last == "0.1")
    }
    #expect(abs(blame.rest - all.dropFirst(10).reduce(0, +)) < 1e-14)
    let shares = blame.paths.compactMap { blame.share($0) }
    #expect(abs(shares.reduce(blame.rest / blame.whole, +) - 1) < 1e-12)
  }

  @Test("Links that skip layers, shared weights and outputs that feed others are counted")
  func handWired() throws {
    for loss in [Loss.halfSquaredError, .binaryCrossEntropy] {
      let network = try HandWired.network(loss: loss)
      let (inputs, targets) = ([0.4, -0.9, 1.1], [0.0, 1.0])
      _ = try network.gradients(inputs: inputs, targets: targets)
      let expected = network.layers.flatMap(\.neurons).map { ($0.name, $0.sensitivity) }
      for (name, sensitivity) in expected {
        let blame = try network.blame("\(name)", inputs: inputs, targets: targets, top: 100)
        let sum = blame.paths.reduce(0) { $0 + blame.amount($1) }
        #expect(abs(sum - sensitivity) <= 1e-12 * max(1e-3, abs(sensitivity)), "\(name)")
        #expect(blame.otherCount == 0)
      }
    }
  }

  @Test("Dropout's lots are on the paths, and the network is as it was")
  func dropout() throws {
    let network = try ManyNetworks.network(
      sizes: [3, 6, 2], hidden: .sigmoid, last: .sigmoid, loss: .halfSquaredError, seed: 5,
      dropout: 0.5)
    let (inputs, targets) = ([1.0, 0.5, -1], [0.0, 1])
    let state = network.trainingState
    let blame = try network.blame("0.0", inputs: inputs, targets: targets, top: 100)
    let sum = blame.paths.reduce(0) { $0 + blame.amount($1) }
    #expect(abs(sum - blame.whole) <= 1e-12 * abs(blame.whole))
    // What is silent carries nothing, and what is kept twice as much.
    let kept = try network.trace(inputs: inputs, targets: targets).count { event in
      if case .dropoutLot(let told) = event { told.isKept } else { false }
    }
    try network.restore(state)
    #expect((1...5).contains(kept) && blame.paths.count == 2 * kept)
    #expect(blame.paths.allSatisfy { $0.factors.contains { $0.value == 2 } })
    #expect(network.trainingState == state)
  }

  @Test("The shares of weights and of inputs are their parts of the squared gradient")
  func shares() throws {
    let network = try HandWired.network(loss: .halfSquaredError)
    let (inputs, targets) = ([0.4, -0.9, 1.1], [0.0, 1.0])
    let shares = try network.blame(inputs: inputs, targets: targets)
    let (gradients, loss) = try network.gradients(inputs: inputs, targets: targets)
    let squares = (gradients["weights"]?.values ?? []).map { $0 * $0 }
    let total = squares.reduce(0, +)
    #expect(abs(shares.squaredLength - total) < 1e-15 && shares.loss == loss)
    let expected = squares.map { $0 / total }.sorted(by: >)
    for (entry, share) in zip(shares.weights, expected) {
      #expect(abs((entry.share ?? 0) - share) < 1e-14)
    }
    #expect(shares.weights.count == squares.count)
    #expect(abs(shares.weights.reduce(0) { $0 + ($1.share ?? 0) } - 1) < 1e-14)
    #expect(abs(shares.inputs.reduce(0) { $0 + ($1.share ?? 0) } - 1) < 1e-14)
    // A small step downhill lowers the loss by rate × the squared length.
    let rate = 1e-7
    var moved = network.parameters
    for index in squares.indices {
      moved["weights"]?.values[index] -= rate * (gradients["weights"]?.values[index] ?? 0)
    }
    try network.setParameters(moved)
    let after = try network.gradients(inputs: inputs, targets: targets).loss
    #expect(abs((loss - after) / rate / total - 1) < 1e-5)
  }
}
