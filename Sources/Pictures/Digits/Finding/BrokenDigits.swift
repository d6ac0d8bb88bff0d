/// Puts digits together that fell to pieces: a 5 and its bar, an 8 that is torn in the middle.
///
/// Where there is a judge it decides whether pieces are more of a digit together than apart.
struct BrokenDigits {
  /// A piece less high than this share of the highest nearby is a part, or a point, or a dash.
  static let partShare = 0.42
  /// A part further from its digit than this share of the digit's longer side is none of it.
  static let reach = 0.25
  /// A part smaller than this share of the digit's area is a speck.
  static let speckShare = 0.02
  /// A piece that is no part of a digit, and lower than this share of the highest nearby, is no
  /// digit of its own.
  static let lowShare = 0.28

  /// So many pieces of one size say how high digits are, whatever stands out among them.
  static let companions = 3

  let forms: PieceForms
  private(set) var digits: [InkPiece] = []
  /// Pieces that are no digits and belong to none, such as points and dashes.
  private(set) var marks: [InkPiece] = []

  init(_ pieces: [InkPiece], forms: PieceForms) {
    self.forms = forms
    var pieces = pieces
    if forms.judge != nil { marks = CompoundSigns.taken(from: &pieces) }
    let tall = pieces.map { Self.tallest(near: $0, among: pieces) }
    var parts: [(piece: InkPiece, tallest: Int)] = []
    for (piece, tallest) in zip(pieces, tall) {
      let isPart = Double(piece.box.height) < Self.partShare * Double(tallest)
      if isPart { parts.append((piece, tallest)) } else { digits.append(piece) }
    }
    openRings()
    joinStacks()
    for part in parts.sorted(by: { $0.piece.area > $1.piece.area }) {
      place(part.piece, tallest: part.tallest)
    }
  }

  /// The height of the highest piece that could stand in the same line.
  private static func tallest(near piece: InkPiece, among pieces: [InkPiece]) -> Int {
    let heights = highest(near: piece.box, among: pieces)
    var last = heights.count - 1
    // What stands out among many of one size is no measure: what lies beside the paper, a stain.
    while last >= companions, Double(heights[last - 1]) < partShare * Double(heights[last]),
      8 * heights[last - 1] > heights[last],
      5 * heights[last - companions] >= 3 * heights[last - 1]
    {
      last -= 1
    }
    return last >= 0 ? max(heights[last], piece.box.height) : piece.box.height
  }

  /// The heights of the highest few pieces that could stand in the line of a box, the highest last.
  private static func highest(near box: PixelBox, among pieces: [InkPiece]) -> [Int] {
    let few = 2 * companions
    var heights: [Int] = []
    for piece in pieces where heights.count < few || piece.box.height > heights[0] {
      let other = piece.box
      // A stroke across the page is no measure of digits.
      guard other.height <= 12 * max(other.width, 1),
        -box.sharedColumns(with: other) <= 4 * other.height,
        -2 * box.sharedRows(with: other) <= other.height
      else { continue }
      if heights.count == few { heights[0] = other.height } else { heights.append(other.height) }
      heights.sort()
    }
    return heights
  }

  /// A ring around a digit is a mark.
  private mutating func openRings() {
    guard forms.judge != nil else { return }
    for ring in digits {
      let inner = digits.filter {
        $0.box != ring.box && $0.box.union(ring.box) == ring.box
          && 3 * $0.box.height >= ring.box.height
      }
      guard !inner.isEmpty else { continue }
      let whole = inner.reduce(ring) { $0.joined(with: $1) }
      guard let together = forms.opinion(of: whole) else { continue }
      let apart = inner.compactMap { forms.opinion(of: $0)?.digitCost }.reduce(0, +)
      if apart < together.digitCost {
        digits.removeAll { $0.box == ring.box }
        marks.append(ring)
      }
    }
  }

  /// Joins pieces above each other that are one digit.
  private mutating func joinStacks() {
    var joined: [InkPiece] = []
    for piece in digits {
      var piece = piece
      while let index = joined.firstIndex(where: { isOne($0, piece) }) {
        piece = piece.joined(with: joined.remove(at: index))
      }
      joined.append(piece)
    }
    digits = joined
  }

  private func isOne(_ one: InkPiece, _ other: InkPiece) -> Bool {
    let columns = Double(one.box.sharedColumns(with: other.box))
    let rows = Double(one.box.sharedRows(with: other.box))
    let (lower, higher) = (
      Double(min(one.box.height, other.box.height)), Double(max(one.box.height, other.box.height))
    )
    guard columns > 0.5 * Double(min(one.box.width, other.box.width)), rows > -0.3 * higher else {
      return false
    }
    guard let together = forms.opinion(of: one.joined(with: other)),
      let first = forms.opinion(of: one), let second = forms.opinion(of: other)
    else { return rows > -0.1 * lower }
    // The wider the gap, the surer the judge has to be.
    let gap = 10 * max(-rows, 0) / higher
    let parts = [first, second].map {
      $0.isMark ? $0.markCost + GlyphChoice.partBias : $0.digitCost
    }
    return together.digitCost + gap < parts[0] + parts[1] + GlyphChoice.cutBias
  }

  /// A small piece: part of a digit, a low digit, or a mark.
  private mutating func place(_ part: InkPiece, tallest: Int) {
    let gaps = digits.map { Self.gap(part.box, $0.box) }
    if let gap = gaps.min(), let nearest = gaps.firstIndex(of: gap) {
      let digit = digits[nearest]
      let isNear =
        gap <= Self.reach * Double(digit.box.side)
        && Double(part.area) >= Self.speckShare * Double(digit.area)
      if isNear, isDot(part, atAnEndOf: digit) {
        marks.append(digits.remove(at: nearest).joined(with: part))
        return
      }
      if isNear, completes(digit, with: part) || isDotted(digit, with: part) {
        digits[nearest] = digit.joined(with: part)
        return
      }
    }
    let isLow =
      Double(part.box.height) >= Self.lowShare * Double(tallest)
      && part.box.height * 2 > part.box.width && part.box.height >= 6
    if isLow, !isSolid(part) { digits.append(part) } else { marks.append(part) }
  }

  /// Whether a piece is a dot rather than strokes.
  private func isSolid(_ piece: InkPiece) -> Bool {
    4 * piece.area > 3 * piece.box.width * piece.box.height
      && piece.box.height < 2 * piece.box.width
  }

  /// Whether a digit is no less of a digit with a part than without it.
  private func completes(_ digit: InkPiece, with part: InkPiece) -> Bool {
    guard let together = forms.opinion(of: digit.joined(with: part)),
      let alone = forms.opinion(of: digit)
    else { return true }
    return together.digit >= alone.digit - 0.02
  }

  /// Whether a part is a dot as wide as the pen, right above or below an end of what is written: that
  /// of an i or j, a question or exclamation mark.
  private func isDot(_ part: InkPiece, atAnEndOf piece: InkPiece) -> Bool {
    let pen = piece.meanStretch
    let (width, height) = (Double(part.box.width), Double(part.box.height))
    let isAsWide = max(width, height) <= 2.2 * pen && min(width, height) >= 0.7 * pen
    guard forms.judge != nil, pen >= 2, isAsWide, 2 * part.area > part.box.width * part.box.height,
      part.box.sharedRows(with: piece.box) < 0
    else { return false }
    let isAbove = part.box.y < piece.box.y
    let middle = Int(piece.box.middleY)
    // Of a question mark only the lower half is one stroke.
    let stem = piece.stretches.filter { isAbove || $0.y > middle }
    let row = isAbove ? piece.box.y : piece.box.bottom - 1
    let rows = stem.map { $0.y }.sorted()
    let isStem = zip(rows, rows.dropFirst()).allSatisfy { $0 != $1 }
    return isStem
      && stem.contains { $0.y == row && abs(part.box.middleX - $0.middleX) <= 1.5 * pen }
  }

  /// Whether a dot above or below a stroke makes a letter or sign of it: an i, a j, a ? or !.
  private func isDotted(_ stroke: InkPiece, with dot: InkPiece) -> Bool {
    let (wide, high) = (dot.box.width, dot.box.height)
    guard 2 * stroke.box.sharedColumns(with: dot.box) > wide,
      stroke.box.sharedRows(with: dot.box) <= 0, 2 * dot.area > wide * high,
      let together = forms.opinion(of: stroke.joined(with: dot))
    else { return false }
    return together.none > 0.8
  }

  /// How many pixels of paper lie between two boxes, along columns or rows.
  private static func gap(_ one: PixelBox, _ other: PixelBox) -> Double {
    Double(max(-one.sharedColumns(with: other), -one.sharedRows(with: other), 0))
  }
}
