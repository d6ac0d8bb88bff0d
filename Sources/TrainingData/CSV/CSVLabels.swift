/// The target column of a table: collected field by field, understood when all of it is known.
struct CSVLabels {
  /// The most classes that whole numbers may stand for.
  static let mostClasses = 1000

  private let path: String
  private let column: Int
  private let isNamed: Bool
  /// Each different text once, in order of appearance, with the first line it is on.
  private var texts: [(text: String, line: Int)] = []
  private var numberOfText: [ArraySlice<UInt8>: Int] = [:]
  private var choices: [Int] = []

  /// - Parameters:
  ///   - column: Its position, from 0.
  ///   - isNamed: Whether the header calls it `label`; then whole numbers are always classes.
  init(path: String, column: Int, isNamed: Bool) {
    self.path = path
    self.column = column
    self.isNamed = isNamed
  }

  /// How many samples there are so far.
  var count: Int { choices.count }

  /// - Throws: ``DataFileError`` when the field is empty.
  mutating func append(_ field: ArraySlice<UInt8>, line: Int) throws(DataFileError) {
    if field.isEmpty {
      throw error(line, expected: "a label", found: "nothing")
    }
    if let known = numberOfText[field] {
      choices.append(known)
      return
    }
    choices.append(texts.count)
    // A copy of its own: the slice would keep the whole record in memory.
    numberOfText[ArraySlice(Array(field))] = texts.count
    texts.append((String(decoding: field, as: UTF8.self), line))
  }

  /// Classes or numbers, whichever the column holds.
  ///
  /// - Throws: ``DataFileError`` when a column named `label` holds whole numbers that cannot be
  ///   classes.
  func targets() throws(DataFileError) -> Dataset.Targets {
    let values = texts.map { CSVNumber.value(ArraySlice($0.text.utf8)) }
    if values.contains(nil) { return namedClasses() }
    let numbers = values.compactMap { $0 }
    if numbers.allSatisfy({ $0 == $0.rounded() }) {
      if isNamed { try checkClasses(numbers) }
      let largest = numbers.max() ?? 0
      let isComplete = Set(numbers).count == Int(exactly: largest + 1) && numbers.min() == 0
      if isNamed || isComplete && numbers.count <= Self.mostClasses {
        return numberedClasses(numbers.map { Int($0) })
      }
    }
    return .numbers(choices.map { numbers[$0] }, perSample: 1)
  }

  /// Names, sorted, so that the classes do not depend on the order of the samples.
  private func namedClasses() -> Dataset.Targets {
    // Different bytes may be the same text: é is one character or two.
    let names = Set(texts.map(\.text)).sorted()
    let position = Dictionary(zip(names, names.indices)) { first, _ in first }
    let classOfText = texts.map { position[$0.text] ?? 0 }
    return .classes(choices.map { classOfText[$0] }, names: names)
  }

  private func numberedClasses(_ classOfText: [Int]) -> Dataset.Targets {
    let most = classOfText.max() ?? 0
    return .classes(choices.map { classOfText[$0] }, names: (0...most).map(String.init))
  }

  private func checkClasses(_ numbers: [Double]) throws(DataFileError) {
    for (number, (text, line)) in zip(numbers, texts)
    where number < 0 || number >= Double(Self.mostClasses) {
      throw error(
        line, expected: "a class from 0 to \(Self.mostClasses - 1)", found: "\"\(text)\"")
    }
  }

  private func error(_ line: Int, expected: String, found: String) -> DataFileError {
    DataFileError(
      file: path, place: .field(line: line, column: column + 1), expected: expected, found: found)
  }
}
