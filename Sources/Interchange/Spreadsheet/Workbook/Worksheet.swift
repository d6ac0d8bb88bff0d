import TextFormats

/// What stands in a cell of a worksheet.
enum Cell {
  /// A number that is given.
  case number(Double)
  /// A number that is counted with, shown without places.
  case count(Int)
  case text(String)
  case heading(String)
  case title(String)
  /// A formula, without its sign of equality.
  case formula(String)
  /// A formula for what is counted, shown without places.
  case countFormula(String)
}

/// Where cells are: columns and rows from 1, columns with letters in formulas.
enum CellAddress {
  /// The letters of a column: A to Z, AA, AB and so on.
  static func letters(ofColumn column: Int) -> String {
    var (rest, letters) = (column, "")
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// One cell.
  static func cell(_ column: Int, _ row: Int) -> String { letters(ofColumn: column) + "\(row)" }

  /// The cells of a row from column to column.
  static func row(_ columns: Range<Int>, _ row: Int) -> String {
    "\(cell(columns.lowerBound, row)):\(cell(columns.upperBound - 1, row))"
  }

  /// The cells of a column from row to row.
  static func column(_ column: Int, _ rows: Range<Int>) -> String {
    "\(cell(column, rows.lowerBound)):\(cell(column, rows.upperBound - 1))"
  }

  /// The same in another sheet, and not to be moved.
  static func fixed(_ column: Int, _ row: Int, in sheet: String) -> String {
    "\(sheet)!$\(letters(ofColumn: column))$\(row)"
  }

  /// A range of a column in another sheet, and not to be moved.
  static func fixed(_ column: Int, _ rows: Range<Int>, in sheet: String) -> String {
    let letters = letters(ofColumn: column)
    return "\(sheet)!$\(letters)$\(rows.lowerBound):$\(letters)$\(rows.upperBound - 1)"
  }
}

/// A sheet of a workbook, written row by row from the top.
struct Worksheet {
  let name: String
  /// How wide columns are, in digits; those that are not named have the usual width.
  var columnWidths: [Int: Double] = [:]
  /// How many rows and columns stay in view.
  var frozenColumns = 0
  /// Where the colours of signs are.
  var colouredCells: [String] = []
  var charts: [Chart] = []
  /// The row that comes next.
  private(set) var nextRow = 1
  private(set) var cellCount = 0
  private(set) var xmlRows = ""

  init(_ name: String) {
    self.name = name
  }

  /// Adds a row.
  ///
  /// - Parameter cells: Columns with what stands in them, from left to right.
  mutating func add(_ cells: [(column: Int, cell: Cell)], strings: SharedStrings) {
    xmlRows += "<row r=\"\(nextRow)\">"
    for (column, cell) in cells {
      let place = CellAddress.cell(column, nextRow)
      switch cell {
      case .number(let number): xmlRows += "<c r=\"\(place)\" s=\"3\"><v>\(number)</v></c>"
      case .count(let number): xmlRows += "<c r=\"\(place)\"><v>\(number)</v></c>"
      case .text(let text): add(text, place, style: 0, strings)
      // Over numbers, which stand at the right of their cells.
      case .heading(let text): add(text, place, style: column > 1 ? 4 : 1, strings)
      case .title(let text): add(text, place, style: 2, strings)
      case .formula(let formula):
        xmlRows += "<c r=\"\(place)\" s=\"3\"><f>\(XMLText.escaped(formula))</f></c>"
      case .countFormula(let formula):
        xmlRows += "<c r=\"\(place)\"><f>\(XMLText.escaped(formula))</f></c>"
      }
    }
    xmlRows += "</row>\n"
    cellCount += cells.count
    nextRow += 1
  }

  /// Leaves a row empty.
  mutating func skipRow() { nextRow += 1 }

  private mutating func add(_ text: String, _ place: String, style: Int, _ strings: SharedStrings) {
    xmlRows += "<c r=\"\(place)\" s=\"\(style)\" t=\"s\"><v>\(strings.index(of: text))</v></c>"
  }
}

/// The texts of a workbook, each kept once.
final class SharedStrings {
  private var positions: [String: Int] = [:]
  private(set) var texts: [String] = []
  private(set) var useCount = 0

  func index(of text: String) -> Int {
    useCount += 1
    if let position = positions[text] { return position }
    positions[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }
}

/// Text as XML has it.
enum XMLText {
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { isSpecial($0) }) else { return text }
    return text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      // XML has no way to write most control characters.
      case _ where scalar.value < 32 && scalar != "\n" && scalar != "\t": escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 32 || byte == 0x26 || byte == 0x3c || byte == 0x3e || byte == 0x22
  }
}
