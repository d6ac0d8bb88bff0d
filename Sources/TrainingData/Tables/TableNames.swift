import NetworkDescription
import TextFormats

// Which line of a table holds the names of its columns, and what they are.

extension TableSurvey {
  /// Gives columns their names, and numbers to those without.
  ///
  /// Two columns of one name would be one to a model: the later ones get a number that no other
  /// column has, as in pandas.
  mutating func nameColumns(_ names: [String], of count: Int) {
    if columns.isEmpty { columns = (0..<count).map { _ in TableColumn(name: "") } }
    var taken = Set(names)
    var used: Set<String> = []
    func free(_ name: String, from first: Int, _ numbered: (String, Int) -> String) -> String {
      var number = first
      while taken.contains(numbered(name, number)) { number += 1 }
      return numbered(name, number)
    }
    for index in columns.indices {
      var name = index < names.count ? names[index] : ""
      columns[index].isNamed = !name.isEmpty
      if name.isEmpty {
        name = free("column", from: index + 1) { "\($0)\($1)" }
      } else if used.contains(name) {
        name = free(name, from: 1) { "\($0).\($1)" }
      }
      taken.insert(name)
      used.insert(name)
      columns[index].name = name
    }
  }

  /// Decides whether the first line holds names.
  mutating func decideHeader(
    _ options: TableOptions, _ form: TableForm?, _ first: [ArraySlice<UInt8>]
  ) {
    headerIsGuessed = false
    switch options.header {
    case .yes: hasHeader = true
    case .no: hasHeader = false
    case .auto:
      (hasHeader, headerIsGuessed) =
        dialect.surplus == .none ? looksLikeNames(first) : (true, false)
      if headerIsGuessed, let form {
        // The model knows the names.
        let known = Set(form.columns.map(\.name))
        hasHeader = first.contains { known.contains(cellText($0)) }
        headerIsGuessed = false
      }
    }
  }

  /// Whether the first line holds names, and whether that is a guess.
  ///
  /// Names are no numbers and are not there again below: so some column has to hold text in the first
  /// line and numbers below it. Where that is not so, it is a guess: a line of texts holds names if
  /// none is there again, one with numbers if they run as those of columns do.
  private func looksLikeNames(_ first: [ArraySlice<UInt8>]) -> (Bool, isGuessed: Bool) {
    let numbers = first.map { CSVNumber.value($0, dialect.marks) }
    let texts = first.indices.filter {
      numbers[$0] == nil && !GapWords.sure.contains(cellText(first[$0]))
    }
    let isHeading = texts.contains {
      columns[$0].numbers > columns[$0].texts && columns[$0].recurrences * 10 < lineCount
    }
    if isHeading { return (true, false) }
    let isAgainBelow = first.indices.contains { !first[$0].isEmpty && columns[$0].recurrences > 0 }
    let found = numbers.compactMap(\.self)
    guard !found.isEmpty else {
      let isTwice = Set(texts.map { cellText(first[$0]) }).count < texts.count
      // Of a single line below, all that is known is that it is different.
      return (!isAgainBelow && !isTwice, true)
    }
    guard !isAgainBelow, Self.runAsNames(found), lineCount > 1 else { return (false, false) }
    let standOverTexts =
      !texts.isEmpty && texts.allSatisfy { columns[$0].numbers > 0 || columns[$0].repeatsTexts }
    let areOverTexts = numbers.indices.contains {
      numbers[$0] != nil && columns[$0].numbers == 0 && columns[$0].texts > 0
    }
    let areOverFractions =
      found.count > 2
      && numbers.indices.allSatisfy { numbers[$0] == nil || !columns[$0].areWhole }
    let isOverCount =
      first[0].isEmpty && columns[0].numbers == lineCount && columns[0].isCounting
    let areNames = standOverTexts || areOverTexts || areOverFractions || isOverCount
    return (areNames, areNames)
  }

  /// Whether numbers run 0, 1, 2, … or 1, 2, 3, …, or are years one after the other.
  private static func runAsNames(_ numbers: [Double]) -> Bool {
    let areCounting = zip(numbers, numbers.dropFirst()).allSatisfy { $0 + 1 == $1 }
    if areCounting, (0...1).contains(numbers[0]), numbers[0] == numbers[0].rounded() { return true }
    return numbers.allSatisfy { (1800...2200).contains($0) && $0 == $0.rounded() }
      && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
  }

  // MARK: - Columns by name

  /// Where a column is that somebody has named.
  func position(of name: String, _ option: String) throws(DataFileError) -> Int {
    if let found = position(of: name) { return found }
    throw DataFileError(
      file: path, place: .line(1),
      expected: "a column \(name.shortenedOnOneLine), as \(option) says",
      found: columns.map(\.name).shortList)
  }

  /// Where columns are whose names stand in a list with commas; a name may hold commas itself.
  func positions(of names: [String], _ option: String) throws(DataFileError) -> [Int] {
    var found: [Int] = []
    var rest = names[...]
    while let first = rest.first {
      var length = rest.count
      while length > 1, position(of: rest.prefix(length).joined(separator: ",")) == nil {
        length -= 1
      }
      found.append(
        try position(of: length > 1 ? rest.prefix(length).joined(separator: ",") : first, option))
      rest = rest.dropFirst(length)
    }
    return found
  }

  /// Where columns are while it is open whether the table has names.
  func likelyPositions(of names: [String]) -> [Int] {
    let named = (try? positions(of: names, "")) ?? names.compactMap { position(of: $0) }
    let numbered = columns.indices.filter { names.contains("column\($0 + 1)") }
    return named + numbered
  }

  private func position(of name: String) -> Int? {
    let wanted = name.plainName
    return columns.firstIndex { $0.name == name }
      ?? columns.firstIndex { $0.name.plainName == wanted }
      ?? columns.firstIndex { $0.name.plainName.lowercased() == wanted.lowercased() }
  }
}

extension String {
  /// A name as it comes back from a list with commas: on one line, without blanks around commas.
  fileprivate var plainName: String {
    onOneLine.split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0).trimmingBlanks }.joined(separator: ",")
  }
}
