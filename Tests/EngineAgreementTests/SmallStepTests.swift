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
      && (try? MatrixNetwork<Double>(blueprint))?.small != nil
  }

  @Test("There are many, with all losses, optimizers and activations")
  func variety() {
    #expect(Self.networks.count >= 25, "\(Self.networks.count)")
    #expect(Set(Self.networks.map(\.loss.name)).count >= 5)
    #expect(Set(Self.networks.map(\.optimizer.name)).count >= 5)
    #expect(Self.networks.contains { $0.layers.contains { $0.traits.penalty.l2 > 0 } })
    #expect(
      Self.networks.contains {
        $0.layers.contains { if case .activation = $0 { true } else { false } }
      })
    let activations = Self.networks.flatMap { blueprint in
      blueprint.layers.compactMap {
        if case .dense(let dense) = $0 { dense.activation.name } else { nil }
      }
    }
    #expect(Set(activations).count >= 9)
  }

  @Test(
    "Losses, answers and weights agree after 30 steps, for all kernels",
    arguments: Thoroughness.isFull ? [1, 3, 7, 20] : [7])
  func steps(rows: Int) throws {
    for blueprint in Self.networks {
      for kernels in KernelChoice.names {
        let samples = Self.samples(count: rows, for: blueprint)
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
          #expect((one.errors == nil) == (other.errors == nil))
          if let errors = one.errors, let others = other.errors {
            #expect(abs(errors.meanAbsoluteError - others.meanAbsoluteError) <= 1e-9)
          }
        }
        try expectAgreement(of: small, with: layered, "\(kernels): \(blueprint.jsonText)")
      }
    }
  }

  /// Samples whose targets are numbers where the loss is about those and the network has an odd number of
  /// parameters; else they are classes.
  private static func samples(count: Int, for blueprint: NetworkBlueprint) -> MadeUpSamples {
    var samples = MadeUpSamples(count: count, for: blueprint, seed: 7)
    if blueprint.loss.traits.targets != .classes, blueprint.parameterCount % 2 == 1 {
      samples.targetKind = .numbers
    }
    return samples
  }

  /// Expects all weights and biases to be the same but for the order of sums.
  private func expectAgreement(
    of small: MatrixNetwork<Double>, with layered: MatrixNetwork<Double>, _ what: String
  ) throws {
    for (name, tensor) in layered.parameters.tensors {
      let found = try #require(small.parameters[name])
      for (number, expected) in zip(found.values, tensor.values) {
        #expect(abs(number - expected) <= 1e-9 * max(1, abs(expected)), "\(name), \(what)")
      }
    }
  }

  @Test(
    "Many batches in one call are those batches one by one, to the last bit",
    arguments: Thoroughness.isFull ? [1, 3, 8] : [3])
  func manyBatches(batchSize: Int) throws {
    for blueprint in Self.networks {
      for kernels in KernelChoice.names {
        let samples = Self.samples(count: 50, for: blueprint)
        let order = (0..<4).flatMap {
          SeededRandom(seed: 5).permutation(of: samples.count, step: $0)
        }
        func network<Scalar: MatrixScalar>(_: Scalar.Type) throws -> MatrixNetwork<Scalar> {
          try MatrixNetwork<Scalar>(
            blueprint, parameters: blueprint.initialParameters(fitting: samples),
            kernels: KernelChoice(named: kernels))
        }
        func expectSame<Scalar: MatrixScalar>(_ precision: Scalar.Type) throws {
          let (joined, single) = (try network(precision), try network(precision))
          var (total, sum) = (BatchResult(), BatchResult())
          try joined.train(
            on: samples, samples: order[...], batchSize: batchSize, total: &total)
          for start in stride(from: 0, to: order.count, by: batchSize) {
            sum += try single.train(on: samples, samples: order[start...].prefix(batchSize))
          }
          // Sums of errors are those of all batches at once.
          if let errors = total.errors, let others = sum.errors {
            #expect(abs(errors.meanAbsoluteError - others.meanAbsoluteError) <= 1e-9)
          }
          (total.errors, sum.errors) = (nil, nil)
          #expect(total == sum)
          #expect(joined.trainingState == single.trainingState)
        }
        try expectSame(Float.self)
        try expectSame(Double.self)
      }
    }
  }

  /// Networks in which single samples are learned from by another kernel than batches.
  static let networksForSingleSamples =
    networks.filter { $0.parameterCount >= 60 && isPlainDescent($0.optimizer) } + wideNetworks

  static let wideNetworks = [(Activation.tanh, 70), (.softplus, 33), (.leakyRelu(slope: 0.1), 16)]
    .flatMap { activation, units in
      [(Loss.halfSquaredError, Activation.sigmoid), (.categoricalCrossEntropy, .softmax)]
        .compactMap { loss, last in
          try? NetworkBlueprint(
            name: "wide", input: .list(45),
            layers: [
              .dense(Dense(units: units, activation: activation)),
              .dense(Dense(units: 5, activation: .tanh, useBias: false)),
              .dense(Dense(units: 3, activation: last)),
            ], loss: loss, optimizer: .sgd(SGD(learningRate: 0.02)))
        }
    }

  private static func isPlainDescent(_ optimizer: Optimizer) -> Bool {
    if case .sgd(let sgd) = optimizer { sgd.isPlain } else { false }
  }

  @Test("Steps of single samples are those of the layers, inputs of 0 or not, for all kernels")
  func singleSamples() throws {
    #expect(Self.networksForSingleSamples.count > 6)
    for blueprint in Self.networksForSingleSamples {
      for kernels in KernelChoice.names {
        let samples = HalfBlank(samples: MadeUpSamples(count: 20, for: blueprint, seed: 7))
        func network(small: Bool) throws -> MatrixNetwork<Double> {
          try MatrixNetwork<Double>(
            blueprint, parameters: nil, kernels: KernelChoice(named: kernels),
            takesSmallSteps: small)
        }
        let (single, layered) = (try network(small: true), try network(small: false))
        func learned(by network: MatrixNetwork<Double>) throws -> BatchResult {
          var total = BatchResult()
          try network.train(
            on: samples, samples: Array(0..<20)[...], batchSize: 1, total: &total)
          return total
        }
        let (one, other) = (try learned(by: single), try learned(by: layered))
        #expect(abs(one.loss - other.loss) <= 1e-9 * max(1, abs(other.loss)))
        #expect(one.correctCount == other.correctCount)
        try expectAgreement(of: single, with: layered, "\(kernels): \(blueprint.jsonText)")
      }
    }
  }

  @Test(
    "The batches before one whose loss is no number are learned, and counted", arguments: [1, 2])
  func overflowAmongMany(batchSize: Int) throws {
    for blueprint in [try Recipe.xor.blueprint()] + Self.wideNetworks {
      let fine = MadeUpSamples(count: 12, for: blueprint, seed: 1)
      let samples = OneInfinite(samples: fine, place: 7)
      let network = try MatrixNetwork<Double>(blueprint)
      let expected = try MatrixNetwork<Double>(blueprint)
      var total = BatchResult()
      #expect(throws: NetworkError.self) {
        try network.train(
          on: samples, samples: Array(0..<12)[...], batchSize: batchSize, total: &total)
      }
      #expect(total.sampleCount == 7 / batchSize * batchSize)
      var sum = BatchResult()
      try expected.train(
        on: fine, samples: Array(0..<total.sampleCount)[...], batchSize: batchSize, total: &sum)
      #expect(total == sum)
      #expect(network.trainingState == expected.trainingState)
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

/// Samples with every other input 0, as on blank paper.
private struct HalfBlank: SampleSource {
  let samples: MadeUpSamples
  var count: Int { samples.count }
  var inputCount: Int { samples.inputCount }
  var targetCount: Int { samples.targetCount }
  var targetKind: TargetKind { .classes }

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of chosen: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    samples.copy(part, of: chosen, to: destination)
    guard part == .inputs else { return }
    for index in 0..<chosen.count * inputCount
    where (index % inputCount).isMultiple(of: 2) {
      destination[index] = 0
    }
  }
}

/// Samples of which one has an infinite target.
private struct OneInfinite: SampleSource {
  let samples: MadeUpSamples
  let place: Int
  var count: Int { samples.count }
  var inputCount: Int { samples.inputCount }
  var targetCount: Int { samples.targetCount }
  var targetKind: TargetKind { .classes }

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of chosen: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    samples.copy(part, of: chosen, to: destination)
    guard part == .targets else { return }
    for (position, sample) in chosen.enumerated() where sample == place {
      destination[position * targetCount] = .infinity
    }
  }
}
