/// What people write into cells that is a number to them and to nobody else.
enum CellProblem {
  /// What a text is, and what to do about it; nil for texts that are just that.
  static func inWords(_ text: String) -> (what: String, advice: String)? {
    let trimmed = text.drop { $0 == " " }
    let digits = trimmed.count { $0.isASCII && $0.isNumber }
    guard digits > 0 else { return nil }
    let rest = Set(trimmed.filter { !($0.isASCII && $0.isNumber) })
    if isDate(trimmed) {
      return ("a date or time", "write it as numbers, such as days since the first")
    }
    if rest.contains(where: { $0.isCurrencySymbol }) || isFollowed(by: currencies, trimmed) {
      return ("an amount with its currency", "write the number alone")
    }
    if rest.contains("%"), rest.isSubset(of: ["%", ".", ",", "-", "+", " "]) {
      return ("a percentage", "write the number alone")
    }
    if rest.isSubset(of: [",", ".", "-", "+", "'", " ", "’", "\u{A0}", "\u{202F}"]), !rest.isEmpty {
      return ("a number in another notation", "write it as 1234.5, without thousands separators")
    }
    return nil
  }

  private static let currencies = ["EUR", "USD", "GBP", "CHF", "JPY"]

  private static func isFollowed(by words: [String], _ text: Substring) -> Bool {
    let letters = text.filter { $0.isLetter }.uppercased()
    return words.contains(letters)
  }

  /// Three numbers with slashes, hyphens or points between them, two with a colon, or both.
  private static func isDate(_ text: Substring) -> Bool {
    let day = text.prefix { $0 != " " && $0 != "T" }
    for mark in ["-", "/", "."] as [Character] {
      let parts = day.split(separator: mark, omittingEmptySubsequences: false)
      if parts.count == 3, parts.allSatisfy({ isShortNumber($0) }),
        parts.contains(where: { $0.count <= 2 })
      {
        return true
      }
    }
    let clock = day.split(separator: ":", omittingEmptySubsequences: false)
    return (2...3).contains(clock.count) && clock.dropLast().allSatisfy { isShortNumber($0) }
      && clock.last?.first?.isNumber == true
  }

  private static func isShortNumber(_ text: Substring) -> Bool {
    (1...4).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
