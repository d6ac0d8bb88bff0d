import DigitReading
import MatrixEngine
import NetworkDescription
import NeuronGraph
import Pictures
import TextFormats

/// Why a digit was read as it was, and what would have to change.
extension PictureReading {
  /// How much each pixel spoke for the answer and against another: its ink × its sensitivity.
  func reasons(of index: Int, against other: Int?) throws(PlainError) -> JSONValue {
    let piece = try piece(index)
    let other = other ?? piece.runnerUp
    guard
      let found = try PlainError.plainly({ () throws(InputError) in
        try reader.network.difference(
          of: piece.best, less: other, inputs: piece.digit.inputs)
      })
    else { throw PlainError("against: expected another digit than \(piece.best), found \(other)") }
    let shares = zip(piece.digit.inputs, found.inputSensitivities).map { $0 * $1 }
    return .object([
      ("answer", .integer(piece.best)), ("other", .integer(other)),
      ("difference", .number(found.difference)), ("shares", .array(shares.map { .number($0) })),
    ])
  }

  /// The ink that would have to change for a digit to be read as another one.
  func whatIf(_ index: Int, becomes wanted: Int?) throws(PlainError) -> JSONValue {
    let piece = try piece(index)
    let wanted = wanted ?? piece.runnerUp
    guard wanted < reader.classNames.count, wanted != piece.best else {
      throw PlainError(
        "what if: expected a digit from 0 to \(reader.classNames.count - 1) but not \(piece.best), "
          + "which it is, found \(wanted)")
    }
    guard let change = InkChange(of: piece, to: wanted, by: reader.network) else {
      throw PlainError(
        "no small change of the ink was found that turns \(piece.best) into \(wanted): ask for "
          + "another digit")
    }
    return .object([
      ("answer", .integer(change.answer)), ("pixels", .string(Base64.text(change.pixels))),
      ("changed", .array(change.changed.map { .integer($0) })),
      ("probabilities", .array(change.outputs.prefix(DigitReader.digitCount).map { .number($0) })),
    ])
  }
}
