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
    let (width, height) = (picture.width + 2 * radius, picture.height + 2 * radius)
    let inPicture = RowPlaces(start: 0, step: picture.width)
    let inFrame = RowPlaces(start: radius * width + radius, step: width)
    var framed = [Float](repeating: outside, count: width * height)
    framed.copyRows(
      of: picture.amounts, from: inPicture, to: inFrame, width: picture.width,
      height: picture.height)
    // Now each pixel stands for itself, then for a piece of a row from there, then for a square.
    extend(&framed, to: 2 * radius + 1, step: 1, choose)
    extend(&framed, to: 2 * radius + 1, step: width, choose)
    var result = picture
    result.amounts.copyRows(
      of: framed, from: RowPlaces(start: 0, step: width), to: inPicture, width: picture.width,
      height: picture.height)
    return result
  }

  /// Makes each value stand for a stretch of values that begins with it.
  ///
  /// The stretch is doubled until it is long enough, in log₂(length) rounds (M. van Herk's and
  /// J. Gil and M. Werman's way takes three comparisons for any length, but one after the other;
  /// these are independent of each other, and the processor makes several at once).
  @inline(__always)
  private static func extend(
    _ values: inout [Float], to length: Int, step: Int, _ choose: (Float, Float) -> Float
  ) {
    var stretch = 1
    while stretch < length {
      let distance = min(stretch, length - stretch)
      values = values.choosing(fromDistance: distance * step, choose)
      stretch += distance
    }
  }
}

extension [Float] {
  /// Each value or the one at a distance behind it, whichever is chosen; the last stay as they are.
  @inline(__always)
  fileprivate func choosing(
    fromDistance distance: Int, _ choose: (Float, Float) -> Float
  ) -> [Float] {
    withUnsafeBufferPointer { values in
      [Float](unsafeUninitializedCapacity: values.count) { results, count in
        let later = values.extracting(distance...)
        for index in later.indices { results[index] = choose(values[index], later[index]) }
        for index in later.count..<values.count { results[index] = values[index] }
        count = values.count
      }
    }
  }
}
