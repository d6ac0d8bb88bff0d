import Pictures
import TextFormats

/// A piece of ink with the network's opinion of it: a digit, or something that is none.
public struct DigitAnswer: Sendable {
  /// Where it is, its 28 × 28 pixels, and the stages from its ink to these.
  public let digit: FoundDigit
  /// What it is taken for.
  public let answer: String
  /// How probable each of the ten digits is, if it is one.
  public let probabilities: [Double]
  /// The position of the largest of these.
  public let best: Int
  /// How sure the network is that it is no digit; 0 for networks that know nothing else.
  public let none: Double
  /// Whether it counts as a digit; false for letters, signs, blots.
  public let isDigit: Bool
  /// Whether the page's other ones made it less likely to be one with a flag.
  var isWeighed = false
  /// The line of writing that it stands in, from 0 at the top.
  public let line: Int
  /// Its place in that line, from 0 at the left; marks count as well.
  public let position: Int

  /// How sure the network is of its answer, or that it is no digit.
  public var probability: Double { isDigit ? probabilities[best] : none }

  /// Answers that are less sure are looked at several times, and shown with the next best.
  package static let doubtful = 0.9

  /// The position of the second largest probability.
  package var runnerUp: Int {
    var others = probabilities
    others[best] = -.infinity
    return others.indices.max { others[$0] < others[$1] } ?? 0
  }

  /// The reading as a line of JSON.
  package func json(file: String) -> [(String, JSONValue)] {
    let box = digit.box
    let name: JSONValue = Int(answer).map { .integer($0) } ?? .string(answer)
    return [
      ("file", .string(file)),
      ("digit", isDigit ? name : .null),
      ("probability", .number(probability)),
      ("probabilities", .array(probabilities.map { .number($0) })),
      (
        "box",
        .object([
          ("x", .integer(box.x)), ("y", .integer(box.y)), ("width", .integer(box.width)),
          ("height", .integer(box.height)),
        ])
      ),
      ("line", .integer(line)), ("position", .integer(position)),
    ]
  }
}
