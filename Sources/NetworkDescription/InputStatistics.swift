/// Means and deviations of the inputs of a training set, which a normalization takes off them.
///
/// Two passes over the samples in their order, in double precision, whatever the engine. In the first
/// each value moves the mean by its distance / count, so that nothing is lost by large sums. The second
/// adds up the squares of distances from it, each divided by the largest, so that numbers of any
/// size have a deviation; what the mean has lost to rounding is taken off their mean (Chan, Golub and
/// LeVeque, "Algorithms for computing the sample variance", 1983). The deviation is √(mean square
/// distance), that of all values and not of a sample of them, as in Keras; an input that never changes
/// gets a deviation of 1.
public struct InputStatistics: Hashable, Sendable {
  /// The mean of each feature.
  public private(set) var means: [Double]
  /// The deviation of each feature, never 0.
  public private(set) var deviations: [Double]
  /// Whether each feature is the same in all samples.
  public private(set) var areConstant: [Bool]

  /// Goes through all samples.
  ///
  /// - Parameter featureCount: How many features there are; the inputs of a sample are so many, or
  ///   several times as many, features innermost, as the channels of pixels are.
  /// - Complexity: O(samples × inputs) time; memory for 256 samples.
  public init(of source: some SampleSource, featureCount: Int) {
    self.init(featureCount: featureCount) { take in
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
        take(inputs[..<found])
      }
    }
  }

  /// Goes through numbers, features innermost.
  package init(of numbers: [Double], featureCount: Int) {
    self.init(featureCount: featureCount) { $0(numbers[...]) }
  }

  /// - Parameter pass: Hands over all values, as often as it is called.
  private init(featureCount: Int, pass: ((ArraySlice<Double>) -> Void) -> Void) {
    var spreads = [Spread](repeating: Spread(), count: featureCount)
    pass { Spread.each($0, of: &spreads) { $0.addToMean($1) } }
    pass { Spread.each($0, of: &spreads) { $0.addToSquares($1) } }
    means = spreads.map { $0.mean }
    areConstant = spreads.map { $0.largest == 0 }
    deviations = spreads.map { $0.largest > 0 ? $0.deviation : 1 }
  }

  private static let chunk = 256
}

/// Mean and deviation of one feature, as they are found.
///
/// Distances are halved: the whole one between
/// two numbers may be larger than any number.
private struct Spread {
  var mean = 0.0
  private var count = 0.0
  private var low = Double.infinity
  private var high = -Double.infinity
  private var sum = 0.0
  private var squares = 0.0

  /// Hands each of several rows' values to its feature.
  static func each(
    _ values: ArraySlice<Double>, of spreads: inout [Spread], _ add: (inout Spread, Double) -> Void
  ) {
    guard !spreads.isEmpty else { return }
    var feature = 0
    for value in values {
      add(&spreads[feature], value)
      feature = feature + 1 == spreads.count ? 0 : feature + 1
    }
  }

  /// Half of the largest distance from the mean.
  var largest: Double { count > 0 ? max(high / 2 - mean / 2, mean / 2 - low / 2) : 0 }

  mutating func addToMean(_ value: Double) {
    count += 1
    mean += (value / 2 - mean / 2) / count * 2
    low = min(low, value)
    high = max(high, value)
  }

  mutating func addToSquares(_ value: Double) {
    guard largest > 0 else { return }
    let distance = (value / 2 - mean / 2) / largest
    sum += distance
    squares += distance * distance
  }

  var deviation: Double {
    let offset = sum / count
    let variance = max(0, squares / count - offset * offset)
    return max(largest * (2 * variance.squareRoot()), .leastNormalMagnitude)
  }
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
