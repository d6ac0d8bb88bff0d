/// Lines that were printed or ruled to write on: frames, combs, grids, squared and lined paper,
/// underlinings.
///
/// What they have in common: they are straight and thin, and longer than a digit's strokes, or
/// several of them are alike.
struct Rulings {
  /// A line is at least this share of a piece's side to be one of its frame or grid.
  static let longShare = 0.6
  /// A line runs across the picture if it is this share of its side.
  static let across = 0.85

  private let width: Int
  private let height: Int
  private var mask: [Bool]
  private let thickest: Int
  private var direction = Direction()

  /// Which way rulings run.
  struct Direction: Sendable {
    /// How far they run in all.
    private var length = 0.0
    /// How many rows they go down on the way, or columns to the left.
    private var fall = 0.0

    /// How many rows they go down for each column; nil where there are none.
    var slope: Double? { length > 0 ? fall / length : nil }

    fileprivate mutating func add(_ line: StraightLine, turned: Bool) {
      length += Double(line.length)
      fall += Double(line.length) * (turned ? -line.slope : line.slope)
    }
  }

  /// Takes rulings out of a mask; strokes that cross them stay.
  ///
  /// - Returns: The places of the pixels taken out, and which way the rulings run.
  static func erase(
    from mask: inout [Bool], width: Int, height: Int
  ) -> (places: [Int], direction: Direction) {
    guard min(width, height) >= Polarity.smallSide / 2, max(width, height) >= Polarity.smallSide
    else { return ([], Direction()) }
    var rulings = Rulings(mask, width: width, height: height)
    // Under a frame there may be lines, and beside a comb its teeth.
    for _ in 0..<2 {
      guard rulings.eraseOnce() else { break }
    }
    let erased = mask.indices.filter { mask[$0] && !rulings.mask[$0] }
    guard !erased.isEmpty else { return ([], Direction()) }
    rulings.eraseCrossings()
    rulings.erasePosts(before: mask)
    mask = rulings.mask
    return (erased, rulings.direction)
  }

  private init(_ mask: [Bool], width: Int, height: Int) {
    self.mask = mask
    self.width = width
    self.height = height
    thickest = max(min(width, height) / 50, 2) + 2
  }

  /// The lines of one piece, in its own direction and across it.
  private struct Structure {
    var piece: InkPiece
    var rows: [StraightLine] = []
    var columns: [StraightLine] = []
  }

  private mutating func eraseOnce() -> Bool {
    let pieces = ConnectedPieces.find(in: mask, width: width, height: height)
    var structures = pieces.map { Structure(piece: $0) }
    var owners = [Int32](repeating: -1, count: mask.count)
    for (index, piece) in pieces.enumerated() where piece.box.side >= 12 {
      for stretch in piece.stretches {
        for x in stretch.x..<stretch.right { owners[stretch.y * width + x] = Int32(index) }
      }
    }
    func lines(
      in mask: [Bool], width: Int, height: Int, place: (StraightLine.Cut) -> Int
    ) -> [(owner: Int, line: StraightLine)] {
      StraightLine.find(in: mask, width: width, height: height, thickest: thickest, shortest: 10)
        .map { (Int(owners[place($0.cuts[$0.cuts.count / 2])]), $0) }
        .filter { $0.owner >= 0 }
    }
    for (owner, line) in lines(
      in: mask, width: width, height: height, place: { [width] in $0.top * width + $0.x })
    {
      structures[owner].rows.append(line)
    }
    for (owner, line) in lines(
      in: transposed, width: height, height: width, place: { [width] in $0.x * width + $0.top })
    {
      structures[owner].columns.append(line)
    }
    let before = mask
    let heights = digitHeights(structures)
    let frames = structures.count { isFrame($0) }
    let bareLines = structures.count { structure in
      structure.rows.contains { isAcross($0.length, width) } && isBareLine(structure)
    }
    for structure in structures where structure.piece.box.side >= 12 {
      erase(
        structure, heights: heights, frames: frames, isLinedPaper: bareLines > 1, among: pieces)
    }
    return mask != before
  }

  /// Erases the dots that are left where rulings crossed each other.
  private mutating func eraseCrossings() {
    let pieces = ConnectedPieces.find(in: mask, width: width, height: height)
    for piece in pieces where piece.box.side <= thickest + 1 {
      for stretch in piece.stretches {
        for x in stretch.x..<stretch.right { mask[stretch.y * width + x] = false }
      }
    }
  }

  /// Erases the sides of frames that were too thick for a line: bars from one ruling to another.
  ///
  /// - Parameter before: The mask with all rulings.
  private mutating func erasePosts(before: [Bool]) {
    for piece in ConnectedPieces.find(in: mask, width: width, height: height) {
      let box = piece.box
      guard box.height >= 3 * box.width, 10 * piece.area >= 7 * box.width * box.height else {
        continue
      }
      let columns = (box.x - 2..<box.right + 2).clamped(to: 0..<width)
      func meetsRuling(_ rows: Range<Int>) -> Bool {
        rows.clamped(to: 0..<height).contains { y in
          columns.contains { before[y * width + $0] && !mask[y * width + $0] }
        }
      }
      // At both of its ends the ruling is beside it.
      if meetsRuling(box.y - 2..<box.y + thickest),
        meetsRuling(box.bottom - thickest..<box.bottom + 2)
      {
        for stretch in piece.stretches { mask.unmark(stretch, width: width) }
      }
    }
  }

  /// The mask with rows and columns exchanged.
  private var transposed: [Bool] {
    var result = [Bool](repeating: false, count: mask.count)
    result.withUnsafeMutableBufferPointer { result in
      mask.withUnsafeBufferPointer { mask in
        for y in 0..<height {
          for x in 0..<width where mask[y * width + x] { result[x * height + y] = true }
        }
      }
    }
    return result
  }

  /// The heights of the pieces that have no long lines, in order; those of dots are left out, and
  /// those of strokes from border to border, which may be margins.
  private func digitHeights(_ structures: [Structure]) -> [Int] {
    let heights = structures.compactMap { structure -> Int? in
      let box = structure.piece.box
      guard structure.piece.area >= 12, box.height >= 6 else { return nil }
      let hasLongLine = structure.rows.contains {
        Double($0.length) >= Self.longShare * Double(box.width) && box.width >= 2 * box.height
      }
      let isMargin =
        isBareLine(structure) && structure.columns.contains { isAcross($0.length, height) }
      return hasLongLine || isMargin || isFrame(structure) ? nil : box.height
    }.sorted()
    return heights.filter { 3 * $0 >= heights[heights.count - 1] }
  }

  /// Whether a piece's lines run along all four sides of its box.
  private func isFrame(_ structure: Structure) -> Bool {
    let box = structure.piece.box
    guard min(box.width, box.height) >= 12 else { return false }
    func touches(
      _ lines: [StraightLine], from low: Int, _ size: Int, length: Int
    ) -> Bool {
      let long = lines.filter { Double($0.length) >= 0.75 * Double(length) }
      let margin = 0.14 * Double(size) + 1
      return long.contains { $0.middle <= Double(low) + margin }
        && long.contains { $0.middle >= Double(low + size) - margin }
    }
    return touches(structure.rows, from: box.y, box.height, length: box.width)
      && touches(structure.columns, from: box.x, box.width, length: box.height)
  }

  /// Erases the lines of a piece that are rulings.
  private mutating func erase(
    _ structure: Structure, heights: [Int], frames: Int, isLinedPaper: Bool,
    among pieces: [InkPiece]
  ) {
    let box = structure.piece.box
    let longRows = structure.rows.filter {
      Double($0.length) >= Self.longShare * Double(box.width)
    }
    let longColumns = structure.columns.filter {
      Double($0.length) >= Self.longShare * Double(box.height)
    }
    let isBare = isBareLine(structure)
    // Digits stand beside a line; without any, nothing is known of their size.
    let usual = heights.isEmpty ? nil : heights[heights.count / 2]
    let isFrame = isFrame(structure) && (frames > 2 || holdsInk(structure, among: pieces))
    // An 8 has three strokes across and two down as well, but a grid has room for two digits.
    let isGrid =
      2 * box.side >= 3 * (usual ?? 0)
      && (min(longRows.count, longColumns.count) >= 2 && longRows.count + longColumns.count >= 5
        || longColumns.count >= 3 && longRows.count >= 1)
    if isFrame || isGrid {
      erase(longRows + longLines(structure.rows, beyond: usual), turned: false)
      // Of a comb only the teeth: ones between them are as long.
      let isComb = !isFrame && longRows.count == 1
      erase(
        (isComb ? [] : longColumns) + longLines(structure.columns, beyond: usual), turned: true)
      eraseTeeth(of: structure, on: longRows)
      return
    }
    let reach = usual ?? (isBare ? nil : box.height)
    let acrossCount = structure.rows.count { isAcross($0.length, width) }
    // A margin joins the lines that it crosses, and all that stands on them.
    let hasMargin =
      acrossCount > 2 && structure.columns.contains { isAcross($0.length, height) }
      && holdsInk(structure, among: [])
    let rows = structure.rows.filter { line in
      // Where there are lines that touch nothing, one through a digit is of their kind.
      if isLinedPaper || hasMargin, isAcross(line.length, width) { return true }
      if let reach {
        return line.length >= 2 * reach && !(usual == nil && isHead(line, of: structure.piece))
      }
      return isAcross(line.length, width) && acrossCount > 1
    }
    let columns = structure.columns.filter { line in
      if hasMargin, isAcross(line.length, height) { return true }
      guard let usual, heights.count >= 2 else {
        return isAcross(line.length, height) && !isBare
          && structure.columns.count { isAcross($0.length, height) } > 1
      }
      // A bare stroke from border to border is none of a digit's.
      return line.length >= 2 * usual
        || isBare && 2 * line.length >= 3 * usual && isAcross(line.length, height)
    }
    erase(rows, turned: false)
    erase(columns, turned: true)
    if !rows.isEmpty { eraseTeeth(of: structure, on: rows) }
  }

  /// Whether a line is the top of a piece, all else of which hangs at one of its ends, as the head of a
  /// wide 7 is.
  private func isHead(_ line: StraightLine, of piece: InkPiece) -> Bool {
    let top = line.cuts.map({ $0.top }).min() ?? 0
    let bottom = line.cuts.map({ $0.bottom }).max() ?? 0
    let below = piece.stretches.filter { $0.y >= bottom + thickest }
    let quarter = line.length / 4
    return piece.box.y >= top - thickest && !below.isEmpty
      && (below.allSatisfy { $0.x >= line.last - quarter }
        || below.allSatisfy { $0.right <= line.first + quarter })
  }

  private func isAcross(_ length: Int, _ side: Int) -> Bool {
    Double(length) >= Self.across * Double(side) && side >= Polarity.smallSide
  }

  private func longLines(_ lines: [StraightLine], beyond usual: Int?) -> [StraightLine] {
    lines.filter { line in usual.map { line.length >= 2 * $0 } ?? false }
  }

  /// Whether a piece is one line and nothing else.
  private func isBareLine(_ structure: Structure) -> Bool {
    return (structure.rows + structure.columns).contains { line in
      let area = line.cuts.reduce(0) { $0 + $1.bottom - $1.top }
      return 4 * area >= 3 * structure.piece.area
    }
  }

  /// Whether there is something to read within a frame.
  private func holdsInk(_ structure: Structure, among pieces: [InkPiece]) -> Bool {
    let box = structure.piece.box
    let holdsPiece = pieces.contains { piece in
      piece.box != box && piece.box.union(box) == box && 4 * piece.box.height > box.height
    }
    if holdsPiece { return true }
    let lines = (structure.rows + structure.columns).reduce(0) { sum, line in
      sum + line.cuts.reduce(0) { $0 + $1.bottom - $1.top }
    }
    return Double(structure.piece.area - lines) > 0.3 * Double(structure.piece.area)
  }

  /// Erases the teeth of a comb: lines upright on a ruling that are all as high and as far apart,
  /// which ones between them are not.
  private mutating func eraseTeeth(of structure: Structure, on rows: [StraightLine]) {
    let upright = structure.columns.filter { tooth in
      rows.contains { row in
        let from = row.cuts.first { Double($0.x) >= tooth.middle } ?? row.cuts[row.cuts.count - 1]
        return min(abs(Double(tooth.first) - from.middle), abs(Double(tooth.last) - from.middle))
          <= Double(thickest + 2)
      }
    }
    var best: [StraightLine] = []
    var rest = upright
    while let tooth = rest.first {
      let reach = max(2, tooth.length / 8)
      func isLike(_ other: StraightLine) -> Bool {
        abs(other.first - tooth.first) <= reach && abs(other.last - tooth.last) <= reach
          && abs(other.thickness - tooth.thickness) <= 1
      }
      let teeth = Self.evenlySpaced(upright.filter(isLike))
      if teeth.count > best.count { best = teeth }
      rest.removeAll(where: isLike)
    }
    if best.count >= 3 { erase(best, turned: true) }
  }

  /// The lines that stand in a row with even gaps: as many as possible, and few missing.
  private static func evenlySpaced(_ lines: [StraightLine]) -> [StraightLine] {
    var best: (rank: Double, lines: [StraightLine]) = (0, [])
    let lines = lines.sorted { $0.middle < $1.middle }
    for (index, first) in lines.enumerated() {
      // Between two teeth stand a few ones at most.
      for second in lines.dropFirst(index + 1).prefix(4) where second.middle > first.middle {
        let gap = second.middle - first.middle
        let row = lines.filter { line in
          let steps = (line.middle - first.middle) / gap
          return abs(steps - steps.rounded()) * gap <= max(2, 0.06 * gap)
        }
        let (low, high) = row.reduce((first.middle, second.middle)) {
          (min($0.0, $1.middle), max($0.1, $1.middle))
        }
        let places = ((high - low) / gap).rounded() + 1
        // With gaps half as wide ones between the teeth would stand in the row, but much else not.
        let missing = places - Double(row.count)
        let rank = Double(row.count) - 2 * missing
        if rank > best.rank { best = (rank, row) }
      }
    }
    return best.lines
  }

  private mutating func erase(_ lines: [StraightLine], turned: Bool) {
    for line in lines {
      direction.add(line, turned: turned)
      let most = 2 * line.thickness
      for cut in line.cuts where cut.bottom - cut.top <= most {
        for y in cut.top..<cut.bottom {
          mask[turned ? cut.x * width + y : y * width + cut.x] = false
        }
      }
    }
  }
}
