import MatrixKernels
import NetworkDescription

/// A number the matrix engine computes with: `Float` to train, `Double` to be checked tightly.
public protocol MatrixScalar: BinaryFloatingPoint & Sendable {
  /// The functions of a set of kernels for this precision.
  static func functions(of kernels: GlassboxKernels) -> KernelFunctions<Self>

  /// Rounds numbers to this precision.
  static func round(
    _ numbers: UnsafeBufferPointer<Double>, to rounded: UnsafeMutablePointer<Self>)

  /// The same numbers in double precision.
  static func doubles(_ numbers: UnsafeBufferPointer<Self>) -> [Double]
}

// Written for each precision: a network is made of such loops, and there is no optimizer in a debug
// build that would make them of a generic one, nor always in another.
extension Float {
  public static func round(
    _ numbers: UnsafeBufferPointer<Double>, to rounded: UnsafeMutablePointer<Float>
  ) {
    var index = 0
    while index < numbers.count {
      rounded[index] = Float(numbers[index])
      index += 1
    }
  }

  public static func doubles(_ numbers: UnsafeBufferPointer<Float>) -> [Double] {
    numbers.map { Double($0) }
  }
}

extension Double {
  public static func round(
    _ numbers: UnsafeBufferPointer<Double>, to rounded: UnsafeMutablePointer<Double>
  ) {
    guard let start = numbers.baseAddress else { return }
    rounded.update(from: start, count: numbers.count)
  }

  public static func doubles(_ numbers: UnsafeBufferPointer<Double>) -> [Double] { Array(numbers) }
}
