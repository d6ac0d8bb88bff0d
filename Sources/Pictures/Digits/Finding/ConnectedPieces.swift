/// One connected piece of ink: pixels that touch each other by a side or a corner.
struct InkPiece: Sendable, Hashable {
  /// The smallest box around the pixels.
  private(set) var box: PixelBox
  /// The pixels, as boxes one pixel high that do not overlap.
  ///
  /// Ink has fewer stretches than pixels, and a stretch is copied or marked at once.
  private(set) var stretches: [PixelBox]
  /// The number of pixels.
  private(set) var area: Int
  /// How wide its stretches are on average.
  var meanStretch: Double { Double(area) / Double(stretches.count) }

  init(_ stretch: PixelBox) {
    box = stretch
    stretches = [stretch]
    area = stretch.width
  }

  mutating func add(_ stretch: PixelBox) {
    box = box.union(stretch)
    stretches.append(stretch)
    area += stretch.width
  }

  /// Tells most pieces apart at a glance; the few that are alike here are compared as a whole.
  func hash(into hasher: inout Hasher) {
    hasher.combine(box)
    hasher.combine(area)
  }

  /// The piece that two pieces make together.
  func joined(with other: InkPiece) -> InkPiece {
    other.stretches.reduce(into: self) { $0.add($1) }
  }
}

/// Finding connected pieces by flooding each from its first stretch; takes a step a pixel.
struct ConnectedPieces {
  /// Whether each pixel is ink that belongs to no piece yet.
  private let unseen: UnsafeMutableBufferPointer<Bool>
  private let width: Int
  private let height: Int

  /// - Parameter mask: Whether each pixel is ink, row by row.
  /// - Returns: The pieces, in the order of their first pixels from the top left.
  static func find(in mask: [Bool], width: Int, height: Int) -> [InkPiece] {
    var unseen = mask
    return unseen.withUnsafeMutableBufferPointer { unseen in
      ConnectedPieces(unseen: unseen, width: width, height: height).all()
    }
  }

  private func all() -> [InkPiece] {
    var pieces: [InkPiece] = []
    for y in 0..<height {
      for x in 0..<width where unseen[y * width + x] { pieces.append(piece(from: x, y)) }
    }
    return pieces
  }

  /// The piece that a pixel belongs to.
  private func piece(from x: Int, _ y: Int) -> InkPiece {
    var piece = InkPiece(takeStretch(around: x, y))
    var next = 0
    while next < piece.stretches.count {
      let stretch = piece.stretches[next]
      next += 1
      let around = stretch.grown(by: 1, insideWidth: width, height: height)
      for y in around.y..<around.bottom where y != stretch.y {
        var x = around.x
        while x < around.right {
          if unseen[y * width + x] {
            let neighbour = takeStretch(around: x, y)
            piece.add(neighbour)
            x = neighbour.right
          }
          x += 1
        }
      }
    }
    return piece
  }

  /// All ink beside a pixel in its row, which now belongs to a piece.
  private func takeStretch(around x: Int, _ y: Int) -> PixelBox {
    let row = unseen.extracting((y * width)..<((y + 1) * width))
    var (first, end) = (x, x + 1)
    while first > 0 && row[first - 1] { first -= 1 }
    while end < width && row[end] { end += 1 }
    row.extracting(first..<end).update(repeating: false)
    return PixelBox(x: first, y: y, width: end - first, height: 1)
  }
}
