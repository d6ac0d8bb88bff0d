/// What people write into cells that is a number to them and to nobody else.
enum CellProblem {
  /// What a text is, and what to do about it; nil for texts that are just that.
  ///
  /// Ranges such as 30-39, versions and addresses such as 10.0.0.1 are texts: kinds of something.
  static func inWords(_ text: String) -> (what: String, advice: String)? {
    let trimmed = text.drop { $0 == " " }
    let digits = trimmed.count { isDigit($0) }
    guard digits > 0, text.utf8.count <= 64 else { return nil }
    let rest = Set(trimmed.filter { !isDigit($0) })
    if CellDate.isRecognized(trimmed) {
      return ("a date or time", "write it as numbers, such as days since the first")
    }
    if rest.contains(where: { $0.isCurrencySymbol }) || isFollowed(by: currencies, trimmed) {
      return ("an amount with its currency", "write the number alone")
    }
    if rest.contains("%"), rest.isSubset(of: ["%", ".", ",", "-", "+", " "]) {
      return ("a percentage", "write the number alone")
    }
    if isRatio(trimmed) { return ("two numbers in a cell", "give each a column") }
    if isRange(trimmed) || isVersion(trimmed) { return nil }
    if rest.isSubset(of: marks), !rest.isEmpty || digits > 300 {
      return ("a number in another notation", "write it as -1234.5, without thousands separators")
    }
    if let unit = unit(of: trimmed) {
      return ("a number with \(unit)", "write the number alone, all in one unit")
    }
    if trimmed.hasPrefix("0x"), trimmed.dropFirst(2).allSatisfy({ $0.isHexDigit }) {
      return ("a hexadecimal number", "write it as 1234.5")
    }
    return nil
  }

  /// What stands in numbers of other notations: thousands separators, accountants' brackets, feet.
  private static let marks: Set<Character> = [
    ",", ".", "-", "+", "'", "\"", " ", "’", "_", "(", ")", "–", "\u{2212}", "\u{A0}", "\u{202F}",
  ]

  private static let currencies = ["EUR", "USD", "GBP", "CHF", "JPY"]

  /// Units that follow a number, and the letters that stand for thousands and millions.
  private static let units: Set<String> = [
    "k", "K", "M", "Mio", "Mio.", "bn", "km", "m", "cm", "mm", "µm", "nm", "mi", "ft", "in", "yd",
    "kg", "g", "mg", "t", "lb", "lbs", "oz", "l", "L", "ml", "mL", "cc", "m²", "m2", "m³", "qm",
    "sqft", "sqm", "ha", "s", "ms", "min", "mins", "h", "hr", "hrs", "d", "days", "years", "yrs",
    "km/h", "kmh", "kph", "mph", "m/s", "°", "°C", "°F", "W", "kW", "MW", "kWh", "hp", "bhp", "PS",
    "V", "A", "Hz", "kHz", "MHz", "GHz", "KB", "kB", "MB", "GB", "TB", "bp", "bps", "ppm", "kcal",
    "kmpl", "mpg", "CC", "Nm",
  ]

  private static func isFollowed(by words: [String], _ text: Substring) -> Bool {
    let letters = text.filter { $0.isLetter }.uppercased()
    return words.contains(letters)
  }

  /// The unit behind a number; nil if there is no such.
  private static func unit(of text: Substring) -> String? {
    let number = text.prefix { isDigit($0) || ".,+-\u{2212}".contains($0) }
    guard number.contains(where: { isDigit($0) }) else { return nil }
    let unit = String(text.dropFirst(number.count)).trimmingBlanks
    return units.contains(unit) ? "its unit" : nil
  }

  /// Blood pressure and fractions: 120/80, 1/2.
  private static func isRatio(_ text: Substring) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { isPlainNumber($0) }
  }

  /// Two numbers with a hyphen or dash between them, or one and all above it: 65+.
  private static func isRange(_ text: Substring) -> Bool {
    if text.hasSuffix("+") { return isPlainNumber(text.dropLast()) }
    return ["-", "–"].contains { (dash: Character) in
      let parts = text.split(separator: dash, omittingEmptySubsequences: false)
      return parts.count == 2 && parts.allSatisfy { isPlainNumber($0) }
    }
  }

  /// Three and more short numbers with points between them, unless they are groups of thousands.
  private static func isVersion(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2,
      parts.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(isDigit) })
    else { return false }
    return parts.count == 4 || parts.dropFirst().contains { $0.count < 3 }
  }

  private static func isPlainNumber(_ text: Substring) -> Bool {
    let number = String(text).trimmingBlanks
    return !number.isEmpty && number.first?.isNumber == true
      && number.allSatisfy { isDigit($0) || $0 == "." }
  }

  static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}

/// How dates and times are written.
enum CellDate {
  /// Three numbers with slashes, hyphens or points between them, two with a colon, a year and a
  /// month, or the name of a month and numbers.
  static func isRecognized(_ text: Substring) -> Bool {
    let day = text.prefix { $0 != " " && $0 != "T" }
    for mark in ["-", "/", "."] as [Character] {
      let parts = day.split(separator: mark, omittingEmptySubsequences: false)
      if parts.count == 3, parts.allSatisfy({ isShortNumber($0) }), isDay(parts, mark) {
        return true
      }
    }
    return isClock(day) || isYearAndMonth(text) || namesMonth(text)
  }

  /// Versions such as 1.2.3 are none: with points or hyphens a day has two digits or the year four.
  private static func isDay(_ parts: [Substring], _ mark: Character) -> Bool {
    let numbers = parts.compactMap { Int($0) }
    let hasYear = parts.contains { $0.count == 4 }
    guard numbers.count == 3, hasYear || mark == "/" || parts.allSatisfy({ $0.count == 2 }) else {
      return false
    }
    let (days, months) = (1...31, 1...12)
    let rest = parts[0].count == 4 ? Array(numbers[1...]) : Array(numbers[..<2])
    return rest.allSatisfy { days.contains($0) } && rest.contains { months.contains($0) }
  }

  private static func isClock(_ text: Substring) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return (2...3).contains(parts.count) && parts.dropLast().allSatisfy { isShortNumber($0) }
      && parts.last?.first.map(CellProblem.isDigit) == true
  }

  private static func isYearAndMonth(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
      let month = Int(parts[1])
    else { return false }
    return (1800...2200).contains(year) && (1...12).contains(month)
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  private static func namesMonth(_ text: Substring) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }
    return words.count == 1 && words.allSatisfy { months.contains(String($0)) }
  }

  private static func isShortNumber(_ text: Substring) -> Bool {
    (1...4).contains(text.count) && text.allSatisfy(CellProblem.isDigit)
  }
}
