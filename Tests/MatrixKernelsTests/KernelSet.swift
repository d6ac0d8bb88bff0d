import MatrixKernels
import NetworkDescription
import Testing

/// The kernels for one instruction set that this processor can run; what the tests run through.
struct KernelSet: Sendable, CustomTestStringConvertible {
  let name: String
  let float: KernelFunctions<Float>
  let double: KernelFunctions<Double>

  var testDescription: String { name }

  /// All that this processor can run, fastest first.
  static let all: [KernelSet] = (0...).lazy.map { glassbox_kernels_at($0) }
    .prefix { $0 != nil }.compactMap { $0.map { KernelSet($0.pointee) } }

  private init(_ kernels: GlassboxKernels) {
    name = String(cString: kernels.name)
    float = KernelFunctions(kernels.single_precision.pointee)
    double = KernelFunctions(kernels.double_precision.pointee)
  }
}

/// A precision the kernels come in.
protocol TestedPrecision: BinaryFloatingPoint, Sendable {
  /// The kernels in this precision.
  static func functions(of set: KernelSet) -> KernelFunctions<Self>
}

extension Float: TestedPrecision {
  static func functions(of set: KernelSet) -> KernelFunctions<Float> { set.float }
}

extension Double: TestedPrecision {
  static func functions(of set: KernelSet) -> KernelFunctions<Double> { set.double }
}

/// Made-up numbers, the same in every run.
struct MadeUpNumbers {
  private var sequence: SeededRandom.Sequence

  init(seed: UInt64 = 1) { sequence = SeededRandom(seed: seed).sequence(.check) }

  /// So many numbers, uniform in a range.
  mutating func array<Real: TestedPrecision>(
    _ count: Int, in range: ClosedRange<Double> = -1...1, as type: Real.Type = Real.self
  ) -> [Real] {
    (0..<count).map { _ in Real(sequence.nextUniform(range)) }
  }

  /// A whole number below a bound.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &sequence) }
}

/// Lengths around the ends of vectors of every width.
let oddLengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 67, 130]
