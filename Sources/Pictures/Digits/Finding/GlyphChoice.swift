/// A piece of a line of writing: a digit, or a mark that is none.
struct WrittenPiece: Sendable {
  var piece: InkPiece
  var isMark: Bool
  /// How sure the judge is that it is no digit.
  var none = 0.0

  /// The same piece, taken for a digit.
  var asDigit: WrittenPiece { WrittenPiece(piece: piece, isMark: false, none: none) }

  /// The same piece, taken for a mark.
  var asMark: WrittenPiece { WrittenPiece(piece: piece, isMark: true, none: none) }
}

/// Chooses where a line's pieces of ink are cut and joined, so that the parts are surest digits.
///
/// Pieces that touch or nearly touch are cut wherever they could be; then of all ways to put
/// neighbouring parts together the one with the least sum of surprises is taken, −ln of the
/// probabilities (over-segmentation; L. R. Rabiner's "level building" and Y. LeCun and others'
/// "heuristic over-segmentation", Proceedings of the IEEE 86, 1998, are the same idea).
struct GlyphChoice {
  /// How much surer of two parts than of the whole.
  static let cutBias = 0.2
  /// What is likelier than this to be one digit is not cut.
  static let likelyOne = 0.55
  /// The surprise of something that is no digit.
  static let partBias = 0.6
  /// The surprise of a digit that is only half as high as its line.
  static let lowBias = 0.8
  /// No digit is made of more parts than this.
  static let mostParts = 8
  /// The surprise of each stroke that a cut crosses.
  static let crossBias = 0.1
  /// A cut through what the judge holds for one letter costs this share of that surprise.
  static let letterShare = 0.7
  /// What is lower than so many pixels is grain, or too small to be read.
  static let leastHeight = 6
  /// Parts with a wider gap than this share of the line's height are apart.
  static let gap = 0.12

  /// The surprise of a plain stroke that was cut from what is no digit as a whole, where the judge
  /// knows no letters: many fall into ones, such as an n, an m or a U.
  static let strokeBias = 1.2
  /// The same where the piece has digits beside it.
  static let strokeBiasAmongDigits = 0.3

  /// Two digits of a hand lean by no more than this apart, in columns a row.
  static let leansApart = 0.4
  /// The surprise of a cut between two that do.
  static let leaningBias = 5.0

  let forms: PieceForms

  /// A part of a line, and the surprise of its being a digit of its own, apart from the judge's.
  struct Part {
    let piece: InkPiece
    var bias = 0.0
    /// The surprise of the cut that parts it from the one before; 0 where they are apart.
    var cut = 0.0
  }

  /// The digits and marks of a line, from left to right.
  func glyphs(of line: [InkPiece]) -> [WrittenPiece] {
    guard forms.judge != nil else { return line.map { WrittenPiece(piece: $0, isMark: false) } }
    let height = typicalHeight(of: line)
    var glyphs: [WrittenPiece] = []
    for cluster in clusters(of: line, height: height) {
      glyphs += best(of: cluster, height: height)
    }
    return ReadingContext.marked(glyphs)
  }

  /// All parts that a line's wide pieces could be cut into.
  func considered(in line: [InkPiece]) -> [InkPiece] {
    let height = typicalHeight(of: line)
    return line.map { parts(of: $0, in: line, height: height) }.filter { $0.count > 1 }
      .flatMap { $0 }.map { $0.piece }
  }

  private func typicalHeight(of line: [InkPiece]) -> Double {
    // Touching digits are no higher than others.
    Double(percentile(0.6, of: line.map { Float($0.box.height) }))
  }

  /// Runs of parts that could belong together.
  private func clusters(of line: [InkPiece], height: Double) -> [[Part]] {
    var clusters: [[Part]] = []
    for piece in line {
      let parts = parts(of: piece, in: line, height: height)
      let isNear =
        clusters.last?.last.map { last in
          Double(-last.piece.box.sharedColumns(with: piece.box)) <= Self.gap * height
        } ?? false
      if isNear { clusters[clusters.count - 1] += parts } else { clusters.append(parts) }
    }
    return clusters
  }

  /// A piece that is wider than most digits may be several.
  private func parts(of piece: InkPiece, in line: [InkPiece], height: Double) -> [Part] {
    let box = piece.box
    let high = max(min(Double(box.height), 1.3 * height), 1)
    guard box.height >= 8, Double(box.width) > 0.8 * high, !Self.isLeaning(piece) else {
      return [Part(piece: piece)]
    }
    let opinion = forms.opinion(of: piece)
    if let opinion, opinion.digit > Self.likelyOne { return [Part(piece: piece)] }
    // Most stretches of a row cross one stroke.
    let parts = CutPaths.parts(of: piece, stroke: piece.meanStretch)
    let whole = Self.letterShare * (opinion?.partingCost ?? 0)
    func cut(_ part: CutPaths.Part) -> Double {
      part.crossed.map { Self.cutBias + Self.crossBias * $0 + whole } ?? 0
    }
    guard let opinion, opinion.isMark, opinion.letter == nil, parts.count > 1 else {
      return parts.map { Part(piece: $0.piece, cut: cut($0)) }
    }
    let hasDigits = line.contains { other in
      other.box != box && (forms.opinion(of: other)?.digit ?? 0) > 0.9
    }
    let bias = hasDigits ? Self.strokeBiasAmongDigits : Self.strokeBias
    return parts.map { part in
      let piece = part.piece
      let isStroke = ReadingContext.isStroke(piece) && piece.box.height >= 2 * piece.box.width
      return Part(piece: piece, bias: isStroke ? bias : 0, cut: cut(part))
    }
  }

  /// The cheapest way to make digits and marks of a cluster's parts.
  private func best(of parts: [Part], height: Double) -> [WrittenPiece] {
    var ways: [(cost: Double, glyphs: [WrittenPiece])] = [(0, [])]
    for end in 1...parts.count {
      var best: (cost: Double, glyphs: [WrittenPiece])?
      for count in 1...min(Self.mostParts, end) {
        let used = parts[(end - count)..<end]
        let piece = used.dropFirst().reduce(used[end - count].piece) { $0.joined(with: $1.piece) }
        // Wider than any digit.
        if count > 1, Double(piece.box.width) > 1.7 * max(height, Double(piece.box.height)) {
          break
        }
        let judged = judged(piece, height: height)
        let before = ways[end - count]
        let alone = count == 1 ? parts[end - 1].bias : 0
        let cut = cost(of: used[end - count].cut, between: before.glyphs.last, and: piece)
        let cost = before.cost + judged.cost + alone + cut
        if cost < best?.cost ?? .infinity { best = (cost, before.glyphs + [judged.glyph]) }
      }
      ways.append(best ?? ways[end - 1])
    }
    return ways[parts.count].glyphs
  }

  /// The surprise of a cut, which is higher between what leans against each other.
  private func cost(of cut: Double, between last: WrittenPiece?, and piece: InkPiece) -> Double {
    guard cut > 0, let last, Self.leanApart(last.piece, piece) else { return cut }
    return cut + Self.leaningBias
  }

  private func judged(_ piece: InkPiece, height: Double) -> (cost: Double, glyph: WrittenPiece) {
    guard piece.box.height >= Self.leastHeight, !Self.isLeaning(piece),
      !isDash(piece, height: height), let opinion = forms.opinion(of: piece)
    else {
      return (Self.partBias, WrittenPiece(piece: piece, isMark: true))
    }
    let share = Double(piece.box.height) / max(height, 1)
    let low = share < 0.75 ? Self.lowBias * min((0.75 - share) / 0.25, 1.5) : 0
    // What is refused as a whole could still be digits that touch, the more of them the wider it is.
    let isMark = Self.isMark(piece, opinion)
    let aspect = Double(piece.box.width) / Double(max(piece.box.height, 1))
    let cost =
      isMark ? opinion.oneMarkCost + Self.partBias * max(aspect / 0.9, 1) : opinion.digitCost + low
    return (cost, WrittenPiece(piece: piece, isMark: isMark, none: opinion.none))
  }

  /// Whether a piece is no digit.
  static func isMark(_ piece: InkPiece, _ opinion: DigitOpinion) -> Bool {
    opinion.isMark && !isSolidStroke(piece)
  }

  /// An upright stroke without any gap is a 1, however thick the pen.
  private static func isSolidStroke(_ piece: InkPiece) -> Bool {
    2 * piece.box.height >= 3 * piece.box.width
      && piece.stretches.count <= piece.box.height
      && 10 * piece.area >= 6 * piece.box.width * piece.box.height
  }

  /// A single stroke that leans further than a 1 does: a line that strayed.
  private static func isLeaning(_ piece: InkPiece) -> Bool {
    5 * piece.box.width > 6 * piece.box.height && ReadingContext.isStroke(piece)
  }

  /// Whether two pieces lean against each other, as the halves of a V: one hand's digits lean alike.
  private static func leanApart(_ one: InkPiece, _ other: InkPiece) -> Bool {
    // In most rows one stretch; where the halves meet one of them is wider.
    guard [one, other].allSatisfy({ 10 * $0.stretches.count <= 13 * $0.box.height }) else {
      return false
    }
    return abs(WrittenStroke(one).lean - WrittenStroke(other).lean) > leansApart
  }

  /// A stroke that lies rather than stands.
  private func isDash(_ piece: InkPiece, height: Double) -> Bool {
    5 * piece.box.height < 2 * piece.box.width && Double(piece.box.height) < 0.35 * height
  }
}
