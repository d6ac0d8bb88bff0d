/// Samples that an engine can copy into its own buffers, a batch at a time.
///
/// The engines know data only by this protocol. A source keeps its values however it likes (the
/// bytes of pictures, say); each engine asks for them in the precision it computes in, and may ask
/// for several samples on several threads at once.
public protocol SampleSource: Sendable {
  /// How many samples there are.
  var count: Int { get }
  /// How many numbers go into the network for one sample.
  var inputCount: Int { get }
  /// How many numbers should come out of it for one sample.
  var targetCount: Int { get }
  /// Whether the targets are classes or numbers.
  var targetKind: TargetKind { get }
  /// What a single output is above when it means the second of two classes: ½, or 0 where the
  /// classes stand for −1 and 1.
  var classBoundary: Double { get }

  /// The inputs of all samples, one sample after the other, where they are kept as bytes of which
  /// each stands for itself divided by 255; nil where they are kept in another way.
  ///
  /// An engine may turn them into numbers itself, many at a time.
  var inputBytes: [UInt8]? { get }

  /// Copies one part of the chosen samples, one sample after the other.
  ///
  /// A source with much to copy does well to say `@_specialize(where Number == Float)` and the
  /// same for `Double`: engines in other modules call it without knowing its type.
  ///
  /// - Parameters:
  ///   - part: What of the samples.
  ///   - samples: Which samples, each in 0 ..< `count`.
  ///   - destination: Room for `samples.count` × `inputCount` (or `targetCount`) numbers.
  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>)
}

/// The two things that belong to a sample.
public enum SamplePart: Sendable {
  /// The numbers that go into a network.
  case inputs
  /// The numbers that should come out of it.
  case targets
}

extension SampleSource {
  /// Halfway between 0 and 1.
  public var classBoundary: Double { 0.5 }

  /// None.
  public var inputBytes: [UInt8]? { nil }

  /// The numbers of one part of the chosen samples, one sample after the other.
  public func numbers(_ part: SamplePart, of samples: ArraySlice<Int>) -> [Double] {
    let count = samples.count * (part == .inputs ? inputCount : targetCount)
    return [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: 0)
      copy(part, of: samples, to: buffer.extracting(0..<count))
      initialized = count
    }
  }

  /// The numbers that go into a network for one sample.
  public func input(of sample: Int) -> [Double] { numbers(.inputs, of: [sample]) }

  /// The numbers that should come out of a network for one sample.
  public func target(of sample: Int) -> [Double] { numbers(.targets, of: [sample]) }
}
