import DigitReading
import Pictures
import SystemFiles
import TextFormats
import TrainingData

/// `read --labels`: what was read, beside what there is.
struct LabelledReport {
  private var report = ReadingReport()
  private let labels: [String: LabelTable.Row]
  private let path: String

  /// - Throws: `DataFileError` for a table without the columns `file` and `digits`.
  init(_ path: String) throws {
    self.path = path
    let table = try LabelTable(path, labelNames: ["digits", "label"], allowsNone: true)
    let named = table.rows.flatMap { [($0.file, $0), ("\(table.folder)/\($0.file)", $0)] }
    labels = Dictionary(named) { first, _ in first }
  }

  /// Counts a picture; those that the table does not list are left out.
  mutating func add(_ read: ReadPicture) {
    let name = read.entry.split(separator: "/").last.map(String.init) ?? read.entry
    guard let row = labels[read.entry] ?? labels[name] else { return }
    let (file, picture) = (read.searched.file, read.searched.picture)
    report.add(read.lines, of: file, picture, expected: row.label, kind: row.kind)
  }

  /// Prints the report, and draws the mistakes and how sure the answers were.
  func finish(mistakes: String?, reliability: String?, json: Bool) throws {
    guard report.total.pictures > 0 else {
      throw CommandFailure(
        "\(path): expected the names of pictures that were read, found none of them: give the folder "
          + "that the table is about")
    }
    if json { StandardOutput.print(report.json) } else { report.text.forEach { print($0) } }
    if let reliability { try DrawnFile.write(report.reliability.drawing, to: reliability) }
    guard let mistakes else { return }
    if report.mistakes.isEmpty {
      StandardError.note("no mistakes, so \(mistakes) is not drawn")
    } else {
      try PNGWriter().write(report.sheet(), toPath: mistakes)
    }
  }
}
