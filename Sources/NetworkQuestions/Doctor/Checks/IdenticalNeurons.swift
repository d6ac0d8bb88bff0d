import Explanation
import NetworkDescription

extension CaseHistory {
  /// Neurons of a layer that start with the same weights and never part: together they are one.
  ///
  /// They see the same, answer the same, and get the same gradients, as long as the links that lead
  /// on have equal weights, too.
  var identicalNeurons: Suspicion? {
    let groups = blueprint.layers.indices.dropLast().flatMap { twins(inLayer: $0) }
    guard !groups.isEmpty else { return nil }
    var mended: NetworkBlueprint? {
      let layers = Set(groups.map { $0.layer })
      return blueprint.with(
        layers: blueprint.layers.enumerated().map { index, layer in
          // A layer of equal weights behind them would keep them equal.
          layer.hasConstantWeights || layers.contains(index)
            ? layer.with(initializer: .glorotUniform) : layer
        })
    }
    return Suspicion(
      cause: .identicalNeurons,
      evidence: groups.map { group in
        let names =
          group.names.prefix(6).joined(separator: ", ")
          + (group.names.count > 6 ? ", …" : "")
        return "\(names) are twins: before the first step and after the last they have equal "
          + "weights, so that the \(group.names.count) of them do no more than one"
      } + gradientEvidence, places: groups.flatMap { $0.names }, isCertain: true,
      remedies: [
        Remedy("random first weights, by glorotUniform", mended),
        Remedy(
          "random first weights, by glorotUniform, and \(NetworkBlueprint.adamWords)",
          mended?.withAdam),
      ], advice: "random first weights, by glorotUniform or heUniform; equal ones stay equal")
  }

  private struct Twins {
    let layer: Int
    let names: [String]
  }

  /// The groups of neurons, or of filters, with equal weights before and after.
  private func twins(inLayer index: Int) -> [Twins] {
    let isFilter = blueprint.outputShapes[index].isPicture
    let (before, after) = (columns(of: start, index), columns(of: end, index))
    var groups: [[Int]] = []
    for unit in before.indices {
      let group = groups.firstIndex { group in
        Self.areEqual(before[unit], before[group[0]]) && Self.areEqual(after[unit], after[group[0]])
      }
      if let group { groups[group].append(unit) } else { groups.append([unit]) }
    }
    return groups.filter { $0.count > 1 }.map { group in
      Twins(
        layer: index,
        names: group.map { unit in
          isFilter ? "filter \(unit) of layer \(index + 1)" : "\(index + 1).\(unit)"
        })
    }
  }

  /// The weights and the bias of each neuron of a layer, or of each filter.
  private func columns(of parameters: Parameters, _ index: Int) -> [[Double]] {
    guard blueprint.layers[index].hasWeights,
      let weight = parameters[NetworkBlueprint.tensorName(layer: index, .weight)],
      let units = weight.shape.last
    else { return [] }
    let bias = parameters[NetworkBlueprint.tensorName(layer: index, .bias)]
    return (0..<units).map { unit in
      stride(from: unit, to: weight.values.count, by: units).map { weight.values[$0] }
        + (bias.map { [$0.values[unit]] } ?? [])
    }
  }

  private static func areEqual(_ one: [Double], _ other: [Double]) -> Bool {
    zip(one, other).allSatisfy { abs($0 - $1) <= 1e-9 * max(abs($0), abs($1)) }
  }
}

extension Layer {
  /// Whether all its weights start equal.
  fileprivate var hasConstantWeights: Bool {
    switch self {
    case .dense(let dense): dense.weightInitializer.isConstant
    case .conv2D(let convolution): convolution.weightInitializer.isConstant
    default: false
    }
  }
}

extension Initializer {
  fileprivate var isConstant: Bool {
    switch self {
    case .zeros, .ones: true
    case .uniform(let limit): limit == 0
    case .uniformBetween(let low, let high): low == high
    case .normal(_, let deviation): deviation == 0
    case .given(let tensor): tensor.values.allSatisfy { $0 == tensor.values.first }
    case .glorotUniform, .glorotNormal, .heUniform, .heNormal: false
    }
  }
}
