import Pictures
import TextFormats

/// A digit of a picture with the network's opinion of it.
public struct DigitAnswer: Sendable {
  /// Where the digit is, its 28 × 28 pixels, and the stages from its ink to these.
  public let digit: FoundDigit
  /// What the network takes it for.
  public let answer: String
  /// The network's outputs, one for each class.
  public let probabilities: [Double]
  /// The position of the largest output.
  public let best: Int

  /// How sure the network is of its answer.
  public var probability: Double { probabilities[best] }

  /// The reading as a line of JSON.
  package func json(file: String) -> [(String, JSONValue)] {
    let box = digit.box
    return [
      ("file", .string(file)),
      ("digit", Int(answer).map { .integer($0) } ?? .string(answer)),
      ("probability", .number(probability)),
      ("probabilities", .array(probabilities.map { .number($0) })),
      (
        "box",
        .object([
          ("x", .integer(box.x)), ("y", .integer(box.y)), ("width", .integer(box.width)),
          ("height", .integer(box.height)),
        ])
      ),
    ]
  }
}
