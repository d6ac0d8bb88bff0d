import Pictures
import TextFormats

/// How well pictures were read whose digits are known.
package struct ReadingReport: Sendable {
  /// A picture that was read wrongly.
  package struct Mistake: Sendable {
    package let file: String
    package let expected: String
    package let found: String
    /// How sure the reader was of the least sure of its answers.
    package let sureness: Double
    package let picture: GreyPicture
  }

  /// How many pictures of a kind there are, and how many were read right.
  package struct Count: Sendable {
    package var pictures = 0
    package var right = 0

    package var share: Double { pictures == 0 ? 0 : Double(right) / Double(pictures) }
  }

  /// Answers that are about as sure.
  package struct SurenessGroup: Sendable {
    package var answers = 0
    package var right = 0
    /// The sum of what the answers said of themselves.
    package var said = 0.0

    package var share: Double { answers == 0 ? 0 : Double(right) / Double(answers) }
  }

  /// All pictures.
  package private(set) var total = Count()
  /// The pictures of each kind, in the order they came.
  package private(set) var kinds: [(name: String, count: Count)] = []
  /// For each digit that was there how often it was read as 0 … 9 and, last, as none or not found.
  package private(set) var confusion = [[Int]](
    repeating: [Int](repeating: 0, count: 11), count: 10)
  /// The answers at each tenth of sureness.
  package private(set) var sureness = [SurenessGroup](repeating: SurenessGroup(), count: 10)
  /// What was read wrongly, the surest first.
  package private(set) var mistakes: [Mistake] = []

  /// How large pictures are on the sheet of mistakes.
  private static let pictureSide = 120

  /// A report of nothing yet.
  package init() {}

  /// Lines of writing as labels say them: digits without spaces, lines parted by `/`.
  package static func text(of lines: [[DigitAnswer]]) -> String {
    lines.map { line in line.filter(\.isDigit).map(\.answer).joined() }.filter { !$0.isEmpty }
      .joined(separator: "/")
  }

  /// Counts a picture.
  ///
  /// - Parameters:
  ///   - expected: Its digits; where they hold no `/`, it does not matter how they were parted into
  ///     lines.
  package mutating func add(
    _ lines: [[DigitAnswer]], of file: String, _ picture: GreyPicture, expected: String,
    kind: String? = nil
  ) {
    let expected = expected.filter { $0 != " " }
    var found = Self.text(of: lines)
    if !expected.contains("/") { found.removeAll { $0 == "/" } }
    let isRight = found == expected
    count(isRight, in: &total)
    if let kind { count(isRight, as: kind) }
    let answers = lines.joined().filter(\.isDigit)
    countDigits(answers, expected: expected.filter { $0 != "/" })
    guard !isRight else { return }
    let sureness = answers.map(\.probability).min() ?? 1
    let mistake = Mistake(
      file: file, expected: expected, found: found, sureness: sureness,
      picture: picture.fitted(into: Self.pictureSide))
    mistakes.insert(
      mistake, at: mistakes.firstIndex { $0.sureness < sureness } ?? mistakes.endIndex)
  }

  private func count(_ isRight: Bool, in count: inout Count) {
    count.pictures += 1
    count.right += isRight ? 1 : 0
  }

  private mutating func count(_ isRight: Bool, as kind: String) {
    let index = kinds.firstIndex { $0.name == kind } ?? kinds.endIndex
    if index == kinds.endIndex { kinds.append((kind, Count())) }
    count(isRight, in: &kinds[index].count)
  }

  /// Digit by digit, if as many were found as there are; with none found, a single one was missed.
  private mutating func countDigits(_ answers: [DigitAnswer], expected: String) {
    let labels = expected.compactMap(\.wholeNumberValue)
    if answers.isEmpty, labels.count == 1, labels[0] < 10 { confusion[labels[0]][10] += 1 }
    guard answers.count == labels.count else { return }
    for (answer, label) in zip(answers, labels) where label < 10 {
      let isRight = answer.answer == "\(label)"
      confusion[label][answer.best] += 1
      let tenth = min(Int(answer.probability * 10), 9)
      sureness[tenth].answers += 1
      sureness[tenth].right += isRight ? 1 : 0
      sureness[tenth].said += answer.probability
    }
  }

  /// Of the answers that say 90 % or more.
  package var sure: SurenessGroup { sureness[9] }

  /// The report as lines of text.
  package var text: [String] {
    var lines = [
      "\(total.right) of \(counted(total.pictures, "picture")) read right (\(percent(total.share)))"
    ]
    if sure.answers > 0 {
      lines.append(
        "of \(counted(sure.answers, "answer")) that say 90 % or more \(percent(sure.share)) are right"
      )
    }
    if !kinds.isEmpty { lines += [""] + kindTable.lines }
    lines += ["", "digits (rows) and what they were read as; · is no digit, or not found"]
    return lines + confusionTable.lines
  }

  private var kindTable: TextTable {
    var table = TextTable(columns: [.left("kind"), .right("pictures"), .right("right"), .right("")])
    for (name, count) in kinds {
      table.add([name.onOneLine, "\(count.pictures)", "\(count.right)", percent(count.share)])
    }
    return table
  }

  private var confusionTable: TextTable {
    let names = (0...9).map { "\($0)" } + [WrittenLines.mark]
    var table = TextTable(columns: [.left("")] + names.map { .right($0) })
    for (digit, row) in confusion.enumerated() {
      table.add(["\(digit)"] + row.map { $0 == 0 ? "" : "\($0)" })
    }
    return table
  }

  /// The report as one object.
  package var json: [(String, JSONValue)] {
    [
      ("pictures", .integer(total.pictures)), ("right", .integer(total.right)),
      ("accuracy", .number(total.share)), ("sure", .integer(sure.answers)),
      ("sureRight", .integer(sure.right)),
      ("confusion", .array(confusion.map { .array($0.map { .integer($0) }) })),
      (
        "kinds",
        .object(
          kinds.map { name, count in
            (
              name,
              .object([("pictures", .integer(count.pictures)), ("right", .integer(count.right))])
            )
          })
      ),
      (
        "mistakes",
        .array(
          mistakes.map { mistake in
            .object([
              ("file", .string(mistake.file)), ("digits", .string(mistake.expected)),
              ("read", .string(mistake.found)), ("probability", .number(mistake.sureness)),
            ])
          })
      ),
    ]
  }

  /// A reliability diagram: how many answers of each tenth of sureness are right, beside what they
  /// say of themselves.
  ///
  /// Groups of fewer than five answers say nothing and are left out.
  package var reliability: Chart {
    let groups = sureness.filter { $0.answers >= 5 }
    func line(_ name: String, _ height: (SurenessGroup) -> Double) -> LineChart.Line {
      LineChart.Line(
        name,
        points: groups.map { group in
          LineChart.Point(x: 100 * group.said / Double(group.answers), y: 100 * height(group))
        })
    }
    return Chart(
      title: "How sure, and how often right",
      panels: [
        LineChart(
          title: "right (%)", xLabel: "sure (%)",
          lines: [
            line("read right") { $0.share }, line("as they say") { $0.said / Double($0.answers) },
          ])
      ])
  }

  /// The surest mistakes side by side, each with what it shows and what it was read as.
  package func sheet(most: Int = 60) -> ColourPicture {
    let cells = mistakes.prefix(most).map { mistake in
      let found = mistake.found.isEmpty ? "nothing" : mistake.found
      return (
        picture: ColourPicture(mistake.picture),
        label: "\(mistake.expected) read as \(found)"
      )
    }
    return PictureGrid(columns: 6, margin: 8).sheet(of: Array(cells)).picture
  }
}
