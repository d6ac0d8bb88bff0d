/// How a table is written: what stands between cells, and in numbers before the decimals.
struct TableDialect: Hashable {
  var separator: UInt8
  var decimalComma = false

  /// What may separate cells, the surest first: a comma may be a decimal one.
  static let separators: [(byte: UInt8, name: String)] = [
    (.tab, "tabs"), (UInt8(ascii: ";"), "semicolons"), (UInt8(ascii: "|"), "bars"),
    (.comma, "commas"),
  ]

  /// The separator in words.
  var separatorName: String {
    Self.separators.first { $0.byte == separator }?.name ?? "others"
  }

  /// How many lines are looked at.
  private static let lookedAt = 50

  /// The separator that divides the first lines into equally many cells, and more than one.
  static func separator(of path: String) throws(DataFileError) -> UInt8 {
    // What is no text at all is found here.
    _ = try CSVRecords(path)
    var best: (separator: UInt8, alike: Int) = (.comma, 0)
    for (separator, _) in separators {
      let counts = cellCounts(path, separator)
      guard let first = counts.first, first > 1 else { continue }
      let alike = counts.count { $0 == first }
      if alike > best.alike { best = (separator, alike) }
    }
    return best.separator
  }

  /// The numbers of cells in the first lines, up to one that cannot be read.
  private static func cellCounts(_ path: String, _ separator: UInt8) -> [Int] {
    var counts: [Int] = []
    do {
      var records = try CSVRecords(path, separator: separator)
      while counts.count < lookedAt, let record = try records.nextRecord() {
        counts.append(record.fields.count)
      }
    } catch {
      // Another separator may read it; if none does, reading says why.
    }
    return counts
  }

  /// A number written with a comma and with its digits in groups of three, which may mean thousands.
  static func mayBeThousands(_ cell: some Collection<UInt8>) -> Bool {
    let parts = cell.split(separator: .comma, omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first else { return false }
    return parts.dropFirst().allSatisfy { $0.count == 3 } && (1...4).contains(first.count)
      && first.first != UInt8(ascii: "0")
  }
}
