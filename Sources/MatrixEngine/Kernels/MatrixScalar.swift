import MatrixKernels
import NetworkDescription

/// A number the matrix engine computes with: `Float` to train, `Double` to be checked tightly.
public protocol MatrixScalar: BinaryFloatingPoint & Sendable {
  /// The functions of a set of kernels for this precision.
  static func functions(of kernels: GlassboxKernels) -> KernelFunctions<Self>

  /// The numbers in double precision; a generic conversion would ask of each what it is.
  static func doubles(of numbers: UnsafeMutableBufferPointer<Self>) -> [Double]

  /// Rounds numbers to this precision.
  static func round(
    _ numbers: UnsafeBufferPointer<Double>, to rounded: UnsafeMutablePointer<Self>)
}
