/// Changing the size of a picture without losing ink between the pixels.
///
/// Smaller: each new pixel is the mean of the area it covers, which is what anti-aliasing means.
/// Larger: linear interpolation between pixel centres. Same size: nothing changes. Columns and rows
/// are done one after the other, so a picture of n pixels takes about 2n steps.
enum Resampling {
  /// Which source pixels make up one target pixel, and how much each counts; the sum is 1.
  private struct Mix {
    var first: Int
    var weights: [Float]
  }

  /// Reduces a picture so that its longer side has at most the given length.
  static func reduced(_ picture: InkPicture, toSide side: Int) -> InkPicture {
    let reduction = Double(max(picture.width, picture.height)) / Double(side)
    guard reduction > 1 else { return picture }
    return resized(
      picture, width: max(Int(Double(picture.width) / reduction), 1),
      height: max(Int(Double(picture.height) / reduction), 1))
  }

  static func resized(_ picture: InkPicture, width: Int, height: Int) -> InkPicture {
    let columns = mixes(from: picture.width, to: width)
    let rows = mixes(from: picture.height, to: height)
    var narrow = InkPicture(width: width, height: picture.height)
    for y in 0..<picture.height {
      for x in 0..<width {
        let mix = columns[x]
        let start = y * picture.width + mix.first
        var sum: Float = 0
        for offset in mix.weights.indices {
          sum += mix.weights[offset] * picture.amounts[start + offset]
        }
        narrow[x, y] = sum
      }
    }
    var result = InkPicture(width: width, height: height)
    for y in 0..<height {
      let mix = rows[y]
      for offset in mix.weights.indices {
        let weight = mix.weights[offset]
        let start = (mix.first + offset) * width
        for x in 0..<width { result[x, y] += weight * narrow.amounts[start + x] }
      }
    }
    return result
  }

  private static func mixes(from source: Int, to target: Int) -> [Mix] {
    let ratio = Double(source) / Double(target)
    return (0..<target).map { index in
      ratio >= 1
        ? areaMix(Double(index) * ratio, Double(index + 1) * ratio, source)
        : linearMix((Double(index) + 0.5) * ratio - 0.5, source)
    }
  }

  private static func areaMix(_ start: Double, _ end: Double, _ source: Int) -> Mix {
    let first = min(Int(start), source - 1)
    // A hair less than the end, so that rounding does not open a pixel that is hardly touched.
    let last = max(min(Int(end - 1e-9), source - 1), first)
    let covered = (first...last).map { pixel in
      Float(min(end, Double(pixel + 1)) - max(start, Double(pixel)))
    }
    let sum = covered.reduce(0, +)
    return Mix(first: first, weights: covered.map { $0 / sum })
  }

  private static func linearMix(_ position: Double, _ source: Int) -> Mix {
    let inside = min(max(position, 0), Double(source - 1))
    let first = min(Int(inside), max(source - 2, 0))
    guard source > 1 else { return Mix(first: 0, weights: [1]) }
    let share = Float(inside - Double(first))
    return Mix(first: first, weights: [1 - share, share])
  }
}
