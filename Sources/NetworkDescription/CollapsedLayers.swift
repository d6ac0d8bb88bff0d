/// One matrix and one bias that do what a whole stack of linear layers does.
///
/// Without an activation between them, layers are matrices, and a product of matrices is a matrix:
/// x·W₁ + b₁ put into x·W₂ + b₂ gives x·(W₁·W₂) + (b₁·W₂ + b₂). Depth adds nothing.
public struct CollapsedLayers: Hashable, Sendable {
  /// The matrix, shaped [inputs, outputs].
  public let weight: Tensor
  /// What is added, shaped [outputs].
  public let bias: Tensor

  /// Multiplies the layers of a network.
  ///
  /// Returns nil when a layer bends anything, so that there is no such matrix (one with an
  /// activation, or with dropout), when there is no dense layer at all, and for layers of pictures.
  ///
  /// - Parameter parameters: Those of the blueprint, as `validate` checks them.
  /// - Complexity: O(inputs × links).
  public init?(_ blueprint: NetworkBlueprint, _ parameters: Parameters) {
    var collapsed: CollapsedLayers?
    for (index, layer) in blueprint.layers.enumerated() {
      guard layer.activation == .identity else { return nil }
      switch layer.traits.links {
      case .inPlace(changes: true), .window: return nil
      case .inPlace(changes: false), .none: continue
      case .all:
        guard let weight = parameters[NetworkBlueprint.tensorName(layer: index, .weight)] else {
          return nil
        }
        let bias =
          parameters[NetworkBlueprint.tensorName(layer: index, .bias)]
          ?? Tensor(
            shape: [weight.shape[1]], values: [Double](repeating: 0, count: weight.shape[1]))
        let layer = CollapsedLayers(weight: weight, bias: bias)
        collapsed = collapsed?.followed(by: layer) ?? layer
      }
    }
    guard let collapsed else { return nil }
    self = collapsed
  }

  private init(weight: Tensor, bias: Tensor) {
    self.weight = weight
    self.bias = bias
  }

  /// The outputs for one sample's inputs.
  public func outputs(for inputs: [Double]) -> [Double] {
    let products = Self.product(inputs, weight)
    return zip(products, bias.values).map { $0 + $1 }
  }

  private func followed(by next: CollapsedLayers) -> CollapsedLayers {
    let width = weight.shape[1]
    let rows = stride(from: 0, to: weight.values.count, by: width).flatMap { start in
      Self.product(Array(weight.values[start..<start + width]), next.weight)
    }
    return CollapsedLayers(
      weight: Tensor(shape: [weight.shape[0], next.weight.shape[1]], values: rows),
      bias: Tensor(shape: next.bias.shape, values: next.outputs(for: bias.values)))
  }

  /// A row of numbers times a matrix.
  private static func product(_ row: [Double], _ matrix: Tensor) -> [Double] {
    let width = matrix.shape[1]
    return (0..<width).map { column in
      row.indices.reduce(0) { $0 + row[$1] * matrix.values[$1 * width + column] }
    }
  }
}
