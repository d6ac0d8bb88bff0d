import DigitReading
import Pictures
import TextFormats

/// A picture and what was read in it, piece by piece.
final class PictureReading {
  private let search: DigitFinder.Search
  private(set) var reader: DigitReader
  /// Digits and other marks, line by line.
  private(set) var lines: [[DigitAnswer]]

  init(of picture: GreyPicture, by reader: DigitReader) throws(PlainError) {
    search = DigitFinder().search(picture, keepingStages: true)
    guard search.candidateCount <= DigitFinder.mostDigits else {
      throw PlainError(
        "expected at most \(DigitFinder.mostDigits) digits in a picture, found "
          + "\(search.candidateCount) pieces of ink that could be some: cut the picture into parts")
    }
    self.reader = reader
    lines = try reader.lines(of: search)
  }

  /// Reads the same ink again.
  func read(by reader: DigitReader) throws(PlainError) {
    lines = try reader.lines(of: search)
    self.reader = reader
  }

  /// All pieces in reading order.
  var pieces: [DigitAnswer] { Array(lines.joined()) }

  func piece(_ index: Int) throws(PlainError) -> DigitAnswer {
    let pieces = pieces
    guard pieces.indices.contains(index) else {
      throw PlainError("piece \(index): expected one of \(pieces.count), counted from 0")
    }
    return pieces[index]
  }

  /// What was read, as `glassbox read --json` says it, with the 28 × 28 pixels.
  var json: JSONValue {
    let pieces = pieces.map { piece in
      JSONValue.object(
        piece.json(file: "") + [
          ("answer", .string(piece.answer)), ("isDigit", .bool(piece.isDigit)),
          ("none", .number(piece.none)),
          ("runnerUp", .string(reader.classNames[piece.runnerUp])),
          ("isDoubtful", .bool(piece.isDigit && piece.probability < DigitAnswer.doubtful)),
          ("pixels", .string(Base64.text(piece.digit.pixels28))),
        ])
    }
    return .object([("pieces", .array(pieces)), ("lines", .integer(lines.count))])
  }

  /// The way from the picture to a digit's 28 × 28 pixels.
  func stages(of index: Int) throws(PlainError) -> JSONValue {
    let own = try piece(index).digit.stages
    let layout = reader.layoutStage(of: search)
    let all = search.stages + (layout.map { [$0] } ?? []) + own
    return .array(
      all.map { stage in
        let isLarge = max(stage.picture.width, stage.picture.height) > Self.shownSide
        let picture = isLarge ? stage.picture.fitted(into: Self.shownSide) : stage.picture
        return .object([
          ("name", .string(stage.name)), ("width", .integer(picture.width)),
          ("height", .integer(picture.height)), ("pixels", .string(Base64.text(picture.pixels))),
        ])
      })
  }

  /// As large as stages are shown at most.
  private static let shownSide = 240
}
