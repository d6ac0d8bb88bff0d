import ExplanationTestSupport
import Foundation
import NetworkDescription
import NetworkQuestions
import NeuronGraph
import PlaceLiterals
import Testing

@Suite("Proving gradients by nudging")
struct ProveTests {
  private static let blueprint = try? NetworkBlueprint(
    name: "prove", input: .list(2),
    layers: [
      .dense(Dense(units: 3, activation: .tanh)), .dense(Dense(units: 2, activation: .sigmoid)),
    ], loss: .halfSquaredError, seed: 4)

  /// The loss of the network above, worked out here with nothing but sums and functions.
  private static func loss(_ parameters: Parameters, _ inputs: [Double], _ targets: [Double])
    -> Double
  {
    func layer(_ number: Int, _ inputs: [Double], _ function: (Double) -> Double) -> [Double] {
      let weights = parameters["layers.\(number).weight"]?.values ?? []
      let biases = parameters["layers.\(number).bias"]?.values ?? []
      return biases.indices.map { unit in
        function(
          inputs.indices.reduce(biases[unit]) {
            $0 + inputs[$1] * weights[$1 * biases.count + unit]
          })
      }
    }
    let hidden = layer(0, inputs) { tanh($0) }
    let outputs = layer(1, hidden) { 1 / (1 + exp(-$0)) }
    return zip(outputs, targets).reduce(0) { $0 + 0.5 * ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  @Test("Both losses and the slope are those of a network worked out by hand")
  func byHand() throws {
    let blueprint = try #require(Self.blueprint)
    let network = try NeuronNetwork(blueprint)
    let (inputs, targets) = ([0.7, -1.2], [1.0, 0.25])
    let places = [
      ("0.1-1.2", "layers.0.weight", 5), ("1.0-2.1", "layers.1.weight", 1),
      ("1.1", "layers.0.bias", 1), ("2.0", "layers.1.bias", 0),
    ]
    for (name, tensor, index) in places {
      let proof = try network.prove(name, inputs: inputs, targets: targets)
      func loss(_ step: Double) -> Double {
        var parameters = network.parameters
        parameters[tensor]?.values[index] += step
        return Self.loss(parameters, inputs, targets)
      }
      #expect(abs(proof.lossAbove - loss(proof.epsilon)) < 1e-14)
      #expect(abs(proof.lossBelow - loss(-proof.epsilon)) < 1e-14)
      let slope = (loss(1e-4) - loss(-1e-4)) / 2e-4
      #expect(abs(proof.slope - slope) < 1e-7)
      #expect(proof.agrees && proof.relativeError < 1e-7)
      #expect(proof.place.name == name && proof.weight == network.parameters[tensor]?.values[index])
    }
  }

  @Test("All gradients of many kinds of networks are true, and the network is as it was")
  func many() throws {
    for (number, (last, loss)) in ManyNetworks.endings.enumerated() {
      let network = try ManyNetworks.network(
        sizes: [3, 4, 2], hidden: ManyNetworks.activations[number % 7], last: last, loss: loss,
        seed: UInt64(number + 1), dropout: number % 3 == 0 ? 0.3 : nil,
        penalty: number % 2 == 0 ? Penalty(l1: 0.01, l2: 0.1) : .none)
      let before = network.parameters
      let inputs = ManyNetworks.inputs(3, seed: UInt64(number))
      let targets = ManyNetworks.targets(network, seed: UInt64(number))
      let proofs = try network.proveAll(inputs: inputs, targets: targets)
      #expect(proofs.count == 3 * 4 + 4 + 4 * 2 + 2)
      for proof in proofs { #expect(proof.agrees, "\(last) \(loss): \(proof)") }
      #expect(network.parameters == before && network.stepCount == 0)
    }
  }

  @Test("A weight that several links share is nudged in all of them")
  func shared() throws {
    let network = try HandWired.network(loss: .halfSquaredError)
    let proof = try network.prove("0.1-1.0", inputs: [0.4, -0.9, 1.1], targets: [0, 1])
    #expect(proof.uses == 2 && proof.agrees && proof.sensitivity != 0)
    #expect(
      try network.prove("0.0-1.0", inputs: [0.4, -0.9, 1.1], targets: [0, 1]).place != proof.place)
  }

  @Test("A relu in its corner is noticed, and the slope taken on the side where the network stands")
  func corner() throws {
    var wiring = NetworkWiring()
    let input = wiring.input()
    let hidden = wiring.neuron(.relu, bias: -0.5)
    let output = wiring.neuron(.identity)
    wiring.link(input, to: hidden, weight: 0.5)
    wiring.link(hidden, to: output, weight: 3)
    let network = try wiring.network(outputs: [output], loss: .halfSquaredError)
    // The sum is 0.5 × 1 − 0.5 = 0 exactly: below it the slope is 0, above it −3 × 2.
    let proof = try network.prove("0.0-1.0", inputs: [1], targets: [2])
    #expect(proof.corners == ["1.0"] && proof.stencil == .downward)
    #expect(proof.slope == 0 && proof.sensitivity == 0 && proof.agrees)
    #expect(proof.lines.joined().contains("neuron 1.0"))
    // A little above the corner, less than ε away, the slope is 3 × (3 × 1e-6 − 2) × 1.
    let near = try network.prove("0.0-1.0", inputs: [1.000002], targets: [2])
    #expect(near.corners == ["1.0"] && near.stencil == .upward)
    #expect(abs(near.slope + 6) < 1e-4 && near.agrees)
  }

  @Test("Max pooling that would let another neuron through is noticed, and one side taken")
  func pooling() throws {
    func network(_ first: Double, _ second: Double) throws -> NeuronNetwork {
      var wiring = NetworkWiring()
      let input = wiring.input()
      let rivals = [first, second].map { weight in
        let rival = wiring.neuron(.identity)
        wiring.link(input, to: rival, weight: weight)
        return rival
      }
      let pool = wiring.maxPooling(of: rivals)
      let output = wiring.neuron(.identity)
      wiring.link(pool, to: output, weight: 3)
      return try wiring.network(outputs: [output], loss: .halfSquaredError)
    }
    // The loss is ½ (3 max(a, b) − 2)² for weights a, b and an input of 1; its slope where one of
    // them is the larger is 3 (3 × 0.5 − 2) = −1.5 for that one, and 0 for the other.
    let even = try network(0.5, 0.5)
    let winner = try even.prove("0.0-1.0", inputs: [1], targets: [2])
    #expect(winner.turnovers == ["2.0"] && winner.corners.isEmpty && winner.stencil == .upward)
    #expect(abs(winner.slope + 1.5) < 1e-8 && winner.sensitivity == -1.5 && winner.agrees)
    #expect(winner.lines.joined().contains("max pooling 2.0 let another neuron through"))
    let other = try even.prove("0.0-1.1", inputs: [1], targets: [2])
    #expect(other.turnovers == ["2.0"] && other.stencil == .downward)
    #expect(other.slope == 0 && other.sensitivity == 0 && other.agrees)
    // Nearer than a nudge is long, but not even.
    let near = try network(0.500001, 0.5).prove("0.0-1.0", inputs: [1], targets: [2])
    #expect(near.turnovers == ["2.0"] && near.stencil == .upward && near.agrees)
    // Far apart there is nothing to notice.
    let far = try network(0.6, 0.5).prove("0.0-1.0", inputs: [1], targets: [2])
    #expect(far.turnovers.isEmpty && far.stencil == .central && far.agrees)
  }

  @Test("A planted lie is found: it alone disagrees, and stands first", arguments: 1...12)
  func lies(seed: UInt64) throws {
    let network = try NeuronNetwork(try #require(Self.blueprint))
    let (inputs, targets) = ([0.7, -1.2], [1.0, 0.25])
    for kind in [nil] + PlantedLie.Kind.allCases.map(Optional.init) {
      let lie = try network.plantLie(kind, seed: seed)
      #expect(kind == nil || lie.kind == kind)
      #expect(try lie == network.plantLie(kind, seed: seed))
      let proofs = try network.proveAll(inputs: inputs, targets: targets, lie: lie)
      #expect(proofs.filter { !$0.agrees }.map(\.place) == [lie.place])
      #expect(proofs[0].place == lie.place)
      let single = try network.prove(lie.place.name, inputs: inputs, targets: targets, lie: lie)
      #expect(single == proofs[0])
    }
  }

  @Test("Lies are what their names say")
  func lieNumbers() throws {
    let network = try NeuronNetwork(try #require(Self.blueprint))
    let (inputs, targets) = ([0.7, -1.2], [1.0, 0.25])
    for seed in UInt64(1)...20 {
      for kind in PlantedLie.Kind.allCases {
        let lie = try network.plantLie(kind, seed: seed)
        let truth = try network.prove(lie.place.name, inputs: inputs, targets: targets).sensitivity
        let told = try network.prove(
          lie.place.name, inputs: inputs, targets: targets, lie: lie
        ).sensitivity
        _ = try network.gradients(inputs: inputs, targets: targets)
        let neurons = Dictionary(
          uniqueKeysWithValues: network.layers.flatMap(\.neurons).map { ($0.name, $0) })
        let target = try #require(neurons[lie.place.target])
        let expected: Double =
          switch kind {
          case .wrongSign: -truth
          case .countedTwice: 2 * truth
          case .biasNotUpdated: 0
          case .missingSlope: truth / target.slope
          case .missingInput:
            if case .link(let name) = lie.place {
              truth / (neurons[name.from]?.output ?? 0)
            } else {
              0
            }
          }
        #expect(abs(told - expected) <= 1e-14 * max(1, abs(expected)), "\(lie)")
      }
    }
  }

  @Test("What does not exist is refused with the nearest names")
  func unknown() throws {
    let network = try NeuronNetwork(try #require(Self.blueprint))
    for (name, nearest) in [("0.1-1.9", "0.1-1.0"), ("3.0", "2.0"), ("1,2", "1.2"), ("", "0.0")] {
      let error = #expect(throws: QuestionError.self) {
        try network.prove(name, inputs: [0, 0], targets: [0, 0])
      }
      #expect(error?.description.contains(nearest) == true, "\(name)")
      #expect(error?.description.contains("\n") == false)
    }
    #expect(throws: QuestionError.nothingLearned(name: "0.1", what: "no bias")) {
      try network.prove("0.1", inputs: [0, 0], targets: [0, 0])
    }
    #expect(throws: QuestionError.self) { try network.prove("1.0", inputs: [0], targets: [0, 0]) }
  }

  @Test("A penalty that pulls by itself is no part of the gradient, and none of the proof")
  func zeroStays() throws {
    let blueprint = try NetworkBlueprint(
      name: "cut", input: .list(2),
      layers: [
        .dense(
          Dense(units: 2, activation: .tanh, penalty: Penalty(l1: 0.5, l2: 0.1, zeroStays: true))),
        .dense(Dense(units: 1, activation: .sigmoid)),
      ], loss: .binaryCrossEntropy, seed: 1)
    let proofs = try NeuronNetwork(blueprint).proveAll(inputs: [1, 0.5], targets: [1])
    #expect(proofs.count == 9)
    for proof in proofs { #expect(proof.agrees, "\(proof)") }
  }
}
