import DigitReading
import Pictures

/// A picture file, and all that a reader has to say of it.
struct ReadPicture: Sendable {
  /// What is to be told, besides what is written.
  struct Wishes: Sendable {
    var stages: Bool
    var explanations: Bool
  }

  /// The file as it was asked for.
  let entry: String
  let searched: SearchedPicture
  let lines: [[DigitAnswer]]
  let classNames: [String]
  /// How the ink was parted into lines and pieces, if stages were wished for.
  let layout: PictureStage?
  /// What spoke for each digit, if that was wished for; nil where the network cannot tell.
  let explanations: [String?]

  /// - Throws: `PictureError`, `PlainError` or `CommandFailure` for a file that cannot be read.
  init(
    _ entry: String, on backdrop: Backdrop, with reader: DigitReader, _ wishes: Wishes
  ) throws {
    self.entry = entry
    let picture = try PictureFiles.grey(entry, on: backdrop)
    let searched = try SearchedPicture(
      picture, of: PictureFiles.shownName(entry), keepingStages: wishes.stages)
    self.searched = searched
    do {
      lines = try reader.lines(of: searched.search)
    } catch {
      throw CommandFailure("\(searched.file): \(error)")
    }
    classNames = reader.classNames
    layout = wishes.stages ? reader.layoutStage(of: searched.search) : nil
    explanations =
      wishes.explanations
      ? try lines.joined().filter(\.isDigit).map { try reader.explanation(of: $0)?.description }
      : []
  }

  /// Digits and other marks, in reading order.
  var all: [DigitAnswer] { Array(lines.joined()) }

  /// The digits alone.
  var digits: [DigitAnswer] { all.filter(\.isDigit) }
}
