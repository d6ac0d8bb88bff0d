import NetworkDescription

/// Some samples, spread over all of a source, with their numbers at hand.
struct ChosenSamples {
  let indices: [Int]
  let inputs: [[Double]]
  let targets: [[Double]]

  init(of source: some SampleSource, atMost most: Int) {
    indices = Self.spread(over: source.count, atMost: most)
    inputs = indices.map { source.input(of: $0) }
    targets = indices.map { source.target(of: $0) }
  }

  /// The positions of so many samples at most, evenly spread.
  static func spread(over count: Int, atMost most: Int) -> [Int] {
    let stride = max(1, (count + most - 1) / most)
    return Array(Swift.stride(from: 0, to: count, by: stride))
  }

  /// The class of each sample; a single target is that of two classes, told apart at ½.
  var classes: [Int] { targets.map { Self.classIndex($0) } }

  static func classIndex(_ values: [Double]) -> Int {
    values.count == 1 ? (values[0] > 0.5 ? 1 : 0) : Answer.indexOfLargest(values)
  }

  /// The smallest and largest of all targets.
  var targetRange: (low: Double, high: Double) {
    targets.joined().reduce((.infinity, -.infinity)) { (min($0.0, $1), max($0.1, $1)) }
  }
}
