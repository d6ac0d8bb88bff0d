/// Mean, spread and lopsidedness of many values.
struct Moments: Sendable {
  /// The mean.
  var mean = 0.0
  /// The square root of the mean squared difference from the mean.
  var deviation = 0.0
  /// The mean cubed difference over the cubed deviation; positive when rare values are large.
  var skewness = 0.0

  init(_ values: [Float]) {
    guard !values.isEmpty else { return }
    let count = Double(values.count)
    mean = values.reduce(0) { $0 + Double($1) } / count
    var squares = 0.0
    var cubes = 0.0
    for value in values {
      let difference = Double(value) - mean
      squares += difference * difference
      cubes += difference * difference * difference
    }
    deviation = (squares / count).squareRoot()
    if deviation > 0 { skewness = cubes / count / (deviation * deviation * deviation) }
  }
}
