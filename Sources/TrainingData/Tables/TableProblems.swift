import SystemFiles
import TextFormats

// What in a table keeps it from being read, with the cell and what to do.

extension TableSurvey {
  /// Refuses columns that cannot be used as they are; of several, the first cell is named.
  ///
  /// - Parameters:
  ///   - areNumbers: Whether the answers have to be numbers.
  ///   - mustBeNumbers: Whether inputs may not be texts either.
  func check(
    _ inputs: [Int], answers: [Int], areNumbers: Bool, _ gaps: TableOptions.Gaps,
    mustBeNumbers: Bool = false
  ) throws(DataFileError) {
    var problems = inputs.compactMap { textProblem(of: $0, mustBeNumber: mustBeNumbers) }
    if areNumbers {
      problems += answers.compactMap { textProblem(of: $0, mustBeNumber: true) }
    }
    problems += inputs.compactMap { gapProblem(of: $0, gaps, isAnswer: false) }
    problems += answers.compactMap { gapProblem(of: $0, gaps, isAnswer: true) }
    if let first = problems.min(by: { $0.place.line < $1.place.line }) { throw first }
    try checkVariety(of: inputs.filter { columns[$0].texts > 0 })
  }

  /// Refuses empty cells in inputs, where they are not filled or left out.
  func checkGaps(_ inputs: [Int], _ gaps: TableOptions.Gaps) throws(DataFileError) {
    let problems = inputs.compactMap { gapProblem(of: $0, gaps, isAnswer: false) }
    if let first = problems.min(by: { $0.place.line < $1.place.line }) { throw first }
  }

  private func textProblem(of index: Int, mustBeNumber: Bool) -> DataFileError? {
    let column = columns[index]
    guard let first = column.firstText else { return nil }
    guard mustBeNumber || column.firstProblem != nil || column.holdsNumbers else { return nil }
    let cell = mustBeNumber || column.holdsNumbers ? first : column.firstProblem ?? first
    let problem = CellProblem.inWords(cell.text)
    return DataFileError(
      file: path, place: .field(line: cell.line, column: index + 1), expected: "a number",
      found: excerpt(cell.text.utf8) + (problem.map { ", \($0.what)" } ?? ""),
      advice: (problem?.advice ?? "correct it")
        + (isForModel ? "" : ", or \(remedies(for: index))"))
  }

  /// What helps with a column that is no column of numbers.
  func remedies(for index: Int) -> String {
    let name = columns[index].name.shellWord
    return "leave the column out with --ignore \(name), or take its cells for texts with --texts "
      + name
  }

  private func gapProblem(
    of index: Int, _ gaps: TableOptions.Gaps, isAnswer: Bool
  ) -> DataFileError? {
    let column = columns[index]
    guard let gap = column.firstGap, gaps == .refuse || isAnswer && gaps == .mean else {
      return nil
    }
    let expected = isAnswer ? "a label" : column.texts > 0 ? "a text" : "a number"
    var remedies = ["--missing drop leaves out such lines"]
    if !isAnswer {
      remedies.insert("--missing mean fills them with the column's mean", at: 0)
      if !isForModel { remedies.append("--ignore \(column.name.shellWord) leaves out the column") }
    }
    return DataFileError(
      file: path, place: .field(line: gap.line, column: index + 1), expected: expected,
      found: excerpt(gap.text.utf8),
      advice: "\(counted(column.gaps, "cell")) of column \(column.name.shortenedOnOneLine) "
        + "\(column.gaps == 1 ? "is" : "are") \(gap.text.isEmpty ? "empty" : "missing"): "
        + remedies.joined(separator: ", "))
  }

  /// Refuses columns with a text of its own for nearly every sample, such as names of people.
  private func checkVariety(of inputs: [Int]) throws(DataFileError) {
    let wide = inputs.filter {
      columns[$0].differentTexts.count > Self.mostTexts
        || columns[$0].tellsSamplesApart && !columns[$0].holdsTexts
    }
    guard let first = wide.first, let cell = columns[first].firstText else { return }
    let name = columns[first].name.shortenedOnOneLine
    throw DataFileError(
      file: path, place: .field(line: cell.line, column: first + 1),
      expected: columns[first].differentTexts.count > Self.mostTexts
        ? "numbers, or at most \(Self.mostTexts) different texts in column \(name)"
        : "numbers, or texts that several samples share in column \(name)",
      found: "\(excerpt(cell.text.utf8)) and more",
      advice: "leave out what tells samples apart one by one: --ignore "
        + wide.map { columns[$0].name }.joined(separator: ",").shellWord)
  }
}

extension DataFileError.Place {
  fileprivate var line: Int {
    switch self {
    case .whole, .byte: 0
    case .line(let line), .field(let line, _): line
    }
  }
}

extension String {
  /// The text without blanks before and behind it.
  package var trimmingBlanks: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
