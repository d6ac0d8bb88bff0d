import NetworkBlueprint

/// How far the engines are apart, at the worst place.
struct Disagreement: CustomStringConvertible {
  /// The tensor and the position in it.
  var place = "nowhere"
  var first = 0.0
  var second = 0.0
  /// |first − second|, in units of the largest number of the tensor.
  var error = 0.0

  var description: String { "\(place): \(first) and \(second), error \(error)" }

  /// Compares all tensors, each on its own scale.
  init(_ first: Parameters, _ second: Parameters) {
    for (name, tensor) in first.tensors {
      guard let other = second[name], other.shape == tensor.shape else {
        self.place = "\(name) has another shape"
        self.error = .infinity
        return
      }
      consider(name, tensor.values, other.values)
    }
  }

  /// Compares two lists of numbers.
  init(_ name: String, _ first: [Double], _ second: [Double]) {
    guard first.count == second.count else {
      self.place = "\(name) has another count"
      self.error = .infinity
      return
    }
    consider(name, first, second)
  }

  private mutating func consider(_ name: String, _ first: [Double], _ second: [Double]) {
    let scale = max(first.reduce(0) { max($0, abs($1)) }, 1e-3)
    for (index, pair) in zip(first, second).enumerated() {
      let error = abs(pair.0 - pair.1) / scale
      if error > self.error || error.isNaN {
        self.place = "\(name)[\(index)]"
        self.first = pair.0
        self.second = pair.1
        self.error = error.isNaN ? .infinity : error
      }
    }
  }
}
