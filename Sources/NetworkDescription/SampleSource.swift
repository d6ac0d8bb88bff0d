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

  /// Copies the inputs of the chosen samples, one sample after the other.
  ///
  /// - Parameters:
  ///   - samples: Which samples, each in 0 ..< `count`.
  ///   - destination: Room for `samples.count` × `inputCount` numbers.
  func copyInputs(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Double>)
  /// Copies the inputs of the chosen samples in single precision.
  func copyInputs(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Float>)
  /// Copies the targets of the chosen samples: `samples.count` × `targetCount` numbers.
  func copyTargets(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Double>)
  /// Copies the targets of the chosen samples in single precision.
  func copyTargets(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Float>)
}
