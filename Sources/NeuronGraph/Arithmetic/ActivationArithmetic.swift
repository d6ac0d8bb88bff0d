import NetworkDescription

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The activations as the objects compute them, one number at a time.
extension Activation {
  /// The output for a sum.
  ///
  /// Softmax is not here: its outputs depend on the sums of the whole group (`Softmax.swift`).
  func output(_ sum: Double) -> Double {
    switch self {
    case .identity, .softmax: sum
    case .sigmoid: 1 / (1 + exp(-sum))
    case .tanh: Self.hyperbolicTangent(sum)
    case .relu: sum > 0 ? sum : (sum.isNaN ? sum : 0)
    case .leakyRelu(let slope): sum > 0 ? sum : slope * sum
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
    }
  }

  /// The C library's tanh, under a name that does not clash with the case.
  private static func hyperbolicTangent(_ value: Double) -> Double {
    #if canImport(Glibc)
      Glibc.tanh(value)
    #elseif canImport(Musl)
      Musl.tanh(value)
    #else
      Darwin.tanh(value)
    #endif
  }
}
