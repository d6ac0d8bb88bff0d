import MatrixKernels
import NetworkDescription

/// A number the matrix engine computes with: `Float` to train, `Double` to be checked tightly.
public protocol MatrixScalar: BinaryFloatingPoint & Sendable {
  /// The functions of a set of kernels for this precision.
  static func functions(of kernels: GlassboxKernels) -> KernelFunctions<Self>

  /// Has a source copy inputs in this precision.
  static func copyInputs(
    of samples: ArraySlice<Int>, from source: any SampleSource,
    to destination: UnsafeMutableBufferPointer<Self>)

  /// Has a source copy targets in this precision.
  static func copyTargets(
    of samples: ArraySlice<Int>, from source: any SampleSource,
    to destination: UnsafeMutableBufferPointer<Self>)
}
