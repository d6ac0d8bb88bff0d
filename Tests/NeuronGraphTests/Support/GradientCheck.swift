import NetworkBlueprint

@testable import NeuronGraph

/// Compares every gradient of a network with a difference quotient of its loss.
///
/// The quotient is the five-point stencil
///
///     (−L(w + 2h) + 8·L(w + h) − 8·L(w − h) + L(w − 2h)) / 12h,   h = 10⁻³ · max(1, |w|)
///
/// whose own error is about h⁴/30 of the fifth derivative, 10⁻¹³ here. Rounding adds about
/// 2⁻⁵² / h ≈ 10⁻¹² to a loss around 1, whatever the size of the gradient. So a gradient below
/// `floor` = 10⁻⁵ cannot be told to a relative 10⁻⁷ by any quotient, and is compared with that
/// floor instead. (The plain central difference would be off by 10⁻⁷ or worse at every h.)
struct GradientCheck {
  static let floor = 1e-5
  /// No relu may have a sum that close to its corner: the stencil must not reach across.
  static let cornerMargin = 0.02

  /// The worst relative error, |a − n| / max(|a|, |n|, floor), and whose it is.
  var worstError = 0.0
  var worstName = "none"
  /// How many weights and biases were compared.
  var count = 0

  init(_ network: NeuronNetwork, inputs: [Double], targets: [Double]) throws {
    let gradients = try network.gradients(inputs: inputs, targets: targets).0
    for tensor in network.tensors {
      let analytic = gradients[tensor.name]?.values ?? []
      for (index, weight) in tensor.weights.enumerated() {
        let numeric = try Self.quotient(network, weight, inputs, targets)
        let size = max(abs(analytic[index]), abs(numeric), Self.floor)
        let error = abs(analytic[index] - numeric) / size
        count += 1
        if !(error <= worstError) {
          worstError = error
          worstName = "\(tensor.name)[\(index)]: \(analytic[index]), by differences \(numeric)"
        }
      }
    }
  }

  /// Whether every relu of the network is well away from its corner for these inputs.
  static func isAwayFromCorners(_ network: NeuronNetwork, inputs: [Double]) throws -> Bool {
    _ = try network.predict(inputs)
    return network.layers.dropFirst().flatMap(\.neurons).allSatisfy { neuron in
      switch neuron.activation {
      case .relu, .leakyRelu: abs(neuron.sum) > cornerMargin
      default: true
      }
    }
  }

  private static func quotient(
    _ network: NeuronNetwork, _ weight: Weight, _ inputs: [Double], _ targets: [Double]
  ) throws -> Double {
    let start = weight.value
    defer { weight.value = start }
    let step = 1e-3 * max(1, abs(start))
    func loss(_ steps: Double) throws -> Double {
      weight.value = start + steps * step
      return plainLoss(network.loss, try network.predict(inputs), targets)
    }
    let near = try loss(1) - loss(-1)
    let far = try loss(2) - loss(-2)
    return (8 * near - far) / (12 * step)
  }
}
