import NetworkDescription
import TextFormats
import TrainingLoop

/// How strongly each filter of a layer responds to a picture.
struct Responses {
  /// For each filter, how far from 0 its outputs are, on average.
  let means: [Double]
  /// For each filter the position, among all outputs, of the one that is farthest from 0.
  let peaks: [Int]
  let least: Double
  let most: Double

  /// - Parameter outputs: Row by row, filters innermost.
  init(_ outputs: [Double], filters: Int) {
    var sums = [Double](repeating: 0, count: filters)
    var peaks = Array(0..<filters)
    let pixels = Double(max(outputs.count / max(filters, 1), 1))
    for (index, output) in outputs.enumerated() {
      let filter = index % filters
      sums[filter] += abs(output) / pixels
      if abs(output) > abs(outputs[peaks[filter]]) { peaks[filter] = index }
    }
    means = sums
    self.peaks = peaks
    least = outputs.min() ?? 0
    most = outputs.max() ?? 0
  }

  /// The filter that responds most on average, the first of several; nil if none does.
  var strongest: Int? {
    let best = means.indices.max { (means[$0], $1) < (means[$1], $0) }
    return best.flatMap { means[$0] > 0 ? $0 : nil }
  }

  /// How many filters put out nothing but zeros.
  var silentCount: Int { means.count { $0 == 0 } }

  /// The scale of all its maps.
  var scale: ColourScale { ColourScale(covering: least, most) }
}

/// A number in a few digits, as short as labels have to be.
func shortNumber(_ number: Double) -> String {
  let size = abs(number)
  guard size > 0, size < 1e6, size >= 1e-6 else {
    return number.isFinite && number != 0 ? JSONValue.number(number).description : "0"
  }
  var digits = 2
  var least = 0.1
  while size < least {
    digits += 1
    least /= 10
  }
  return decimal(number, digits: size >= 100 ? 0 : size >= 10 ? 1 : digits)
}
