import Pictures
import TextFormats

/// What was read in a picture, as lines of text.
package enum WrittenLines {
  /// Stands for a piece of ink that is no digit.
  package static let mark = "·"

  /// A line of text for each line of writing; the file's name stands before the first.
  package static func text(
    of lines: [[DigitAnswer]], file: String, classNames: [String]
  ) -> [String] {
    let indent = String(repeating: " ", count: 2)
    var text: [String] = []
    for line in lines where line.contains(where: \.isDigit) {
      let words = line.map { answer in
        answer.isDigit ? word(for: answer, classNames) : mark
      }
      text.append(
        (text.isEmpty ? "\(file.onOneLine): " : indent) + words.joined(separator: " "))
    }
    let marks = lines.joined().count { !$0.isDigit }
    if text.contains(where: { $0.contains(mark) }) {
      text.append(
        "\(indent)\(mark) is no digit: a letter, a sign or a blot (\(marks) in this picture)")
    }
    return text
  }

  /// The answer and how sure it is; a doubtful one with the next best.
  private static func word(for answer: DigitAnswer, _ classNames: [String]) -> String {
    let other =
      answer.probability < DigitAnswer.doubtful
      ? ", or \(classNames[answer.runnerUp].onOneLine)" : ""
    return "\(answer.answer.onOneLine) (\(percent(answer.probability))\(other))"
  }
}
