import NetworkDescription

/// Reads tables, one sample a line, as people have them.
///
/// ```
/// width,height,label        label is a class: a whole number, or a name
/// 5.1,3.5,setosa
/// 6.2,2.9,versicolor
/// ```
/// A table is gone through twice: a `TableSurvey` finds out how it is written and what the columns
/// hold, a `TableLayout` decides what they are used for, and then the numbers are kept, exactly as
/// they are written. Docs/Data.md has the rules.
public enum TableReader {
  /// No file may hold more numbers: 2²⁶ of them take half a gibibyte, and MNIST has 47 million.
  static let mostNumbers = 1 << 26

  /// What samples are needed for.
  public enum Purpose: Hashable, Sendable {
    /// To learn or to measure: each has to say what should come out.
    case learning
    /// To be answered, by a network with so many inputs: answers in the table are a bonus.
    case asking(inputs: Int)
  }

  /// Reads a table as samples to learn from.
  ///
  /// - Throws: ``DataFileError`` naming the file, line and column, what was expected and found.
  public static func dataset(
    _ path: String, name: String? = nil, options: TableOptions = TableOptions(),
    as form: TableForm? = nil
  ) throws(DataFileError) -> Dataset {
    try table(path, options: options, as: form).dataset(name: name)
  }

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - options: What is known of it besides.
  ///   - form: How a model understands its columns; nil to find out.
  /// - Throws: ``DataFileError`` naming the file, line and column, what was expected and found.
  /// - Complexity: O(size of the file); it is read in pieces, gzipped or not.
  public static func table(
    _ path: String, options: TableOptions = TableOptions(), as form: TableForm? = nil,
    for purpose: Purpose = .learning
  ) throws(DataFileError) -> Table {
    let survey = try TableSurvey(path, options, as: form)
    let needsAnswer = purpose == .learning
    let layout: TableLayout
    if let form {
      layout = try TableLayout(survey, as: form, options, needsAnswer: needsAnswer)
    } else {
      var wanted: Int?
      if case .asking(let inputs) = purpose { wanted = inputs }
      layout = try TableLayout(survey, options, needsAnswer: needsAnswer, wantedInputs: wanted)
    }
    var rows = TableRows(survey, layout, dropsGaps: options.gaps == .drop, keepsText: !needsAnswer)
    var records = try TableRecords(path, survey.dialect)
    if survey.hasHeader { _ = try records.nextRecord() }
    while let record = try records.nextRecord() { try rows.add(record) }
    guard !rows.lines.isEmpty else {
      throw DataFileError(
        file: path, expected: "at least one line without gaps", found: "none",
        advice: "--missing mean fills them" + (form == nil ? ", --ignore leaves out columns" : ""))
    }
    return try rows.table(options, as: form)
  }
}
