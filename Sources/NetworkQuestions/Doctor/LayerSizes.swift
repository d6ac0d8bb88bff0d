import NetworkDescription
import NeuronGraph

/// How large the numbers of a layer's weights are: their root mean square.
struct LayerSize {
  /// The layer's number, as its neurons have it: the inputs are layer 0.
  let layer: Int
  let size: Double
}

extension NetworkBlueprint {
  /// The root mean square of each layer's weights, or of what is handed over in their place.
  func weightSizes(of parameters: Parameters) -> [LayerSize] {
    layers.indices.compactMap { index in
      let tensor = parameters[NetworkBlueprint.tensorName(layer: index, .weight)]
      return tensor.map { LayerSize(layer: index + 1, size: $0.values.rootMeanSquare) }
    }
  }

  /// The root mean square of the gradients that the loss alone gives each layer's weights.
  func gradientSizes(
    at parameters: Parameters, on source: AnySamples, _ indices: [Int]
  ) -> [LayerSize] {
    guard let plain = withLayers({ $0.with(penalty: .none) }),
      let network = try? NeuronNetwork(plain, parameters: parameters),
      let gradients = try? network.gradients(on: source, samples: indices[...])
    else { return [] }
    return weightSizes(of: gradients.0)
  }
}

extension [Double] {
  var rootMeanSquare: Double {
    isEmpty ? 0 : (reduce(0) { $0 + $1 * $1 } / Double(count)).squareRoot()
  }
}
