/// What the numbers of a table say of its decimals: 1.234,5 is plain, 1.234 may mean two things.
struct MarkEvidence {
  /// The first cell with a point alone, and with a comma alone, in a number.
  private(set) var point: TableSurvey.Cell?
  private(set) var comma: TableSurvey.Cell?
  /// Whether all of them have three digits behind it, as thousands have.
  private(set) var pointsMayBeThousands = true
  private(set) var commasMayBeThousands = true
  /// The first cell that only those can mean who have decimal points, or decimal commas.
  private var surePoint: TableSurvey.Cell?
  private var sureComma: TableSurvey.Cell?

  /// What was found out.
  struct Finding {
    let marks: NumberMarks
    /// A number that may mean something else, too; nil where there is none.
    var unsure: TableSurvey.Cell?
  }

  /// Two cells that cannot both be numbers; the odd one may be looked at in two ways, or not.
  struct Contradiction: Error {
    let odd: TableSurvey.Cell
    let other: TableSurvey.Cell
    let oddMayBeThousands: Bool
  }

  /// Takes a number with a point.
  mutating func addPoint(_ cell: @autoclosure () -> TableSurvey.Cell) {
    guard point == nil || pointsMayBeThousands else { return }
    let cell = cell()
    if point == nil { point = cell }
    pointsMayBeThousands =
      pointsMayBeThousands && NumberMarks.areGrouped(cell.text.utf8, by: .point)
  }

  /// Takes a cell that is no number with a decimal point.
  mutating func addText(_ cell: TableSurvey.Cell) {
    let bytes = Array(cell.text.utf8)[...]
    if CSVNumber.value(bytes, .decimalComma) != nil {
      guard bytes.contains(.comma) else { return }
      comma = comma ?? cell
      commasMayBeThousands = commasMayBeThousands && NumberMarks.areGrouped(bytes, by: .comma)
    } else if CSVNumber.value(bytes, NumberMarks(.comma)) != nil {
      sureComma = sureComma ?? cell
    } else if CSVNumber.value(bytes, NumberMarks(.point)) != nil {
      surePoint = surePoint ?? cell
    }
  }

  /// What the numbers are written with.
  ///
  /// - Parameter separator: What stands between cells: where it is a semicolon, the comma is for
  ///   decimals.
  func finding(separator: UInt8) throws(Contradiction) -> Finding {
    let decimalComma = sureComma ?? (commasMayBeThousands ? nil : comma)
    let decimalPoint = surePoint ?? (pointsMayBeThousands ? nil : point)
    switch (decimalComma, decimalPoint) {
    case (let comma?, let point?):
      // A comma between cells may stand in quoted text, whose looks are judged later.
      guard separator != .comma else { return Finding(marks: .plain) }
      throw Contradiction(odd: comma, other: point, oddMayBeThousands: false)
    case (_?, nil):
      if separator == .comma, sureComma == nil, point != nil { return Finding(marks: .plain) }
      return Finding(
        marks: NumberMarks(decimal: .comma, hasThousands: sureComma != nil || point != nil),
        unsure: sureComma == nil ? point : nil)
    case (nil, _?):
      return Finding(marks: NumberMarks(hasThousands: comma != nil || surePoint != nil))
    case (nil, nil): return try undecided(separator)
    }
  }

  /// Where all numbers with a mark may mean two things.
  private func undecided(_ separator: UInt8) throws(Contradiction) -> Finding {
    switch (comma, point) {
    case (let comma?, let point?):
      throw Contradiction(odd: point, other: comma, oddMayBeThousands: true)
    case (let comma?, nil):
      return separator == .semicolon
        ? Finding(marks: .decimalComma, unsure: comma)
        : Finding(marks: NumberMarks(.point), unsure: comma)
    case (nil, let point?): return Finding(marks: .plain, unsure: point)
    case (nil, nil): return Finding(marks: .plain)
    }
  }
}
