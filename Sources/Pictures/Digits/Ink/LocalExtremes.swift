/// The brightest or darkest value around every pixel, and what follows from it.
///
/// "Around" is a square of side 2 × radius + 1; what lies outside of the picture is left out. See
/// J. Serra, "Image Analysis and Mathematical Morphology", 1982.
enum LocalExtremes {
  /// Fills every dark spot that the square does not fit into; wider steps in brightness stay sharp.
  static func closed(_ picture: InkPicture, radius: Int) -> InkPicture {
    darkest(brightest(picture, radius: radius), radius: radius)
  }

  /// Takes away every light spot that the square does not fit into.
  static func opened(_ picture: InkPicture, radius: Int) -> InkPicture {
    brightest(darkest(picture, radius: radius), radius: radius)
  }

  private static func brightest(_ picture: InkPicture, radius: Int) -> InkPicture {
    extreme(picture, radius: radius, outside: -.infinity) { $0 > $1 ? $0 : $1 }
  }

  private static func darkest(_ picture: InkPicture, radius: Int) -> InkPicture {
    extreme(picture, radius: radius, outside: .infinity) { $0 < $1 ? $0 : $1 }
  }

  /// The value that is chosen among all around a pixel.
  ///
  /// - Parameters:
  ///   - outside: What stands around the picture: a value that is never chosen.
  ///   - choose: The value to prefer of two.
  @inline(__always)
  private static func extreme(
    _ picture: InkPicture, radius: Int, outside: Float, choose: (Float, Float) -> Float
  ) -> InkPicture {
    let (width, height, length) = (picture.width, picture.height, 2 * radius + 1)
    let wide = width + 2 * radius
    var rows = [Float](repeating: outside, count: wide * height)
    rows.copyRows(
      of: picture.amounts, from: RowPlaces(start: 0, step: width),
      to: RowPlaces(start: radius, step: wide), width: width, height: height)
    // Now each pixel stands for itself, then for a piece of a row from there, then for a square.
    extend(&rows, to: length, step: 1, choose)
    var columns = [Float](repeating: outside, count: width * (height + 2 * radius))
    columns.copyRows(
      of: rows, from: RowPlaces(start: 0, step: wide),
      to: RowPlaces(start: radius * width, step: width), width: width, height: height)
    extend(&columns, to: length, step: width, choose)
    var result = picture
    result.amounts = Array(columns[..<(width * height)])
    return result
  }

  /// Makes each value stand for a stretch of values that begins with it.
  ///
  /// The stretch is tripled until it is long enough, in log₃(length) rounds (M. van Herk's and
  /// J. Gil and M. Werman's way takes three comparisons for any length, but one after the other;
  /// these are independent of each other, and the processor makes several at once).
  @inline(__always)
  private static func extend(
    _ values: inout [Float], to length: Int, step: Int, _ choose: (Float, Float) -> Float
  ) {
    var stretch = 1
    while stretch < length {
      let next = min(3 * stretch, length)
      // The last third ends where the new stretch ends; before it is long, it overlaps the second.
      values = values.choosing(
        fromDistances: min(stretch, next - stretch) * step, (next - stretch) * step, choose)
      stretch = next
    }
  }
}

extension [Float] {
  /// Each value or one of those at two distances behind it, whichever is chosen; the last stay as
  /// they are.
  @inline(__always)
  fileprivate func choosing(
    fromDistances near: Int, _ far: Int, _ choose: (Float, Float) -> Float
  ) -> [Float] {
    withUnsafeBufferPointer { values in
      [Float](unsafeUninitializedCapacity: values.count) { results, count in
        let (second, third) = (values.extracting(near...), values.extracting(far...))
        for index in third.indices {
          results[index] = choose(choose(values[index], second[index]), third[index])
        }
        for index in third.count..<values.count { results[index] = values[index] }
        count = values.count
      }
    }
  }
}
