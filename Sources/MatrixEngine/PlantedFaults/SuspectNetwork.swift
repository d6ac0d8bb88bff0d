import NetworkDescription

/// The matrix engine as the cross-check examines it: sound, or with a fault planted in it.
///
/// Faults of the backward pass are layers that stand in for sound ones (`FaultyLayer`). Faults of
/// the update are made here: the step is taken, and what it did to one layer is then falsified.
package final class SuspectNetwork {
  /// The network itself.
  package let network: MatrixNetwork<Double>
  private let fault: PlantedFault?
  private let weightName: String
  private let biasName: String

  /// Takes a network into examination.
  ///
  /// - Parameters:
  ///   - rows: The most samples it will be shown at once.
  ///   - position: The layer of the blueprint that the fault is planted in.
  package init(
    _ network: MatrixNetwork<Double>, rows: Int, fault: PlantedFault? = nil, position: Int = 0
  ) {
    self.network = network
    self.fault = fault
    weightName = NetworkBlueprint.tensorName(layer: position, .weight)
    biasName = NetworkBlueprint.tensorName(layer: position, .bias)
    if fault == nil { network.reserve(rows: rows) } else { network.takeApart(rows: rows) }
    guard let fault, let index = network.plan.positions.firstIndex(of: position) else { return }
    let layer = network.plan.layers[index]
    network.plan.layers[index] = FaultyLayer(
      layer, fault, rows: network.plan.rows,
      inputs: network.blueprint.inputShape(ofLayer: position).count)
    if fault == .swappedWeights, let weights = layer.learned.first?.value.values {
      // The first that differs: a layer may begin with equal weights.
      let other = weights.firstIndex { $0 != weights[0] } ?? 0
      weights.swapAt(0, other)
    }
  }

  /// One training step.
  ///
  /// - Throws: As ``MatrixNetwork/train(on:samples:)``.
  package func train(on source: some SampleSource, samples: ArraySlice<Int>) throws {
    switch fault {
    case .biasNotUpdated?:
      let before = network.parameters[biasName]
      _ = try network.train(on: source, samples: samples)
      try falsify { $0.parameters[biasName] = before }
    case .adamMultiplies?:
      let before = network.trainingState
      _ = try network.train(on: source, samples: samples)
      try falsify { state in
        for name in [weightName, biasName] { multiply(name, before, &state) }
      }
    default: _ = try network.train(on: source, samples: samples)
    }
  }

  private func falsify(_ change: (inout TrainingState) -> Void) throws {
    var state = network.trainingState
    change(&state)
    try network.restore(state)
  }

  /// weight ← weight − rate · mean · (√(mean square) + ε): Adam, but for a × where a ÷ should be.
  private func multiply(_ name: String, _ before: TrainingState, _ state: inout TrainingState) {
    guard case .adam(let adam) = network.blueprint.optimizer,
      let mean = state.optimizerMemory["mean"]?[name]?.values,
      let meanSquare = state.optimizerMemory["meanSquare"]?[name]?.values,
      var tensor = before.parameters[name]
    else { return }
    let rate =
      network.blueprint.optimizer.learningRate(at: before.step)
      * adam.correction(step: before.step)
    for index in tensor.values.indices {
      tensor.values[index] -= rate * mean[index] * (meanSquare[index].squareRoot() + adam.epsilon)
    }
    state.parameters[name] = tensor
  }
}
