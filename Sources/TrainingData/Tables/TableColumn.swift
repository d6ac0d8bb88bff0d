/// What a column of a table holds, as far as a first look tells.
struct TableColumn {
  /// Its name; `column1`, … where the table has none.
  var name: String
  /// Whether the table has a name for it.
  var isNamed = false
  /// Whether somebody has said that its cells are texts, whatever they look like.
  var holdsTexts = false
  /// Whether nobody will use it.
  var isIgnored = false
  private(set) var numbers = 0
  private(set) var texts = 0
  private(set) var gaps = 0
  /// The first cells of each kind, for messages.
  private(set) var firstText: TableSurvey.Cell?
  private(set) var firstGap: TableSurvey.Cell?
  /// The first text that is a number to people and to nobody else.
  private(set) var firstProblem: TableSurvey.Cell?
  private(set) var smallest = Double.infinity
  private(set) var largest = -Double.infinity
  /// Whether all numbers are bytes, and whether they are whole.
  private(set) var areBytes = true
  private(set) var areWhole = true
  /// Whether each number is the one before and 1.
  private(set) var isCounting = true
  /// The different texts, until there are too many.
  private(set) var differentTexts: Set<String> = []
  /// How often the cell in the first line is there again.
  var recurrences = 0
  /// Cells that hold nothing if this is a column of numbers.
  private var likelyGaps: [TableSurvey.Cell] = []
  private var last: Double?

  init(name: String) { self.name = name }

  /// Whether it is a column of numbers, for better or worse.
  var holdsNumbers: Bool { !holdsTexts && numbers > 0 && numbers >= texts }

  /// Whether each of many texts is there once, as names and identifiers are.
  var tellsSamplesApart: Bool {
    texts > TableSurvey.fewTexts && numbers == 0 && differentTexts.count == texts
  }

  /// Whether some text is there again.
  var repeatsTexts: Bool { texts > differentTexts.count }

  mutating func add(_ number: Double) {
    numbers += 1
    smallest = min(smallest, number)
    largest = max(largest, number)
    areWhole = areWhole && number == number.rounded()
    areBytes = areBytes && number >= 0 && number <= 255 && areWhole
    if let last, number != last + 1 { isCounting = false }
    last = number
  }

  mutating func add(_ cell: TableSurvey.Cell, mostTexts: Int) {
    isCounting = false
    if cell.text.utf8.count <= GapWords.longest {
      if GapWords.sure.contains(cell.text) { return addGap(cell) }
      if !holdsTexts, GapWords.amongNumbers.contains(cell.text) { return likelyGaps.append(cell) }
    }
    addText(cell, mostTexts)
  }

  /// Decides what words such as "none" are, when all cells are known.
  mutating func settle(_ mostTexts: Int) {
    let areGaps = holdsNumbers
    for cell in likelyGaps {
      if areGaps { addGap(cell) } else { addText(cell, mostTexts) }
    }
    likelyGaps = []
  }

  private mutating func addGap(_ cell: TableSurvey.Cell) {
    gaps += 1
    if cell.line < firstGap?.line ?? .max { firstGap = cell }
  }

  private mutating func addText(_ cell: TableSurvey.Cell, _ mostTexts: Int) {
    texts += 1
    if cell.line < firstText?.line ?? .max { firstText = cell }
    guard differentTexts.count <= mostTexts, differentTexts.insert(cell.text).inserted else {
      return
    }
    if !holdsTexts, firstProblem == nil, CellProblem.inWords(cell.text) != nil {
      firstProblem = cell
    }
  }
}
