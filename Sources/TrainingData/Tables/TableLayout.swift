import SystemFiles
import NetworkDescription
import TextFormats

/// What each column of a table is read as, decided before its numbers are kept.
struct TableLayout {
  /// What a column is read as.
  enum Use: Equatable {
    case skipped
    /// A number of each sample, at this place among the inputs.
    case number(place: Int)
    /// A text of each sample, at this place among the inputs; the texts, if only some are allowed.
    case text(place: Int, known: [String]?)
    /// What should come out.
    case answer
  }

  /// How the answer is understood.
  enum Answer {
    case classes(TableLabels.Meaning)
    case numbers
    /// There is none, or nobody wants to know.
    case none
  }

  /// The use of each column of the table.
  var uses: [Use]
  /// How many columns are inputs.
  var inputCount: Int
  /// Where the inputs stand in the table, in the order in which the network takes them.
  var inputColumns: [Int]
  /// Where the answers stand in the table.
  var answerColumns: [Int]
  var answer: Answer
  /// Whether all inputs are bytes of pictures.
  var arePixels: Bool
  /// The column that was taken for the answer because of its name.
  var answerFoundByName: String?
}

extension TableLayout {
  /// What a table is read as when nothing but itself and a user's words say so.
  ///
  /// - Parameters:
  ///   - needsAnswer: Whether samples without anything to answer are of no use.
  ///   - wantedInputs: How many inputs the network takes, if that is known.
  /// - Throws: ``DataFileError`` naming the cell that stands in the way, and what to do.
  init(
    _ survey: TableSurvey, _ options: TableOptions, needsAnswer: Bool, wantedInputs: Int?
  ) throws(DataFileError) {
    let columns = survey.columns
    var free = Set(columns.indices)
    free.subtract(try survey.positions(of: options.ignored, "--ignore"))
    _ = try survey.positions(of: options.texts, "--texts")
    free = free.filter { !survey.isOfNoUse($0) }
    (answerColumns, answer) = try Self.answers(
      survey, options, among: free.sorted(), needsAnswer: needsAnswer, wantedInputs: wantedInputs)
    if options.label == nil, options.targets.isEmpty, answerColumns != [free.max()] {
      let named = answerColumns.first.map { columns[$0].name }
      answerFoundByName = named.flatMap { survey.hasHeader && $0.isNameOfAnswer ? $0 : nil }
    }
    let inputs = free.subtracting(answerColumns).sorted()
    guard !inputs.isEmpty else {
      throw DataFileError(
        file: survey.path, place: .line(1),
        expected: needsAnswer
          ? "at least two columns, inputs and a label" : "at least one column of inputs",
        found: columns.count == 1
          ? "one, \(excerpt(columns[0].name.utf8))" : "none besides those named")
    }
    try survey.check(
      inputs, answers: needsAnswer ? answerColumns : [], areNumbers: answer.areNumbers, options.gaps
    )
    inputColumns = inputs
    inputCount = inputs.count
    arePixels = survey.arePixels(inputs)
    uses = [Use](repeating: .skipped, count: columns.count)
    for (place, index) in inputs.enumerated() {
      uses[index] =
        columns[index].texts > 0 ? .text(place: place, known: nil) : .number(place: place)
    }
    for index in answerColumns { uses[index] = .answer }
  }

  /// The columns with what should come out, as said or as seen.
  private static func answers(
    _ survey: TableSurvey, _ options: TableOptions, among free: [Int], needsAnswer: Bool,
    wantedInputs: Int?
  ) throws(DataFileError) -> ([Int], Answer) {
    guard options.targets.isEmpty else {
      let found = try survey.positions(of: options.targets, "--targets")
      // The outputs come in the order of the table, as the form of the table has them.
      return (found.sorted(), .numbers)
    }
    if let label = options.label {
      return ([try survey.position(of: label, "--label")], .classes(.classes))
    }
    func named(_ name: String) -> Int? {
      free.first { survey.hasHeader && survey.columns[$0].name.lowercased() == name }
    }
    if let label = named("label") { return ([label], .classes(.labels)) }
    if let target = named("target") { return ([target], .classes(.unknown)) }
    if let answer = survey.answerByName(free) { return ([answer], .classes(.unknown)) }
    // Of as many columns as there are inputs, none can be spared for an answer.
    if !needsAnswer, free.count == wantedInputs { return ([], .none) }
    if let label = survey.labelOfPictures(free) { return ([label], .classes(.labels)) }
    if free.allSatisfy({ survey.columns[$0].isNamedAsPixel }), !free.isEmpty {
      guard needsAnswer else { return ([], .none) }
      throw DataFileError(
        file: survey.path, place: .line(1), expected: "a column named label",
        found: "\(free.count) columns of pixels")
    }
    guard let last = free.last, free.count > 1 || needsAnswer else { return ([], .none) }
    return ([last], .classes(.unknown))
  }

  /// What a table is read as for a model that has learned from another one.
  ///
  /// - Throws: ``DataFileError`` listing the columns of both if some are missing.
  init(
    _ survey: TableSurvey, as form: TableForm, _ options: TableOptions, needsAnswer: Bool
  ) throws(DataFileError) {
    try survey.check(options, agreeWith: form)
    let places = try survey.places(of: form)
    let inputs = form.inputs
    let answers = form.answers
    let missing =
      inputs.filter { places[$0.name] == nil }
      + (needsAnswer ? answers.filter { places[$0.name] == nil } : [])
    guard missing.isEmpty else {
      throw DataFileError(
        file: survey.path, place: .line(1),
        expected: "the columns that the model has learned from, "
          + (inputs + answers).map(\.name).shortList,
        found: survey.columns.map(\.name).shortList + ", without "
          + missing.map(\.name).shortList)
    }
    uses = [Use](repeating: .skipped, count: survey.columns.count)
    inputColumns = inputs.compactMap { places[$0.name] }
    inputCount = inputs.count
    arePixels = form.isPicture
    answerColumns = answers.compactMap { places[$0.name] }
    if answerColumns.count < answers.count { answerColumns = [] }
    answer =
      answerColumns.isEmpty
      ? .none : form.targetNames.isEmpty ? .classes(.classes) : .numbers
    for (place, column) in inputs.enumerated() {
      guard let index = places[column.name] else { continue }
      if case .texts(let texts, _) = column.role {
        uses[index] = .text(place: place, known: texts)
      } else {
        uses[index] = .number(place: place)
      }
    }
    for index in answerColumns { uses[index] = .answer }
    let gaps = form.fillsGaps && options.gaps == .refuse ? .mean : options.gaps
    let numbers = inputColumns.filter { if case .number = uses[$0] { true } else { false } }
    try survey.check(
      numbers, answers: needsAnswer ? answerColumns : [], areNumbers: answer.areNumbers, gaps,
      mustBeNumbers: true)
    try survey.checkGaps(inputColumns, gaps)
  }
}

extension TableLayout.Answer {
  var areNumbers: Bool { if case .numbers = self { true } else { false } }
}

extension TableSurvey {
  /// Refuses words that say other than what a model knows of its columns.
  fileprivate func check(
    _ options: TableOptions, agreeWith form: TableForm
  ) throws(DataFileError) {
    func places(_ names: [String]) -> Set<String> { Set(names.map { $0.lowercased() }) }
    let answers = places(form.answers.map(\.name))
    let texts = form.columns.filter { if case .texts = $0.role { true } else { false } }
    let said: [(option: String, names: [String], agrees: Bool)] = [
      (
        "--label", options.label.map { [$0] } ?? [],
        form.targetNames.isEmpty && answers == places(options.label.map { [$0] } ?? [])
      ),
      (
        "--targets", options.targets,
        form.targetNames.joined(separator: ",") != ""
          && Set(likelyPositions(of: options.targets).map { columns[$0].name })
            == Set(form.targetNames)
      ),
      (
        "--ignore", options.ignored,
        places(options.ignored).isDisjoint(
          with: places((form.inputs + form.answers).map(\.name)))
      ),
      ("--texts", options.texts, places(options.texts).isSubset(of: places(texts.map(\.name)))),
    ]
    guard let odd = said.first(where: { !$0.names.isEmpty && !$0.agrees }) else { return }
    throw DataFileError(
      file: path,
      expected: "columns as the model has learned from, with the answer "
        + "\(form.answers.map(\.name).shortList) and the inputs "
        + form.inputs.map(\.name).shortList,
      found: "\(odd.option) \(odd.names.joined(separator: ",").shellWord)",
      advice: "leave \(odd.option) out, or train a new model with it")
  }

  /// Where the columns of a model are: by name, or by position where there are no names.
  fileprivate func places(of form: TableForm) throws(DataFileError) -> [String: Int] {
    var found: [String: Int] = [:]
    if hasHeader {
      for (index, column) in columns.enumerated() { found[column.name] = index }
      return found
    }
    let used = form.columns.filter { $0.role != .leftOut }
    guard let order = [form.columns, used, form.inputs].first(where: { $0.count == columns.count })
    else {
      throw DataFileError(
        file: path, place: .line(1),
        expected: "\(form.columns.count) columns as the model has learned from, or its "
          + "\(form.inputs.count) inputs", found: "\(columns.count) without names",
        advice: "put a line with the names of the columns above them")
    }
    for (index, column) in order.enumerated() { found[column.name] = index }
    return found
  }

  /// The one column whose name says that it is the answer, if the last one's does not.
  fileprivate func answerByName(_ free: [Int]) -> Int? {
    guard hasHeader, let last = free.last, !columns[last].name.isNameOfAnswer else { return nil }
    let named = free.filter { columns[$0].name.isNameOfAnswer }
    guard named.count == 1, let answer = named.first else { return nil }
    // Elsewhere than in front, y is mostly the place of a point.
    return columns[answer].name.lowercased() != "y" || answer == free.first ? answer : nil
  }

  /// Columns that hold nothing, and those without a name that count the lines or tell them apart, as
  /// spreadsheets, pandas and R make them.
  fileprivate func isOfNoUse(_ index: Int) -> Bool {
    let column = columns[index]
    if index == 0, dialect.surplus == .index { return true }
    if column.gaps == lineCount {
      // An answer that nobody has given is a gap to be named, and not a column to be left out.
      return !(hasHeader && column.name.isNameOfAnswer) && columns.count > 2 || !column.isNamed
    }
    return hasHeader && !column.isNamed && column.isCounting && column.numbers == lineCount
      && (0...1).contains(column.smallest)
  }

  /// Where the label stands in lines of pixels without a header; nil if that is not what they are.
  fileprivate func labelOfPictures(_ free: [Int]) -> Int? {
    guard !hasHeader, let first = free.first, let last = free.last else { return nil }
    let (pixels, side) = (free.count - 1, Double(free.count - 1).squareRoot())
    guard pixels >= 64, side == side.rounded(), free.allSatisfy({ isByte($0) }),
      free.contains(where: { columns[$0].largest > 127 })
    else { return nil }
    // The corners of a picture are mostly empty.
    return columns[first].largest == 0 && columns[last].largest > 0 ? last : first
  }

  private func isByte(_ index: Int) -> Bool {
    columns[index].areBytes && columns[index].texts == 0 && columns[index].gaps == 0
  }

  /// Whether inputs are the bytes of pictures, by their names or, without any, by their looks.
  func arePixels(_ inputs: [Int]) -> Bool {
    guard inputs.allSatisfy({ isByte($0) }) else { return false }
    if hasHeader { return inputs.allSatisfy { columns[$0].isNamedAsPixel } }
    let side = Double(inputs.count).squareRoot()
    return inputs.count >= 64 && side == side.rounded()
      && inputs.contains { columns[$0].largest > 127 }
  }
}

extension TableColumn {
  /// `pixel17`, or row and column as in `3x28`.
  var isNamedAsPixel: Bool {
    if name.lowercased().hasPrefix("pixel") { return true }
    let parts = name.split(separator: "x", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }
}

extension String {
  /// Whether a column of this name holds what is to be found out.
  fileprivate var isNameOfAnswer: Bool {
    [
      "label", "target", "class", "y", "species", "diagnosis", "survived", "outcome", "klasse",
    ].contains(lowercased())
  }
}

extension [String] {
  /// The texts with commas between them, the first dozen of many.
  var shortList: String {
    let shown = prefix(12).map { $0.shortenedOnOneLine }.joined(separator: ", ")
    return count > 12 ? "\(shown), … (\(count) in all)" : shown
  }

  /// The same, with quotes around texts that hold commas themselves.
  var quotedList: String { map { $0.contains(",") ? "\"\($0)\"" : $0 }.shortList }
}
