import SystemFiles
import TextFormats

/// The answer column of a table: collected cell by cell, understood when all of it is known.
struct TableLabels {
  /// The most classes that whole numbers may stand for.
  static let mostClasses = 1000

  /// What is known of the column beforehand.
  enum Meaning {
    /// Somebody has said that it holds classes.
    case classes
    /// It is called `label`: whole numbers are classes.
    case labels
    /// Nothing: whole numbers are classes only if they look like a numbering.
    case unknown
  }

  private let path: String
  private let column: Int
  private let name: String
  private let meaning: Meaning
  /// Each different text once, in order of appearance, with the first line it is on.
  private var texts: [(text: String, line: Int)] = []
  private var numberOfText: [String: Int] = [:]
  private var choices: [Int] = []

  /// - Parameter column: Its position, from 0.
  init(path: String, column: Int, name: String, meaning: Meaning) {
    self.path = path
    self.column = column
    self.name = name
    self.meaning = meaning
  }

  mutating func append(_ cell: String, line: Int) {
    // In quotes blanks are kept, but make no other class.
    let text = cell.trimmingBlanks
    if let known = numberOfText[text] {
      choices.append(known)
      return
    }
    choices.append(texts.count)
    numberOfText[text] = texts.count
    texts.append((text, line))
  }

  /// Classes or numbers, whichever the column holds.
  ///
  /// - Throws: ``DataFileError`` when it should hold classes and does not.
  func targets(_ marks: NumberMarks) throws(DataFileError) -> Dataset.Targets {
    let values = texts.map {
      CSVNumber.value(ArraySlice($0.text.utf8), marks)
    }
    if let text = values.firstIndex(of: nil) {
      if meaning == .unknown { try checkIsNoNumber(text, of: values) }
      return try classes(texts.map(\.text))
    }
    let numbers = values.compactMap { $0 }
    if let fraction = numbers.firstIndex(where: { $0 != $0.rounded() || abs($0) > 1e15 }) {
      guard meaning != .classes else {
        throw error(
          texts[fraction].line, expected: "a class: a whole number or a name",
          found: "\"\(texts[fraction].text)\"",
          advice: "for numbers to put out add --targets \(name.shellWord) instead of --label")
      }
      return .numbers(choices.map { numbers[$0] }, perSample: 1)
    }
    guard meaning != .unknown || isNumbering(Set(numbers)) else {
      return .numbers(choices.map { numbers[$0] }, perSample: 1)
    }
    return try classes(numbers.map { "\(Int($0))" }, order: { (Int($0) ?? 0) < (Int($1) ?? 0) })
  }

  /// 0 … n − 1, 1 … n, or −1 and 1; with more than two of them, some have to be there twice.
  private func isNumbering(_ numbers: Set<Double>) -> Bool {
    if numbers == [-1, 1] { return true }
    guard let smallest = numbers.min(), let largest = numbers.max(),
      numbers.count <= Self.mostClasses,
      smallest == 0 || smallest == 1, largest - smallest + 1 == Double(numbers.count)
    else { return false }
    return numbers.count <= 2 || choices.count > numbers.count
  }

  /// The classes in order, so that they do not depend on the order of the samples.
  private func classes(
    _ classOfText: [String], order: (String, String) -> Bool = { $0 < $1 }
  ) throws(DataFileError) -> Dataset.Targets {
    // Different texts may be the same class: é is one character or two, 1 may be written 1.0.
    let names = Set(classOfText).sorted(by: order)
    guard names.count <= Self.mostClasses else {
      throw DataFileError(
        file: path, place: .line(1),
        expected: "at most \(Self.mostClasses) classes in column \(name)",
        found: "\(names.count)",
        advice: "name another column with --label, or for numbers to put out with --targets")
    }
    let position = Dictionary(zip(names, names.indices)) { first, _ in first }
    let positions = classOfText.map { position[$0] ?? 0 }
    return .classes(choices.map { positions[$0] }, names: names)
  }

  /// One text among many numbers is a slip, and no class.
  private func checkIsNoNumber(_ text: Int, of values: [Double?]) throws(DataFileError) {
    let problem = CellProblem.inWords(texts[text].text)
    let numberCount = values.count { $0 != nil }
    guard numberCount > 2 * (values.count - numberCount) || problem != nil else { return }
    throw error(
      texts[text].line, expected: "a number",
      found: "\"\(texts[text].text.shortenedOnOneLine)\"" + (problem.map { ", \($0.what)" } ?? ""),
      advice: problem?.advice ?? "for classes add --label \(name.shellWord)")
  }

  private func error(
    _ line: Int, expected: String, found: String, advice: String
  ) -> DataFileError {
    DataFileError(
      file: path, place: .field(line: line, column: column + 1), expected: expected, found: found,
      advice: advice)
  }
}
