import MatrixEngine
import NetworkDescription
import NeuronGraph

/// Compares the precision that trains with the objects, which compute in double precision.
///
/// No step hands its errors to the next comparison: the objects are put to where the matrices stand
/// before they are asked for outputs, gradients, or what the optimizer makes of the matrices' own
/// gradients. So each number has a bound that follows from a few sums; errors are in units of it.
struct SinglePrecisionCheck {
  let blueprint: NetworkBlueprint
  let samples: MadeUpSamples
  let layers: LayerComparison
  /// The samples of each step.
  let batch: (_ step: Int) -> ArraySlice<Int>
  /// How many bytes each of the networks may take.
  var memoryLimit = MemoryEstimate.usualLimit

  /// Compares the outputs and gradients of the first step, and the updates of all steps.
  func run(
    parameters: Parameters, steps: Int, kernels: KernelChoice?
  ) throws -> [Comparison] {
    let matrices = try MatrixNetwork<Float>(
      blueprint, parameters: parameters, rows: batch(0).count, kernels: kernels,
      memoryLimit: memoryLimit)
    let objects = try NeuronNetwork(
      blueprint, parameters: matrices.parameters, memoryLimit: memoryLimit)
    return try compareOutputs(objects, matrices) + compareGradients(objects, matrices)
      + compareUpdates(objects, matrices, steps: steps)
  }

  private func compareOutputs(
    _ objects: NeuronNetwork, _ matrices: MatrixNetwork<Float>
  ) throws -> [Comparison] {
    let batch = batch(0)
    let expected = try objects.evaluate(on: samples, samples: batch).outputs
    let found = try matrices.evaluate(on: samples, samples: batch).outputs
    let bounds = try RoundingBound(objects, of: blueprint).outputs(on: samples, samples: batch)
    var comparison = Comparison(.singleOutputs, layer: blueprint.layers.count, tolerance: 1)
    comparison.add(expected, found, bounds: bounds) { layers.output($0) }
    return [comparison]
  }

  private func compareGradients(
    _ objects: NeuronNetwork, _ matrices: MatrixNetwork<Float>
  ) throws -> [Comparison] {
    let batch = batch(0)
    let (expected, _) = try objects.gradients(on: samples, samples: batch)
    let (found, _) = try matrices.gradients(on: samples, samples: batch)
    let bounds = try RoundingBound(objects, of: blueprint).gradients(on: samples, samples: batch)
    var comparisons = layers.empty(.singleGradients)
    layers.add(expected, found, bounds: bounds, to: &comparisons)
    return comparisons.filter { $0.count > 0 }
  }

  private func compareUpdates(
    _ objects: NeuronNetwork, _ matrices: MatrixNetwork<Float>, steps: Int
  ) throws -> [Comparison] {
    var weights = layers.empty(.singleUpdates)
    var memories = layers.empty(.singleMemory)
    for step in 0..<steps {
      let before = matrices.trainingState
      let (gradients, _) = try matrices.gradients(on: samples, samples: batch(step))
      _ = try matrices.train(on: samples, samples: batch(step))
      let found = matrices.trainingState
      try objects.restore(before)
      objects.move(by: gradients)
      let expected = objects.trainingState
      let bounds = Self.bounds(blueprint, from: before, by: gradients)
      layers.add(
        expected.parameters, found.parameters, bounds: bounds.parameters, to: &weights)
      for (name, bound) in bounds.optimizerMemory {
        layers.add(
          expected.optimizerMemory[name], found.optimizerMemory[name], bounds: bound,
          to: &memories)
      }
    }
    return (memories + weights).filter { $0.count > 0 }
  }

  /// The bounds of all that a step moves, in the place of what it moves.
  private static func bounds(
    _ blueprint: NetworkBlueprint, from state: TrainingState, by gradients: Parameters
  ) -> TrainingState {
    let bound = UpdateBound(blueprint.optimizer, step: state.step)
    let names = blueprint.optimizer.memoryNames
    var penalties: [String: Penalty] = [:]
    for (layer, description) in blueprint.layers.enumerated() {
      penalties[NetworkBlueprint.tensorName(layer: layer, .weight)] = description.traits.penalty
    }
    var bounds = state
    for (tensor, weights) in state.parameters.tensors {
      // What is not trained has neither.
      let none = [Double](repeating: 0, count: weights.values.count)
      let gradients = gradients[tensor]?.values ?? none
      let memories = names.map { state.optimizerMemory[$0]?[tensor]?.values ?? none }
      // Arrays of their own: one that lies in two dictionaries would be copied for each number.
      var (weightErrors, memoryErrors) = (weights.values, memories)
      for index in weights.values.indices {
        let errors = bound.errors(
          weight: weights.values[index], gradient: gradients[index],
          memory: memories.map { $0[index] }, penalty: penalties[tensor] ?? .none)
        weightErrors[index] = errors.weight
        for place in names.indices { memoryErrors[place][index] = errors.memory[place] }
      }
      bounds.parameters[tensor]?.values = weightErrors
      for (name, errors) in zip(names, memoryErrors) {
        bounds.optimizerMemory[name]?[tensor]?.values = errors
      }
    }
    return bounds
  }
}
