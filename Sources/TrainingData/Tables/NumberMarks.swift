/// What stands in a table's numbers before their decimals, and between thousands.
struct NumberMarks: Hashable {
  /// Before decimals: a point or a comma.
  var decimal = UInt8.point
  /// Whether the other one stands between groups of three digits; else it stands in no number.
  var hasThousands = false

  static let plain = NumberMarks()
  static let decimalComma = NumberMarks(decimal: .comma)

  /// The marks of those who write such decimals, with groups of thousands.
  init(_ decimal: TableOptions.Decimal) {
    self.init(decimal: decimal == .comma ? .comma : .point, hasThousands: true)
  }

  init(decimal: UInt8 = .point, hasThousands: Bool = false) {
    self.decimal = decimal
    self.hasThousands = hasThousands
  }

  /// What may stand between thousands.
  private var between: UInt8 { decimal == .comma ? .point : .comma }

  /// The number as programs write it, without marks of thousands and with a point; nil for marks
  /// where none should be.
  func plainText(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var text = cell
    if cell.contains(between) {
      let whole = cell.prefix { $0 != decimal }
      let rest = cell.dropFirst(whole.count)
      guard hasThousands, Self.areGrouped(whole, by: between), !rest.contains(between) else {
        return nil
      }
      text = ArraySlice(whole.filter { $0 != between } + rest)
    }
    return decimal == .point ? text : ArraySlice(text.map { $0 == decimal ? .point : $0 })
  }

  /// Whether digits stand in groups of three, the first of them with one to three digits.
  static func areGrouped(_ cell: some Collection<UInt8>, by mark: UInt8) -> Bool {
    let signs: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: "+")]
    let groups = cell.drop { signs.contains($0) }
      .split(separator: mark, omittingEmptySubsequences: false)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard groups.count > 1, let first = groups.first, (1...3).contains(first.count),
      first.first != digits.lowerBound
    else { return false }
    return groups.dropFirst().allSatisfy { $0.count == 3 }
      && groups.allSatisfy { $0.allSatisfy(digits.contains) }
  }
}
