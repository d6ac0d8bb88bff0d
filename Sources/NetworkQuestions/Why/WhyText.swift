import Explanation
import NetworkDescription
import TextFormats

/// What spoke for an answer, in words.
extension WhyAnswer {
  /// The lines of the text, with tables whose columns add up to the difference as they are shown.
  ///
  /// - Parameters:
  ///   - names: What the outputs are called.
  ///   - width: How many inputs lie in a row of the picture; nil for inputs that are no picture.
  ///   - top: How many links and inputs of either side are told one by one.
  public func lines(names: [String], width: Int?, top: Int = 5) -> [String] {
    let answer = name(self.answer, names)
    let other = self.other.map { name($0, names) }
    let whole = other.map { "sum of \(answer) less sum of \($0)" } ?? "sum of \(answer)"
    let sides = other.map { "+ speaks for \(answer), − for \($0)" } ?? "+ speaks for \(answer)"
    return ["The links to the outputs (\(sides)):"]
      + table(
        links.map { ($0.share, linkCells($0, answer, other)) }, top, rest: "other links",
        last: "biases of the outputs", outputBiases, whole)
      + ["", "The inputs (\(sides)):"]
      + table(
        inputShares.indices.map { (inputShares[$0], inputCells($0, width)) }, top,
        rest: "other inputs", last: "biases on the way", biasShare, whole)
      + ["", check]
  }

  /// Whether the shares add up.
  private var check: String {
    let error = abs(sumOfShares - difference)
    let how =
      isPiecewiseLinear
      ? "Every share is that of the active paths."
      : "Curved activations count as the straight line from their value at 0."
    return "Check: the \(inputShares.count) shares and the biases add up to "
      + "\(NumberText(sumOfShares, extraDigits: 6).text), the network's sums differ by "
      + "\(NumberText(difference, extraDigits: 6).text) (off by "
      + "\(error == 0 ? "0" : NumberText(error, extraDigits: -2).text)). \(how)"
  }

  private func linkCells(_ link: LinkShare, _ answer: String, _ other: String?) -> [String] {
    let target = link.leadsToAnswer ? answer : other ?? ""
    let sign = link.leadsToAnswer ? "" : "−("
    let product = "\(NumberText(link.input).text) × \(NumberText(link.weight).text)"
    return ["  \(link.link), to \(target)", sign + product + (sign.isEmpty ? "" : ")")]
  }

  private func inputCells(_ index: Int, _ width: Int?) -> [String] {
    guard let width else { return ["  input \(index)", ""] }
    return ["  pixel (\(index / width), \(index % width))", "row, column"]
  }

  /// The largest of either sign, and lines for all else, so that the column adds up.
  private func table(
    _ entries: [(share: Double, cells: [String])], _ top: Int, rest: String, last: String,
    _ lastShare: Double, _ whole: String
  ) -> [String] {
    let sorted = entries.ordered { $0.share > $1.share }
    let speaking = sorted.filter { $0.share > 0 }.prefix(top)
    let opposing = sorted.filter { $0.share < 0 }.suffix(top)
    // What is shown is rounded, and the rest is taken from what is shown.
    func shown(_ number: Double) -> Double { (number * 1e4).rounded() }
    let others = entries.count - speaking.count - opposing.count
    var table = TextTable(leftAligned: [0, 1])
    var left = shown(difference) - shown(lastShare)
    for entry in Array(speaking) + Array(opposing) {
      table.add(entry.cells + [signed(shown(entry.share))])
      left -= shown(entry.share)
    }
    if others > 0 { table.add(["  \(others) \(rest)", "", signed(left)]) }
    table.add(["  \(last)", "", signed(shown(lastShare))])
    table.add(["  \(whole)", "", signed(shown(difference))])
    return table.lines
  }

  private func signed(_ tenThousandths: Double) -> String {
    NumberText(tenThousandths / 1e4, decimals: 4).signedText
  }

  private func name(_ index: Int, _ names: [String]) -> String {
    names.indices.contains(index) ? names[index].onOneLine : "output \(index)"
  }

  /// The answer as one line of JSON.
  public func jsonLine(names: [String]) -> String {
    let links = links.map { link in
      JSONValue.object([
        ("link", link.link.json), ("input", .number(link.input)),
        ("weight", .number(link.weight)), ("share", .number(link.share)),
      ])
    }
    let other: [(String, JSONValue)] =
      self.other.map { [("against", .string(name($0, names)))] } ?? []
    return JSONValue.object(
      [("answer", .string(name(answer, names)))] + other + [
        ("difference", .number(difference)),
        ("inputs", .array(inputShares.map { .number($0) })), ("biases", .number(biasShare)),
        ("sum", .number(sumOfShares)), ("links", .array(links)),
        ("outputBiases", .number(outputBiases)),
        ("exact", .bool(isPiecewiseLinear)),
      ]
    ).description
  }
}
