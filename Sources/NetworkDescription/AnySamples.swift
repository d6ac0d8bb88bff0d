/// Samples whose source is no longer told by its type, for those who keep them for long.
///
/// All numbers pass through `Double`, whatever precision they are asked for in.
public struct AnySamples: SampleSource {
  /// How many samples there are.
  public let count: Int
  /// How many numbers go into the network for one sample.
  public let inputCount: Int
  /// How many numbers should come out of it for one sample.
  public let targetCount: Int
  /// Whether the targets are classes or numbers.
  public let targetKind: TargetKind
  /// What a single output is above when it means the second of two classes.
  public let classBoundary: Double
  private let copyDoubles:
    @Sendable (SamplePart, ArraySlice<Int>, UnsafeMutableBufferPointer<Double>) -> Void

  /// Keeps the samples of a source.
  public init(_ source: some SampleSource) {
    count = source.count
    inputCount = source.inputCount
    targetCount = source.targetCount
    targetKind = source.targetKind
    classBoundary = source.classBoundary
    copyDoubles = { source.copy($0, of: $1, to: $2) }
  }

  /// Copies one part of the chosen samples, one sample after the other.
  @_specialize(where Number == Double)
  public func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    let width = part == .inputs ? inputCount : targetCount
    var numbers = [Double](repeating: 0, count: samples.count * width)
    numbers.withUnsafeMutableBufferPointer { copyDoubles(part, samples, $0) }
    for (index, number) in numbers.enumerated() { destination[index] = Number(number) }
  }
}
