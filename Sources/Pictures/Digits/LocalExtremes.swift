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
    let width = picture.width + 2 * radius
    let height = picture.height + 2 * radius
    var framed = [Float](repeating: outside, count: width * height)
    for y in 0..<picture.height {
      let start = (y + radius) * width + radius
      framed.replaceSubrange(start..<(start + picture.width), with: picture.row(y))
    }
    // Now each pixel stands for itself, then for a piece of a row from there, then for a square.
    extend(&framed, to: 2 * radius + 1, step: 1, choose)
    extend(&framed, to: 2 * radius + 1, step: width, choose)
    return InkPicture(width: picture.width, height: picture.height) { y in
      framed[(y * width)..<(y * width + picture.width)]
    }
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
        let pairs = values.count - distance
        for index in 0..<pairs { results[index] = choose(values[index], values[index + distance]) }
        for index in pairs..<values.count { results[index] = values[index] }
        count = values.count
      }
    }
  }
}
