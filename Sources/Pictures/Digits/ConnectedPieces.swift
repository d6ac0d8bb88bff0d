/// One connected piece of ink: pixels that touch each other by a side or a corner.
struct InkPiece: Sendable {
  /// The smallest box around the pixels.
  var box: PixelBox
  /// The pixels, as `y * width + x`.
  var pixels: [Int]

  var area: Int { pixels.count }

  /// The piece that two pieces make together.
  func joined(with other: InkPiece) -> InkPiece {
    InkPiece(box: box.union(other.box), pixels: pixels + other.pixels)
  }
}

/// Finding connected pieces by flooding each from its first pixel; takes a step a pixel.
enum ConnectedPieces {
  /// - Parameter mask: Whether each pixel is ink, row by row.
  /// - Returns: The pieces, in the order of their first pixels from the top left.
  static func find(in mask: [Bool], width: Int, height: Int) -> [InkPiece] {
    var unseen = mask
    var pieces: [InkPiece] = []
    for start in unseen.indices where unseen[start] {
      var piece = InkPiece(
        box: PixelBox(x: start % width, y: start / width, width: 1, height: 1), pixels: [start])
      unseen[start] = false
      var next = 0
      while next < piece.pixels.count {
        let x = piece.pixels[next] % width
        let y = piece.pixels[next] / width
        next += 1
        piece.box = piece.box.including(x, y)
        for row in max(y - 1, 0)...min(y + 1, height - 1) {
          let neighbours =
            (row * width + max(x - 1, 0))...(row * width + min(x + 1, width - 1))
          for pixel in neighbours where unseen[pixel] {
            unseen[pixel] = false
            piece.pixels.append(pixel)
          }
        }
      }
      pieces.append(piece)
    }
    return pieces
  }
}
