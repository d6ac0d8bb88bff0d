import EngineAgreement
import NetworkDescription
import Testing
import Thoroughness

@testable import MatrixEngine

/// Small networks are trained by a kernel of their own; layer by layer the same has to come out.
@Suite("The step of a small network is that of its layers")
struct SmallStepTests {
  /// Made-up networks that the kernel for small ones takes.
  static let networks = (0..<400).compactMap { number in
    try? RandomBlueprint.make(number)
  }.filter { blueprint in
    blueprint.parameterCount <= 300
      && blueprint.layers.allSatisfy { if case .dense = $0 { true } else { false } }
      && (try? MatrixNetwork<Double>(blueprint))?.small != nil
  }

  @Test("There are many, with all losses, optimizers and activations")
  func variety() {
    #expect(Self.networks.count >= 25, "\(Self.networks.count)")
    #expect(Set(Self.networks.map(\.loss.name)).count >= 5)
    #expect(Set(Self.networks.map(\.optimizer.name)).count >= 5)
    let activations = Self.networks.flatMap { blueprint in
      blueprint.layers.compactMap {
        if case .dense(let dense) = $0 { dense.activation.name } else { nil }
      }
    }
    #expect(Set(activations).count >= 9)
  }

  @Test(
    "Losses, answers and weights agree after 30 steps, for all kernels",
    arguments: Thoroughness.isFull ? [1, 3, 7, 20] : [3, 20])
  func steps(rows: Int) throws {
    for blueprint in Self.networks {
      for kernels in KernelChoice.names {
        let samples = MadeUpSamples(count: rows, for: blueprint, seed: 7)
        func network<Scalar: MatrixScalar>(
          _: Scalar.Type, small: Bool
        ) throws -> MatrixNetwork<Scalar> {
          try MatrixNetwork<Scalar>(
            blueprint, parameters: blueprint.initialParameters(fitting: samples), threads: 1,
            kernels: KernelChoice(named: kernels), takesSmallSteps: small)
        }
        let small = try network(Double.self, small: true)
        let layered = try network(Double.self, small: false)
        try #require(small.small?.isWorthIt(rows: rows) == true)
        #expect(layered.small == nil)
        for _ in 0..<30 {
          let all = Array(0..<rows)[...]
          let one = try small.train(on: samples, samples: all)
          let other = try layered.train(on: samples, samples: all)
          #expect(abs(one.loss - other.loss) <= 1e-9 * max(1, abs(other.loss)))
          #expect(one.correctCount == other.correctCount)
        }
        for (name, tensor) in layered.parameters.tensors {
          let found = try #require(small.parameters[name])
          for (number, expected) in zip(found.values, tensor.values) {
            #expect(
              abs(number - expected) <= 1e-9 * max(1, abs(expected)),
              "\(kernels) \(name): \(blueprint.jsonText)")
          }
        }
      }
    }
  }

  @Test("A loss that is no number is refused as the layers refuse it, and nothing moves")
  func overflow() throws {
    let blueprint = try Recipe.xor.blueprint()
    var parameters = blueprint.initialParameters()
    parameters["layers.1.weight"]?.values[0] = .infinity
    let samples = MadeUpSamples(count: 4, for: blueprint, seed: 1)
    for takesSmallSteps in [true, false] {
      let network = try MatrixNetwork<Double>(
        blueprint, parameters: parameters, threads: 1, kernels: nil,
        takesSmallSteps: takesSmallSteps)
      let before = network.parameters
      let error = #expect(throws: NetworkError.self) {
        try network.train(on: samples, samples: Array(0..<4)[...])
      }
      guard case .notFinite(let fault)? = error else {
        Issue.record("expected a fault, found \(String(describing: error))")
        continue
      }
      #expect(fault.culprit.description.contains("1.0-2.0"))
      #expect(network.parameters == before)
    }
  }
}
