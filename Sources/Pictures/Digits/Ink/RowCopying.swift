/// Where the rows of a rectangle lie among the pixels of a picture.
struct RowPlaces {
  /// The first pixel of the first row.
  var start: Int
  /// From one row's first pixel to the next row's: the picture's width.
  var step: Int
}

extension [Bool] {
  /// Marks the pixels of a box that lies within a picture of the given width.
  mutating func mark(_ box: PixelBox, width: Int) { fill(box, width: width, with: true) }

  /// Takes the marks off the pixels of such a box.
  mutating func unmark(_ box: PixelBox, width: Int) { fill(box, width: width, with: false) }

  private mutating func fill(_ box: PixelBox, width: Int, with value: Bool) {
    withUnsafeMutableBufferPointer { pixels in
      for y in box.y..<box.bottom {
        pixels.extracting((y * width + box.x)..<(y * width + box.right)).update(repeating: value)
      }
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// Copies a rectangle of pixels from another picture's, whole rows at a time.
  mutating func copyRows(
    of other: [Element], from source: RowPlaces, to target: RowPlaces, width: Int, height: Int
  ) {
    withUnsafeMutableBufferPointer { pixels in
      other.withUnsafeBufferPointer { others in
        for y in 0..<height {
          let read = source.start + y * source.step
          let written = target.start + y * target.step
          _ = pixels.extracting(written..<(written + width))
            .update(fromContentsOf: others.extracting(read..<(read + width)))
        }
      }
    }
  }
}
