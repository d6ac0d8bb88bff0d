import MatrixEngine
import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing
import Thoroughness

@testable import EngineAgreement

/// Numbers that training leaves alone, and weights that a penalty takes to 0 for good.
@Suite("Frozen numbers and cut links")
struct FrozenAndCutTests {
  @Test(
    "Both engines agree after 40 steps, whatever is frozen and cut",
    arguments: Thoroughness.cases(40))
  func dense(number: Int) throws {
    try expectAgreement(
      try Self.constrained(try RandomBlueprint.make(number), number), number, steps: 40)
  }

  @Test("So they do for pictures", arguments: Thoroughness.cases(15))
  func pictures(number: Int) throws {
    try expectAgreement(
      try Self.constrained(try RandomBlueprint.pictures(number), number), number, steps: 15)
  }

  private func expectAgreement(
    _ blueprint: NetworkBlueprint, _ number: Int, steps: Int
  ) throws {
    let samples = MadeUpSamples(count: 7, for: blueprint, seed: UInt64(number) + 4000)
    let objects = try NeuronNetwork(blueprint)
    let matrices = try MatrixNetwork<Double>(blueprint, threads: 1 + number % 2)
    let start = objects.trainingState
    let (gradients, _) = try objects.gradients(on: samples, samples: Array(0..<7)[...])
    let (others, _) = try matrices.gradients(on: samples, samples: Array(0..<7)[...])
    let layers = LayerComparison(blueprint)
    for layer in layers.compare(.gradients, gradients, others, within: 1e-10) {
      #expect(layer.agrees, "\(blueprint.jsonText) \(layer)")
    }
    for step in 0..<steps {
      let batch = Array(0..<7)[step % 2 == 0 ? 0..<4 : 4..<7]
      _ = try objects.train(on: samples, samples: batch)
      _ = try matrices.train(on: samples, samples: batch)
    }
    for layer in layers.compare(
      .parameters(steps: steps), objects.parameters, matrices.parameters, within: 1e-9)
    {
      #expect(layer.agrees, "\(blueprint.jsonText) \(layer)")
    }
    for state in [objects.trainingState, matrices.trainingState] {
      try expectFrozenStay(blueprint, start, state)
    }
    // What is a state of one engine is one of the other, and what comes next is the same.
    try matrices.restore(objects.trainingState)
    #expect(matrices.trainingState == objects.trainingState)
  }

  /// Frozen numbers are the same to the last bit, and the optimizer remembers nothing of them.
  private func expectFrozenStay(
    _ blueprint: NetworkBlueprint, _ start: TrainingState, _ state: TrainingState
  ) throws {
    for layer in blueprint.layers.indices {
      for specification in blueprint.parameters(ofLayer: layer) {
        let name = NetworkBlueprint.tensorName(layer: layer, specification.role)
        let frozen = blueprint.frozen(specification.role, ofLayer: layer)
        for index in 0..<specification.count where frozen.contains(index) {
          #expect(start.parameters[name]?.values[index] == state.parameters[name]?.values[index])
          for (memory, tensors) in state.optimizerMemory {
            #expect(
              tensors[name]?.values[index] == start.optimizerMemory[memory]?[name]?.values[index])
          }
        }
      }
    }
  }

  /// The same network with some of its numbers frozen, and links that a penalty cuts.
  private static func constrained(
    _ blueprint: NetworkBlueprint, _ number: Int
  ) throws -> NetworkBlueprint {
    var random = SeededRandom(seed: UInt64(number)).sequence(.check, layer: 12)
    func frozen(_ index: Int) -> FrozenNumbers {
      switch Int(random.nextUnit() * 5) {
      case 0: return .none
      case 1: return FrozenNumbers(weights: true)
      case 2: return FrozenNumbers(biases: true)
      case 3: return .all
      default:
        let places = blueprint.parameters(ofLayer: index).flatMap { specification in
          (0..<3).compactMap { _ in
            let chosen = Int(random.nextUnit() * Double(specification.count))
            return blueprint.place(of: chosen, in: specification.role, ofLayer: index)
          }
        }
        return FrozenNumbers(places: Array(Set(places)))
      }
    }
    let penalty =
      number % 3 == 0
      ? Penalty.none : Penalty(l1: 0.05, l2: number % 2 == 0 ? 0.01 : 0, zeroStays: true)
    let layers = blueprint.layers.enumerated().map { index, layer -> Layer in
      switch layer {
      case .dense(var dense):
        (dense.frozen, dense.penalty) = (frozen(index), penalty)
        return .dense(dense)
      case .conv2D(var convolution):
        (convolution.frozen, convolution.penalty) = (frozen(index), penalty)
        return .conv2D(convolution)
      default: return layer
      }
    }
    let made = try NetworkBlueprint(
      name: blueprint.name, input: blueprint.input, layers: layers, loss: blueprint.loss,
      optimizer: blueprint.optimizer, seed: blueprint.seed, training: blueprint.training)
    #expect(try NetworkBlueprint(json: made.jsonText) == made)
    return made
  }

  @Test(
    "A link's place leads to its weight and back, in every layer that learns", arguments: 0..<10)
  func places(number: Int) throws {
    for blueprint in [try RandomBlueprint.make(number), try RandomBlueprint.pictures(number)] {
      let network = try NeuronNetwork(blueprint)
      for link in network.links where link.weight.isTrainable {
        let position = try #require(blueprint.parameter(at: .link(link.name)))
        #expect(
          network.parameters[position.tensor]?.values[position.index] == link.weight.value)
      }
    }
  }

  /// Worked out by hand: 0.5 − 0.1·(2·1 − 1·…), see the comments.
  @Test("L1 pulls after the step, cuts what it takes to 0, and lets nothing come back")
  func cutting() throws {
    // Output 0.012·1 + 0.5·2 = 1.012, target 1: sensitivity 0.012; gradients 0.012 and 0.024.
    // Rate 0.1, l1 0.3: pull 0.03. 0.012 − 0.0012 = 0.0108 → 0; 0.5 − 0.0024 − 0.03 = 0.4676.
    let blueprint = try NetworkBlueprint(
      json: """
        {"glassbox": 1, "name": "cut", "input": [2], "loss": "halfSquaredError",
         "layers": [{"dense": {"units": 1, "useBias": false, "weights": [[0.012], [0.5]],
                               "penalty": {"l1": 0.3, "zeroStays": true}}}],
         "optimizer": {"sgd": {"learningRate": 0.1}}}
        """)
    let samples = MadeUpSamples(inputs: [[1, 2]], targets: [[1]])
    let objects = try NeuronNetwork(blueprint)
    let matrices = try MatrixNetwork<Double>(blueprint)
    for network in [objects, matrices] as [any TrainableNetwork] {
      _ = try network.train(on: samples, samples: [0])
      let first = try #require(network.parameters["layers.0.weight"]?.values)
      #expect(first[0] == 0)
      #expect(abs(first[1] - 0.4676) < 1e-12)
      // The target asks for more from now on; the cut link stays cut all the same.
      _ = try network.train(on: samples, samples: [0])
      #expect(network.parameters["layers.0.weight"]?.values[0] == 0)
    }
  }
}
