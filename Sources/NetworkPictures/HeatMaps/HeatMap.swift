import Explanation
import NetworkQuestions
import TextFormats
import NetworkDescription
import Pictures
import TrainingLoop

/// What there is to draw of an answer: its ink, the share of every pixel, and that of the biases.
public struct HeatMap {
  let why: WhyAnswer
  /// How much ink each pixel has, 0 to 1, row by row.
  let inputs: [Double]
  let answer: String
  let other: String

  static let side = DigitNormaliser.side

  /// - Parameters:
  ///   - why: What speaks for an answer and against another.
  ///   - inputs: The pixels of the digit, 0 to 1, row by row.
  ///   - names: The names of the answers.
  public init(_ why: WhyAnswer, inputs: [Double], names: [String]) {
    self.why = why
    self.inputs = inputs
    answer = names.indices.contains(why.answer) ? names[why.answer].onOneLine : "\(why.answer)"
    let other = why.other ?? why.answer
    self.other = names.indices.contains(other) ? names[other].onOneLine : "\(other)"
  }

  /// The drawing as an SVG document.
  public var svg: String { HeatMapSVG(map: self).text }

  /// The drawing as pixels.
  public var picture: ColourPicture { HeatMapSheet(map: self).picture }

  /// The number from which on the colour is the darkest: the largest share of a pixel.
  var limit: Double {
    let largest = why.inputShares.reduce(0) { max($0, abs($1)) }
    return largest > 0 && largest.isFinite ? largest : 1
  }

  /// What all pixels say together.
  var pixels: Double { why.inputShares.reduce(0, +) }

  var title: String {
    "Why \(answer) and not \(other): sums differ by \(Self.text(why.difference))"
  }
  var leftCaption: String { "the digit as it was read" }
  var rightCaption: String {
    "pixels \(Self.text(pixels)), biases \(Self.text(why.biasShare))"
  }

  /// The colour of a pixel; where there is no ink, nothing can be said.
  func colour(at index: Int) -> Colour {
    inputs[index] == 0
      ? Self.paper : .signed(why.inputShares[index], limit: limit)
  }

  /// Darker than white, so that ink that said nothing is told from no ink.
  static let paper = Colour(grey: 226)

  /// A number with its sign, in letters that every font has.
  static func text(_ number: Double) -> String {
    (number > 0 ? "+" : "") + decimal(number, digits: 2)
  }
}
