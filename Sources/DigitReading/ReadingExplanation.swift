import NetworkDescription
import NeuronGraph
import Pictures
import TextFormats

/// Why a digit was read as it was, in words and as a map of its ink.
public struct ReadingExplanation: CustomStringConvertible {
  let reading: DigitAnswer
  let classNames: [String]
  let runnerUp: Int
  let evidence: Evidence
  /// Whether the answer is the mean of several looks, of which only the first is explained.
  let wasInDoubt: Bool

  private static let shownVoices = 4

  /// Several lines for a terminal: probabilities, sums, and a map of the ink.
  public var description: String {
    let answer = reading.answer.onOneLine
    let other = classNames[runnerUp].onOneLine
    return
      (bars + looks + ["", "why \(answer) and not \(other):"] + sums(answer, other) + [
        "", "ink that spoke for \(answer) (+), for \(other) (−), or hardly (·):",
      ] + inkMap).map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }

  /// What the probabilities are of, if not of the picture that is explained.
  private var looks: [String] {
    var lines: [String] = []
    if reading.isWeighed {
      lines.append(
        "other ones of the page are plain strokes, so that one with a flag counts a quarter")
    }
    if wasInDoubt {
      lines.append("the mean of five looks, a little turned and stretched; at the first:")
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  /// The probabilities as bars.
  private var bars: [String] {
    zip(classNames, reading.probabilities).map { name, probability in
      let bar = String(repeating: "█", count: Int((40 * min(1, max(0, probability))).rounded()))
      return "\(name.onOneLine)  \(bar)\(bar.isEmpty ? "" : " ")\(percent(probability))"
    }
  }

  /// The difference of the two sums, taken apart; what is not listed is added up in one line.
  private func sums(_ answer: String, _ other: String) -> [String] {
    let shown = evidence.voices.largest(Self.shownVoices * 2) { $0.share }
    // The rest is taken from the numbers as shown, so that the column adds up to the digit.
    // Whole numbers as Doubles: these may become infinite, where an Int would end the program.
    let total = hundredths(evidence.difference)
    let biases = hundredths(evidence.biases)
    let rest = total - biases - shown.reduce(0) { $0 + hundredths($1.share) }
    var table = TextTable(columns: [.left(""), .left(""), .right("")])
    for voice in shown {
      let weights = "\(signed(voice.weightFor, 4)) − \(signed(voice.weightAgainst, 4))"
      table.add([
        "neuron \(voice.neuron)", "\(decimal(voice.output, digits: 4)) × (\(weights))",
        sum(hundredths(voice.share)),
      ])
    }
    table.add(["\(evidence.voices.count - shown.count) other neurons", "", sum(rest)])
    table.add(["biases", "", sum(biases)])
    table.add(["sum of \(answer) less sum of \(other)", "", sum(total)])
    return table.rowLines
  }

  private func hundredths(_ number: Double) -> Double {
    (number * 100).rounded()
  }

  private func sum(_ hundredths: Double) -> String { signed(hundredths / 100, 2) }

  private func signed(_ number: Double, _ digits: Int) -> String {
    guard !number.isNaN else { return decimal(number, digits: digits) }
    return (number < 0 ? "−" : "+") + decimal(abs(number), digits: digits)
  }

  /// A character for two pixels above each other, which makes the map about square.
  private var inkMap: [String] {
    let side = DigitNormaliser.side
    let inputs = reading.digit.inputs
    let shares = zip(inputs, evidence.inputSensitivities).map { $0 * $1 }
    let strongest = shares.map(abs).max() ?? 0
    return stride(from: 0, to: side - 1, by: 2).map { row in
      let line = (0..<side).map { column -> Character in
        let upper = row * side + column
        let ink = inputs[upper] + inputs[upper + side]
        let share = shares[upper] + shares[upper + side]
        if ink < 0.3 { return " " }
        if abs(share) < 0.15 * strongest { return "·" }
        return share > 0 ? "+" : "−"
      }
      return String(line)
    }
  }
}

extension DigitReader {
  /// What spoke for the answer, and against the runner-up.
  ///
  /// - Returns: nil for a network whose last layer does not tell.
  public func explanation(of reading: DigitAnswer) throws -> ReadingExplanation? {
    let second = reading.runnerUp
    guard
      let evidence = try neurons().evidence(
        inputs: reading.digit.inputs, for: reading.best, ratherThan: second)
    else { return nil }
    return ReadingExplanation(
      reading: reading, classNames: classNames, runnerUp: second, evidence: evidence,
      wasInDoubt: wasInDoubt(about: reading.digit))
  }
}
