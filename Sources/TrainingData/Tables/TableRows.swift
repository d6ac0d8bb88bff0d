import NetworkDescription
import TextFormats

/// The samples of a table as they are read, line by line: a number for each input column.
///
/// Of a column of texts it is the text's position; gaps are NaN until all is known that fills them.
struct TableRows {
  private let survey: TableSurvey
  private let layout: TableLayout
  private let dropsGaps: Bool
  private let keepsText: Bool
  /// A sample after the other.
  private var numbers: [Double] = []
  /// The texts of each column that holds texts, and their positions.
  private var texts: [[String]]
  private var positions: [[String: Int]]
  private var labels: TableLabels
  private var answers: [Double] = []
  private var answerCells: [[String]] = []
  private(set) var lines: [Int] = []
  private var sampleNumbers: [Int] = []
  private var sampleNumber = 0
  private var droppedLines = 0

  init(_ survey: TableSurvey, _ layout: TableLayout, dropsGaps: Bool, keepsText: Bool) {
    self.survey = survey
    self.layout = layout
    self.dropsGaps = dropsGaps
    self.keepsText = keepsText
    texts = layout.inputColumns.map { column in
      if case .text(_, let known?) = layout.uses[column] { known } else { [] }
    }
    positions = texts.map { texts in
      Dictionary(zip(texts, texts.indices)) { first, _ in first }
    }
    var meaning = TableLabels.Meaning.unknown
    if case .classes(let known) = layout.answer { meaning = known }
    let column = layout.answerColumns.first ?? 0
    labels = TableLabels(
      path: survey.path, column: column, name: survey.columns[column].name, meaning: meaning)
  }

  mutating func add(_ record: CSVRecords.Record) throws(DataFileError) {
    sampleNumber += 1
    if dropsGaps, hasGap(record) {
      droppedLines += 1
      return
    }
    let start = numbers.count
    numbers.append(contentsOf: repeatElement(.nan, count: layout.inputCount))
    guard numbers.count <= TableReader.mostNumbers else {
      throw DataFileError(
        file: survey.path, place: .line(record.line),
        expected: "at most \(TableReader.mostNumbers) numbers", found: "more")
    }
    for (column, use) in layout.uses.enumerated() {
      let cell = record.fields[column]
      switch use {
      case .skipped, .answer: continue
      case .number(let place):
        if let number = number(cell) { numbers[start + place] = number }
      case .text(let place, let known):
        let text = cellText(cell)
        guard !survey.isGap(text, in: column) else { continue }
        numbers[start + place] = Double(
          try position(of: text, at: place, known, line: record.line, column: column))
      }
    }
    addAnswer(record)
    lines.append(record.line)
    sampleNumbers.append(sampleNumber)
  }

  private func number(_ cell: ArraySlice<UInt8>) -> Double? {
    CSVNumber.value(cell, survey.dialect.marks)
  }

  /// Whether a cell that is needed holds nothing.
  private func hasGap(_ record: CSVRecords.Record) -> Bool {
    layout.uses.enumerated().contains { column, use in
      use != .skipped && !(keepsText && use == .answer)
        && survey.columns[column].gaps > 0
        && survey.isGap(cellText(record.fields[column]), in: column)
    }
  }

  private mutating func position(
    of text: String, at place: Int, _ known: [String]?, line: Int, column: Int
  ) throws(DataFileError) -> Int {
    if let position = positions[place][text] { return position }
    if let known {
      throw DataFileError(
        file: survey.path, place: .field(line: line, column: column + 1),
        expected: "one of the texts that the model knows, \(known.shortList)",
        found: "\"\(text.shortenedOnOneLine)\"")
    }
    positions[place][text] = texts[place].count
    texts[place].append(text)
    return texts[place].count - 1
  }

  private mutating func addAnswer(_ record: CSVRecords.Record) {
    if keepsText { answerCells.append(layout.answerColumns.map { cellText(record.fields[$0]) }) }
    switch layout.answer {
    case .none: break
    case .classes:
      labels.append(cellText(record.fields[layout.answerColumns[0]]), line: record.line)
    case .numbers:
      answers += layout.answerColumns.map { number(record.fields[$0]) ?? .nan }
    }
  }

  // MARK: - The whole

  /// All that was read.
  func table(_ options: TableOptions, as known: TableForm?) throws(DataFileError) -> Table {
    let fills = known?.fillsGaps == true || options.gaps == .mean
    let targets = try targets()
    let form = known ?? form(answersAreNumbers: targets.map { !$0.areClasses } ?? false, fills)
    let (inputs, shape, filled) = try arranged(form)
    let counting = layout.inputColumns.map { survey.columns[$0] }.filter {
      survey.hasHeader && $0.isCounting && $0.numbers > TableSurvey.fewTexts
        && (0...1).contains($0.smallest) && $0.areWhole
    }
    let empty = survey.columns.indices.filter { layout.uses[$0] == .skipped }
      .map { survey.columns[$0] }
      .filter { $0.isNamed && !$0.isIgnored && $0.gaps == survey.lineCount }
    return Table(
      path: survey.path, form: form, inputShape: shape, inputs: inputs, targets: targets,
      answerCells: answerCells, numbers: sampleNumbers,
      reading: Table.Reading(
        separatorName: survey.dialect.separatorName,
        decimalComma: survey.dialect.marks.decimal == .comma,
        hasThousands: survey.dialect.marks.hasThousands, unsureNumber: survey.unsureNumber?.text,
        hasHeader: survey.hasHeader, droppedLines: droppedLines, filledCells: filled,
        countingColumns: counting.map(\.name),
        emptyColumns: known == nil ? empty.map(\.name) : [],
        commentLines: survey.dialect.commentLines, hasIndex: survey.dialect.surplus == .index,
        headerIsGuessed: survey.headerIsGuessed,
        answerFoundByName: layout.answerFoundByName,
        constantTargets: known == nil ? constantTargets(targets) : [],
        classNames: known == nil ? Self.classNames(targets) : []))
  }

  /// Answers that are numbers, and the same one in all of several samples.
  private func constantTargets(_ targets: Dataset.Targets?) -> [String] {
    guard case .numbers? = targets, lines.count > 1 else { return [] }
    return layout.answerColumns.map { survey.columns[$0] }
      .filter { $0.smallest == $0.largest }.map(\.name)
  }

  private static func classNames(_ targets: Dataset.Targets?) -> [String] {
    guard case .classes(_, let names)? = targets else { return [] }
    return names
  }

  /// What should come out; nil where the table does not say it of every sample.
  private func targets() throws(DataFileError) -> Dataset.Targets? {
    let isComplete =
      !keepsText
      || !answerCells.contains { cells in
        zip(cells, layout.answerColumns).contains { survey.isGap($0, in: $1) }
      }
    guard isComplete else { return nil }
    switch layout.answer {
    case .none: return nil
    case .classes: return try labels.targets(survey.dialect.marks)
    case .numbers:
      guard !answers.contains(where: \.isNaN) else { return nil }
      return .numbers(answers, perSample: layout.answerColumns.count)
    }
  }

  /// The form of a table that no model has seen before.
  private func form(answersAreNumbers: Bool, _ fills: Bool) -> TableForm {
    let columns = survey.columns.indices.map { index in
      let role: TableForm.Role
      switch layout.uses[index] {
      case .skipped: role = .leftOut
      case .answer: role = answersAreNumbers ? .target(nil) : .label
      case .number(let place): role = layout.arePixels ? .pixel : .number(mean: mean(place))
      case .text(let place, _):
        let sorted = texts[place].sorted()
        let counts = counts(place)
        role = .texts(
          sorted,
          shares: sorted.map {
            Double(counts[positions[place][$0] ?? 0]) / Double(max(1, counts.reduce(0, +)))
          })
      }
      return TableForm.Column(name: survey.columns[index].name, role: role)
    }
    return TableForm(columns: columns, fillsGaps: fills)
  }

  /// The mean of what is there of a column; 0 if nothing is.
  private func mean(_ place: Int) -> Double {
    let there = stride(from: place, to: numbers.count, by: layout.inputCount)
      .map { numbers[$0] }.filter { !$0.isNaN }
    return InputStatistics(of: there, featureCount: 1).means[0]
  }

  /// How often each text of a column is there.
  private func counts(_ place: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: texts[place].count)
    for index in stride(from: place, to: numbers.count, by: layout.inputCount)
    where !numbers[index].isNaN {
      counts[Int(numbers[index])] += 1
    }
    return counts
  }

  /// The inputs as a network takes them, their shape, and how many gaps were filled.
  private func arranged(
    _ form: TableForm
  ) throws(DataFileError) -> (Dataset.Inputs, Shape, filled: Int) {
    if form.isPicture { return try (pixels(), pictureShape, 0) }
    let roles = form.inputs.map(\.role)
    let width = roles.reduce(0) { $0 + $1.inputCount }
    guard width * lines.count <= TableReader.mostNumbers else {
      throw DataFileError(
        file: survey.path, expected: "at most \(TableReader.mostNumbers) inputs in all",
        found: "\(lines.count) samples of \(width)")
    }
    var filled = 0
    var all: [Double] = []
    all.reserveCapacity(width * lines.count)
    for start in stride(from: 0, to: numbers.count, by: layout.inputCount) {
      for (place, role) in roles.enumerated() {
        let number = numbers[start + place]
        if number.isNaN { filled += 1 }
        switch role {
        case .number(let mean): all.append(number.isNaN ? mean : number)
        case .texts(let known, let shares):
          if number.isNaN {
            all += shares
          } else {
            let text = texts[place][Int(number)]
            all += known.map { $0 == text ? 1 : 0 }
          }
        case .pixel: all.append(number / 255)
        case .label, .target, .leftOut: break
        }
      }
    }
    return (.numbers(all), .list(width), filled)
  }

  private func pixels() throws(DataFileError) -> Dataset.Inputs {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count)
    for (index, number) in numbers.enumerated() {
      guard let byte = UInt8(exactly: number) else {
        throw DataFileError(
          file: survey.path, place: .line(lines[index / max(1, layout.inputCount)]),
          expected: "pixels from 0 to 255, as the model has learned from",
          found: number.isNaN ? "nothing" : "\(JSONValue.number(number))")
      }
      bytes.append(byte)
    }
    return .pixels(bytes)
  }

  private var pictureShape: Shape {
    let side = Int(Double(layout.inputCount).squareRoot().rounded())
    return side * side == layout.inputCount
      ? .picture(height: side, width: side, channels: 1) : .list(layout.inputCount)
  }
}
