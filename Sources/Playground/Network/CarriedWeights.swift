import NetworkDescription

/// Where the neurons of a changed network come from, so that it keeps what it has learned.
///
/// A weight is kept where both of its neurons are kept and still follow each other; everything else
/// starts as the new network would.
struct CarriedWeights {
  /// For each layer of the new network, the layer it was; nil for a new one.
  var layers: [Int?]
  /// For each of its layers, which unit each unit was; nil for a new one.
  var units: [[Int?]]
  /// Which input each input was.
  var inputs: [Int?]

  /// The state of the new network, with what can be kept of the old.
  func state(
    from old: (blueprint: NetworkBlueprint, state: TrainingState),
    to new: (blueprint: NetworkBlueprint, state: TrainingState)
  ) -> TrainingState {
    var state = new.state
    state.step = old.state.step
    state.parameters = carried(
      old.state.parameters, into: state.parameters, old.blueprint, new.blueprint)
    for (name, memory) in state.optimizerMemory {
      guard let remembered = old.state.optimizerMemory[name] else { continue }
      state.optimizerMemory[name] = carried(remembered, into: memory, old.blueprint, new.blueprint)
    }
    return state
  }

  private func carried(
    _ old: Parameters, into fresh: Parameters, _ oldBlueprint: NetworkBlueprint,
    _ newBlueprint: NetworkBlueprint
  ) -> Parameters {
    var result = fresh
    for (index, origin) in layers.enumerated() {
      guard let origin else { continue }
      for specification in newBlueprint.parameters(ofLayer: index) {
        let name = NetworkBlueprint.tensorName(layer: index, specification.role)
        let oldName = NetworkBlueprint.tensorName(layer: origin, specification.role)
        guard var tensor = result[name], let source = old[oldName] else { continue }
        guard case .dense = newBlueprint.layers[index] else {
          if source.shape == tensor.shape { result[name] = source }
          continue
        }
        if specification.role == .bias {
          for (unit, oldUnit) in units[index].enumerated() {
            if let oldUnit { tensor.values[unit] = source.values[oldUnit] }
          }
        } else if follows(index, origin, oldBlueprint, newBlueprint) {
          carryWeights(&tensor, from: source, rows: sources(of: index, newBlueprint), units[index])
        }
        result[name] = tensor
      }
    }
    return result
  }

  /// Row by row, as a tensor of dense weights lies: [inputs, units].
  private func carryWeights(
    _ tensor: inout Tensor, from source: Tensor, rows: [Int?], _ units: [Int?]
  ) {
    let (width, oldWidth) = (tensor.shape[1], source.shape[1])
    for (row, oldRow) in rows.enumerated() {
      guard let oldRow else { continue }
      for (unit, oldUnit) in units.enumerated() {
        guard let oldUnit else { continue }
        tensor.values[row * width + unit] = source.values[oldRow * oldWidth + oldUnit]
      }
    }
  }

  /// Whether a layer is fed by what the layer that it was had been fed by.
  private func follows(
    _ index: Int, _ origin: Int, _ old: NetworkBlueprint, _ new: NetworkBlueprint
  ) -> Bool {
    let before = Self.feeding(index, new)
    let beforeOrigin = Self.feeding(origin, old)
    guard let before else { return beforeOrigin == nil }
    return layers[before] == beforeOrigin && beforeOrigin != nil
  }

  private func sources(of index: Int, _ blueprint: NetworkBlueprint) -> [Int?] {
    Self.feeding(index, blueprint).map { units[$0] } ?? inputs
  }

  /// The dense layer whose neurons a layer's links come from, seeing through those that only pass
  /// values on; nil for the inputs.
  private static func feeding(_ index: Int, _ blueprint: NetworkBlueprint) -> Int? {
    blueprint.layers[..<index].lastIndex { if case .dense = $0 { true } else { false } }
  }
}
