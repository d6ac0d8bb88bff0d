import CMath
import NetworkDescription

/// The activations as the objects compute them, one number at a time.
extension Activation {
  /// The output for a sum.
  ///
  /// Softmax is not here: its outputs depend on the sums of the whole group (`Softmax.swift`).
  func output(_ sum: Double) -> Double {
    switch self {
    case .identity, .softmax: sum
    case .sigmoid: 1 / (1 + glassbox_exp(-sum))
    case .tanh: glassbox_tanh(sum)
    case .relu: sum > 0 ? sum : (sum.isNaN ? sum : 0)
    case .leakyRelu(let slope): sum > 0 ? sum : slope * sum
    case .elu(let alpha): sum > 0 ? sum : alpha * glassbox_expm1(sum)
    case .gelu: sum * Self.normalShare(sum)
    case .silu: sum / (1 + glassbox_exp(-sum))
    case .softplus: max(sum, 0) + glassbox_log1p(glassbox_exp(-abs(sum)))
    }
  }

  /// How steeply the output follows the sum.
  ///
  /// Sigmoid and tanh say it by their own output; relu's corner at 0 counts as flat, as everywhere.
  func slope(sum: Double, output: Double) -> Double {
    switch self {
    case .identity, .softmax: 1
    case .sigmoid: output * (1 - output)
    case .tanh: 1 - output * output
    case .relu: sum > 0 ? 1 : 0
    case .leakyRelu(let slope): sum > 0 ? 1 : slope
    case .elu(let alpha): sum > 0 ? 1 : output + alpha
    case .gelu: Self.normalShare(sum) + sum * Self.normalDensity(sum)
    case .silu: Self.siluSlope(sum)
    case .softplus: 1 / (1 + glassbox_exp(-sum))
    }
  }

  /// Φ: the share of a normal distribution (mean 0, deviation 1) that lies below a number.
  private static func normalShare(_ number: Double) -> Double {
    0.5 * glassbox_erfc(-number * 0.5.squareRoot())
  }

  /// φ: the density of that distribution.
  private static func normalDensity(_ number: Double) -> Double {
    glassbox_exp(-0.5 * number * number) / (2 * Double.pi).squareRoot()
  }

  /// σ·(1 + sum·(1 − σ)) with σ = sigmoid(sum).
  private static func siluSlope(_ sum: Double) -> Double {
    let share = 1 / (1 + glassbox_exp(-sum))
    return share * (1 + sum * (1 - share))
  }
}
