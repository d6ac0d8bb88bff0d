import MatrixEngine
import NetworkDescription
import NeuronGraph

/// Runs the same network on both engines and compares all that can be compared, layer by layer.
///
/// Both start from the same parameters and see the same made-up samples. Compared are what they
/// took over, every neuron's output, the loss, every gradient, and the parameters after one
/// training step and after many. The objects' gradients are compared with finite differences, too,
/// and the matrices in single precision, which train, with the objects.
package struct AgreementCheck {
  /// How many samples there are, and in batches of what size: the last of three has one less.
  static let batches = [0..<4, 4..<8, 8..<11]
  /// Outputs, losses and gradients may be this far apart, in double precision.
  package static let tolerance = 1e-10
  /// From every tensor so many numbers at most are tried with finite differences.
  private static let mostQuotients = 16
  /// In large networks fewer: as many as pass so many links, but one of each tensor.
  private static let mostPassedLinks = 400_000_000
  /// Each layer is compared with all others there: with more of them, nobody would wait for the end.
  static let mostLayers = 1000

  /// The network that is checked.
  package let blueprint: NetworkBlueprint
  /// How many training steps it makes.
  package let steps: Int
  /// What was planted, and in which layer; nil for an honest check.
  package let fault: (kind: PlantedFault, position: Int)?

  private let parameters: Parameters
  private let samples: MadeUpSamples
  private let kernels: KernelChoice?
  private let memoryLimit: Int

  /// Prepares a check.
  ///
  /// - Parameters:
  ///   - parameters: Where both engines start; by default the blueprint's initial parameters.
  ///   - fault: A mistake to make in the matrix engine, on purpose.
  ///   - memoryLimit: How many bytes each of the networks may take.
  /// - Throws: ``AgreementError`` if the fault would change nothing in such a network.
  package init(
    _ blueprint: NetworkBlueprint, parameters: Parameters? = nil, steps: Int = 20,
    fault: PlantedFault? = nil, kernels: KernelChoice? = nil,
    memoryLimit: Int = MemoryEstimate.usualLimit
  ) throws {
    guard blueprint.layers.count <= Self.mostLayers else {
      throw AgreementError.tooManyLayers(
        found: blueprint.layers.count, most: Self.mostLayers, network: blueprint.name)
    }
    self.memoryLimit = memoryLimit
    self.blueprint = blueprint
    self.parameters = parameters ?? blueprint.initialParameters()
    self.steps = steps
    self.kernels = kernels
    self.fault = try fault.map { kind in
      guard let position = kind.position(in: blueprint) else {
        throw AgreementError.faultChangesNothing(fault: kind, network: blueprint.name)
      }
      return (kind, position)
    }
    samples = MadeUpSamples(
      count: Self.batches.last?.upperBound ?? 0, for: blueprint, seed: blueprint.seed)
  }

  /// About how much memory a check takes: both engines, once in each precision.
  package static func memory(of blueprint: NetworkBlueprint) -> MemoryEstimate {
    let rows = batches[0].count
    let objects = blueprint.memory(of: .objects, training: true)
    return objects + objects
      + blueprint.memory(of: .matrices(rows: rows, bytesPerNumber: 8), training: true)
      + blueprint.memory(of: .matrices(rows: rows, bytesPerNumber: 4), training: true)
  }

  /// How far the parameters may be apart after so many steps.
  ///
  /// Every step rounds anew, and training hands on what earlier steps have rounded; as long as it
  /// does not magnify them, errors add up.
  package static func tolerance(steps: Int) -> Double { tolerance * Double(max(1, steps)) }

  /// Compares everything.
  ///
  /// - Parameter tell: Is told, now and then, what is being compared.
  /// - Throws: ``NetworkError`` when a loss is not a finite number, ``BlueprintError`` for
  ///   parameters of another network.
  package func run(telling tell: (String) -> Void = { _ in }) throws -> AgreementReport {
    tell("making the networks")
    let rows = Self.batches[0].count
    let objects = try NeuronNetwork(blueprint, parameters: parameters, memoryLimit: memoryLimit)
    let matrices = SuspectNetwork(
      try MatrixNetwork<Double>(
        blueprint, parameters: parameters, rows: rows, kernels: kernels, memoryLimit: memoryLimit),
      rows: rows, fault: fault?.kind, position: fault?.position ?? 0)
    let layers = LayerComparison(blueprint)

    var comparisons = layers.compare(
      .start, objects.parameters, matrices.network.parameters, within: Self.tolerance)
    tell("answers")
    comparisons += try compareOutputs(objects, matrices.network, layers)
    comparisons += try compareGradients(objects, matrices.network, layers, tell)
    var step = 0
    for target in Set([min(1, steps), steps]).sorted() where target > 0 {
      while step < target {
        tell("training step \(step + 1) of \(steps)")
        let batch = batch(step)
        _ = try objects.train(on: samples, samples: batch)
        try matrices.train(on: samples, samples: batch)
        step += 1
      }
      comparisons += layers.compare(
        .parameters(steps: step), objects.parameters, matrices.network.parameters,
        within: Self.tolerance(steps: step))
    }
    // Faults are planted in double precision alone.
    if fault == nil {
      tell("single precision")
      comparisons += try SinglePrecisionCheck(
        blueprint: blueprint, samples: samples, layers: layers, batch: batch,
        memoryLimit: memoryLimit
      ).run(parameters: parameters, steps: steps, kernels: kernels)
    }
    return AgreementReport(blueprint: blueprint, comparisons: comparisons)
  }

  private func batch(_ step: Int) -> ArraySlice<Int> {
    Array(0..<samples.count)[Self.batches[step % Self.batches.count]]
  }

  /// Compares the answers of every layer, and the losses, of one batch.
  private func compareOutputs(
    _ objects: NeuronNetwork, _ matrices: MatrixNetwork<Double>, _ layers: LayerComparison
  ) throws -> [Comparison] {
    let batch = batch(0)
    let found = try matrices.layerOutputs(on: samples, samples: batch)
    var expected = found.map { _ in [Double]() }
    for sample in batch {
      _ = try objects.predict(samples.inputs[sample])
      for (index, layer) in objects.layers.dropFirst().enumerated() {
        expected[index] += layer.neurons.map(\.output)
      }
    }
    var comparisons = zip(found, expected).map { found, expected in
      var comparison = Comparison(
        .outputs, layer: found.position + 1, tolerance: Self.tolerance)
      comparison.add(expected, found.outputs) { layers.names.output($0, layer: found.position) }
      return comparison
    }
    let losses = (
      try objects.evaluate(on: samples, samples: batch).result.loss,
      try matrices.evaluate(on: samples, samples: batch).result.loss
    )
    var loss = Comparison(.loss, layer: blueprint.layers.count, tolerance: Self.tolerance)
    loss.add([losses.0], [losses.1]) { _ in .loss }
    comparisons.append(loss)
    return comparisons
  }

  /// Compares the gradients of one batch, and the objects' with finite differences.
  private func compareGradients(
    _ objects: NeuronNetwork, _ matrices: MatrixNetwork<Double>, _ layers: LayerComparison,
    _ tell: (String) -> Void
  ) throws -> [Comparison] {
    let batch = batch(0)
    tell("gradients")
    let (expected, loss) = try objects.gradients(on: samples, samples: batch)
    let (found, _) = try matrices.gradients(on: samples, samples: batch)
    var comparisons = layers.compare(.gradients, expected, found, within: Self.tolerance)
    let differences = FiniteDifferences(network: objects, source: samples, samples: batch)
    let quotients = quotientsPerTensor(samples: batch.count)
    for position in comparisons.indices {
      let layer = comparisons[position].layer - 1
      var comparison = Comparison(
        .differences, layer: layer + 1, tolerance: FiniteDifferences.tolerance)
      for specification in blueprint.parameters(ofLayer: layer)
      where specification.role.isTrainable {
        let name = NetworkBlueprint.tensorName(layer: layer, specification.role)
        let gradients = expected[name]?.values ?? []
        let scale = differences.scale(of: gradients, loss: loss)
        let penalty =
          specification.role == .weight ? blueprint.layers[layer].traits.penalty : .none
        let pull = penalty.l1OfPull
        let isDisputed = comparisons[position].isWorst(specification.role)
        let disputed = isDisputed ? comparisons[position].worstIndex : nil
        let chosen = chosen(of: gradients.count, most: quotients, with: disputed)
        for (number, index) in chosen.enumerated() {
          tell("finite differences of \(name), \(number + 1) of \(chosen.count)")
          let (quotient, error) = try differences.quotient(
            index, of: name, gradient: gradients[index], scale: scale, pull: pull)
          let place = layers.names.parameter(specification.role, index, layer: layer)
          comparison.add(gradients[index], quotient, error: error, at: index, place)
          if index == disputed { comparisons[position].secondOpinion = quotient }
        }
      }
      if comparison.count > 0 { comparisons.append(comparison) }
    }
    return comparisons
  }

  /// How many numbers of every tensor are tried: as many as take a time that somebody waits.
  private func quotientsPerTensor(samples: Int) -> Int {
    let tensors = blueprint.layers.indices.reduce(0) {
      $0 + blueprint.parameters(ofLayer: $1).count { $0.role.isTrainable }
    }
    let passes = FiniteDifferences.lossesPerQuotient * samples * max(1, tensors)
    let (links, isTooMany) = passes.multipliedReportingOverflow(by: max(1, blueprint.linkCount))
    return isTooMany ? 1 : min(Self.mostQuotients, max(1, Self.mostPassedLinks / links))
  }

  /// Some of the numbers of a tensor, drawn by the seed; all of them where they are few.
  private func chosen(of count: Int, most: Int, with disputed: Int?) -> Set<Int> {
    guard count > most else { return Set(0..<count) }
    let random = SeededRandom(seed: blueprint.seed)
    let drawn = (0..<most).map { index in
      Int(random.unit(.check, layer: 1, index: index) * Double(count))
    }
    return Set(drawn).union(disputed.map { [$0] } ?? [])
  }
}

/// A check that would say nothing.
package enum AgreementError: Error, Hashable, Sendable, CustomStringConvertible {
  /// More layers than can be compared in any time that somebody waits.
  case tooManyLayers(found: Int, most: Int, network: String)
  /// A fault that cannot show in such a network.
  case faultChangesNothing(fault: PlantedFault, network: String)

  /// One line that says what is wrong and what to do.
  package var description: String {
    switch self {
    case .tooManyLayers(let found, let most, let network):
      "\(network): expected at most \(most) layers to compare, found \(found): use fewer"
    case .faultChangesNothing(let fault, let network):
      "\(fault.rawValue) would change nothing in \(network): it needs \(fault.need)"
    }
  }
}
