import SystemFiles
import NetworkDescription
import TextFormats

// What was understood of a table, and how to say otherwise.

extension Table {
  /// How the table is written and what each column is used for, line by line.
  ///
  /// - Parameters:
  ///   - classNames: The classes, where the answer is one.
  ///   - form: What the columns mean.
  package func description(classNames: [String]?, _ form: TableForm) -> [String] {
    var lines = ["", "understood as: \(reading.inWords(path))"]
    lines += reading.notes(of: count)
    lines += reading.countingColumns.map {
      "column \($0.onOneLine) only counts the samples: leave it out with --ignore \($0.shellWord)"
    }
    if form.isPicture {
      lines.append("\(form.inputs.count) columns of pixels, each byte ÷ 255")
    }
    var table = TextTable(columns: [.left("column"), .left("used as")])
    var place = 0
    for column in form.columns {
      let first = place
      place += column.role.inputCount
      guard column.role != .pixel else { continue }
      table.add([column.name.shortenedOnOneLine, use(of: column, at: first, classNames)])
    }
    lines += [""] + table.lines
    lines += [
      "",
      "to say otherwise: --label COLUMN for classes, --targets A,B for numbers to put out, "
        + "--ignore A,B for columns to leave out, --texts A,B for numbers that are names of "
        + "something, --missing mean or drop for empty cells, "
        + "--header yes or no for the first line, --decimal point or comma for what stands before "
        + "decimals; the other one then stands between thousands",
    ]
    return lines
  }

  /// What a column is used for.
  ///
  /// - Parameter place: The first of its inputs.
  private func use(
    of column: TableForm.Column, at place: Int, _ classNames: [String]?
  ) -> String {
    switch column.role {
    case .number(let mean):
      let (low, high) = range(at: place)
      return "input: a number from \(low) to \(high), mean \(Self.short(mean))"
    case .pixel: return "input: a pixel"
    case .texts(let texts, _):
      return "\(counted(texts.count, "input")), 1 for its text and 0 for the others (one-hot): "
        + texts.quotedList
    case .label: return "the answer: one of the classes \((classNames ?? []).quotedList)"
    case .target: return "the answer: a number to put out"
    case .leftOut: return "nothing"
    }
  }

  private func range(at place: Int) -> (low: String, high: String) {
    guard case .numbers(let numbers) = inputs else { return ("0", "255") }
    let own = stride(from: place, to: numbers.count, by: inputShape.count).map { numbers[$0] }
    return (Self.short(own.min() ?? 0), Self.short(own.max() ?? 0))
  }

  /// A number in a sentence: whole ones without decimals, others with four digits that count.
  private static func short(_ number: Double) -> String {
    if let short = scientific(number) { return short }
    if number == number.rounded() { return grouped(Int(number)) }
    var digits = 2
    var size = abs(number)
    while size < 10, digits < 8 {
      size *= 10
      digits += 1
    }
    return decimal(number, digits: number.magnitude < 1e9 ? digits : 0)
  }

  /// What each column is used for, as JSON objects.
  package var columnEntries: [[(String, JSONValue)]] {
    form.columns.map { column in
      guard case .object(let entries) = column.json else { return [] }
      return entries
    }
  }
}

extension Table.Reading {
  fileprivate func inWords(_ path: String) -> String {
    separatorName + " between the cells" + (decimalComma ? ", decimal commas" : "")
      + (hasThousands ? ", \(decimalComma ? "points" : "commas") between thousands" : "")
      + (hasHeader
        ? ", names in the first line" : ", no names: the columns are called column1, column2, …")
  }
}

extension DataFileError {
  /// Whether it is about pictures that are not all of one size.
  public var isAboutPictureSize: Bool { advice == Self.sizeAdvice }

  static let sizeAdvice = "make all pictures one size"
}
