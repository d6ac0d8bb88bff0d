/// Means and deviations of the inputs of a training set, which a normalization takes off them.
///
/// One pass over the samples in their order, in double precision, whatever the engine:
/// each value moves the mean by its distance / count, so that nothing is lost by taking large sums
/// from each other (Welford, "Note on a method for calculating corrected sums of squares and
/// products", 1962). The deviation is √(mean square distance), that of all values and not of a
/// sample of them, as in Keras; an input that never changes gets a deviation of 1.
public struct InputStatistics: Hashable, Sendable {
  /// The mean of each feature.
  public private(set) var means: [Double]
  private var squares: [Double]
  private var count = 0.0

  /// The deviation of each feature, never 0.
  public var deviations: [Double] {
    squares.map { $0 > 0 ? ($0 / count).squareRoot() : 1 }
  }

  /// Goes through all samples.
  ///
  /// - Parameter featureCount: How many features there are; the inputs of a sample are so many, or
  ///   several times as many, features innermost, as the channels of pixels are.
  /// - Complexity: O(samples × inputs) time; memory for 256 samples.
  public init(of source: some SampleSource, featureCount: Int) {
    means = [Double](repeating: 0, count: featureCount)
    squares = means
    let inputCount = source.inputCount
    let samples = Array(0..<source.count)
    var inputs = [Double](repeating: 0, count: inputCount * min(samples.count, Self.chunk))
    for start in stride(from: 0, to: samples.count, by: Self.chunk) {
      let chunk = samples[start..<min(start + Self.chunk, samples.count)]
      let found = chunk.count * inputCount
      inputs.withUnsafeMutableBufferPointer { inputs in
        source.copy(
          .inputs, of: chunk, to: UnsafeMutableBufferPointer(rebasing: inputs[..<found]))
      }
      for row in stride(from: 0, to: found, by: max(1, featureCount)) {
        add(inputs[row..<min(row + featureCount, found)])
      }
    }
  }

  /// Takes in one value of each feature.
  private mutating func add(_ values: ArraySlice<Double>) {
    count += 1
    for (feature, value) in values.enumerated() {
      let distance = value - means[feature]
      means[feature] += distance / count
      squares[feature] += distance * (value - means[feature])
    }
  }

  private static let chunk = 256
}

extension NetworkBlueprint {
  /// The parameters that training starts from, with what a normalization has to know of the
  /// training data.
  ///
  /// Without a normalization these are ``initialParameters()``, and the data is not looked at. The
  /// inputs are taken as they are, without augmentation.
  ///
  /// - Parameter source: The samples to learn from; as many inputs each as the network has.
  public func initialParameters(fitting source: some SampleSource) -> Parameters {
    var parameters = initialParameters()
    guard let layer = layers.firstIndex(of: .normalization) else { return parameters }
    let features = inputShape(ofLayer: layer).extents.suffix(1)
    let statistics = InputStatistics(of: source, featureCount: features.reduce(1, *))
    for (role, values) in [
      (ParameterSpecification.Role.mean, statistics.means), (.deviation, statistics.deviations),
    ] {
      parameters[Self.tensorName(layer: layer, role)] =
        Tensor(shape: Array(features), values: values)
    }
    return parameters
  }
}
