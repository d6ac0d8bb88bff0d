import NetworkDescription
import Testing

@testable import TrainingData

@Suite("Tables as people have them")
struct TablesOfPeopleTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func table(
    _ text: String, _ options: TableOptions = TableOptions(), as form: TableForm? = nil,
    for purpose: TableReader.Purpose = .learning
  ) throws -> Table {
    try TableReader.table(
      folder.write("table.csv", text: text), options: options, as: form, for: purpose)
  }

  private func failure(
    _ text: String, _ options: TableOptions = TableOptions(), as form: TableForm? = nil
  ) throws -> DataFileError {
    try #require(error(DataFileError.self) { _ = try table(text, options, as: form) })
  }

  private static let passengers = """
    Id,Survived,Sex,Age,Port
    1,yes,female,22,S
    2,no,male,,C
    3,yes,female,26,
    4,no,male,36,S
    """

  @Test("Cells may be separated by semicolons, tabs or bars, and are the same cells")
  func separators() throws {
    let plain = try table("a,b,kind\n1,2.5,x\n3,4,y\n")
    for separator in [";", "\t", "|"] {
      let text = "a,b,kind\n1,2.5,x\n3,4,y\n".replacing(",", with: separator)
      let other = try table(text)
      #expect(other.inputs == plain.inputs && other.targets == plain.targets)
    }
    #expect(try table("sep=;\na;kind\n1;x\n").inputs == .numbers([1]))
    // Separators inside quotes separate nothing.
    let quoted = try table("a;text;kind\n1;\"x;y,z\";u\n2;\"p\tq\";v\n")
    #expect(quoted.form.inputNames == ["a", "text=p\tq", "text=x;y,z"])
  }

  @Test("With semicolons a comma is a decimal one; BOM, CR LF and umlauts are no trouble")
  func decimalCommas() throws {
    let german = try table("\u{FEFF}Fläche;Zimmer;Preis\r\n70,5;3;250000,5\r\n-1,25e1;2;99\r\n")
    #expect(german.form.columns.map(\.name) == ["Fläche", "Zimmer", "Preis"])
    #expect(german.inputs == .numbers([70.5, 3, -12.5, 2]))
    #expect(german.targets == .numbers([250_000.5, 99], perSample: 1))
    #expect(german.reading.decimalComma)
    let quoted = try table("a,b,kind\n\"1,5\",2,x\n\"2,75\",3,y\n")
    #expect(quoted.inputs == .numbers([1.5, 2, 2.75, 3]))
  }

  @Test("A first line of numbers is a sample; --header says otherwise")
  func noHeader() throws {
    let iris = try table("5.1,3.5,Iris-setosa\n4.9,3.0,Iris-setosa\n6.2,2.9,Iris-virginica\n")
    #expect(iris.count == 3 && !iris.reading.hasHeader)
    #expect(iris.form.columns.map(\.name) == ["column1", "column2", "column3"])
    #expect(iris.targets == .classes([0, 0, 1], names: ["Iris-setosa", "Iris-virginica"]))
    let years = "1999,2000,sum\n1,2,3\n4,5,9.5\n"
    #expect(try table(years).reading.hasHeader)
    #expect(try table("1,2,3.5\n4,5,9\n", TableOptions(header: .yes)).count == 1)
    #expect(try table("a,b\nx,y\nz,u\n", TableOptions(header: .no)).count == 3)
  }

  @Test("MNIST's lines without names are pictures with their labels in front")
  func digitsWithoutHeader() throws {
    func line(_ label: Int) -> String {
      "\(label)," + (0..<64).map { "\($0 == 20 ? 200 : 0)" }.joined(separator: ",")
    }
    let digits = try table([7, 2, 7].map(line).joined(separator: "\n")).dataset()
    #expect(digits.inputShape == .picture(height: 8, width: 8, channels: 1))
    #expect(digits.classNames == ["2", "7"] && digits.labels == [1, 0, 1])
    #expect(digits.input(of: 0)[20] == 200.0 / 255)
    // Columns called row × column, as in another well-known copy.
    let names = (1...2).flatMap { row in (1...2).map { "\(row)x\($0)" } }.joined(separator: ",")
    #expect(try table("label,\(names)\n3,0,255,51,1\n").inputs == .pixels([0, 255, 51, 1]))
  }

  @Test("Empty cells are an error that names cell, column and remedies")
  func gaps() throws {
    let options = TableOptions(label: "Survived", ignored: ["Id"])
    let wrong = try failure(Self.passengers, options)
    #expect(wrong.place == .field(line: 3, column: 4))
    #expect(wrong.found == "nothing")
    for words in [
      "1 cell of column Age is empty", "--missing mean", "--missing drop", "--ignore Age",
    ] {
      #expect(wrong.advice.contains(words), "\(wrong.advice)")
    }
    for word in ["NA", "N/A", "?", "nan", "NULL"] {
      #expect(try failure("a,b,kind\n1,2,x\n3,\(word),y\n").found == "\"\(word)\"")
    }
  }

  @Test("The mean of a column stands in for what is missing, of texts the share of each")
  func means() throws {
    let options = TableOptions(label: "Survived", ignored: ["Id"], gaps: .mean)
    let filled = try table(Self.passengers, options)
    // Age: (22 + 26 + 36) / 3 = 28. Port: S twice, C once.
    let expected: [Double] = [
      1, 0, 22, 0, 1,
      0, 1, 28, 1, 0,
      1, 0, 26, 1.0 / 3, 2.0 / 3,
      0, 1, 36, 0, 1,
    ]
    #expect(filled.inputs == .numbers(expected))
    #expect(
      filled.form.inputNames == ["Sex=female", "Sex=male", "Age", "Port=C", "Port=S"])
    #expect(filled.reading.filledCells == 2)
    #expect(filled.targets == .classes([1, 0, 1, 0], names: ["no", "yes"]))
  }

  @Test("Lines with gaps can be left out, and the others keep their numbers")
  func dropped() throws {
    let options = TableOptions(label: "Survived", ignored: ["Id"], gaps: .drop)
    let dropped = try table(Self.passengers, options)
    #expect(dropped.numbers == [1, 4] && dropped.reading.droppedLines == 2)
    // A gap in a column that is not used is no gap.
    let ignoring = TableOptions(label: "Survived", ignored: ["Id", "Age", "Port"], gaps: .drop)
    #expect(try table(Self.passengers, ignoring).count == 4)
    #expect(try failure("a,b\n,1\n2,\n", TableOptions(gaps: .drop)).found == "none")
  }

  @Test("An answer that is missing is never made up")
  func missingAnswers() throws {
    let text = "a,price\n1,2.5\n2,\n3,4.5\n"
    #expect(try failure(text, TableOptions(gaps: .mean)).place == .field(line: 3, column: 2))
    #expect(try table(text, TableOptions(gaps: .drop)).count == 2)
  }

  @Test(
    "Labels from 1, and −1 and 1, are classes; −1 and 1 keep their order",
    arguments: [
      ("1\n2\n3\n1\n", ["1", "2", "3"], [0, 1, 2, 0]),
      ("-1\n1\n1\n-1\n", ["-1", "1"], [0, 1, 1, 0]),
      ("0\n0\n0\n0\n", ["0"], [0, 0, 0, 0]), ("1.0\n0\n1\n0.0\n", ["0", "1"], [1, 0, 1, 0]),
    ])
  func numberings(cells: String, names: [String], labels: [Int]) throws {
    let rows = cells.split(separator: "\n").enumerated().map { "\($0.offset).5,\($0.element)" }
    let text = "x,kind\n" + rows.joined(separator: "\n")
    #expect(try table(text).targets == .classes(labels, names: names))
  }

  @Test("Whole numbers that are all different, or named as targets, are numbers")
  func wholeNumbers() throws {
    #expect(try table("x,y\n5,0\n6,1\n7,2\n").targets == .numbers([0, 1, 2], perSample: 1))
    let text = "x,y,z\n5,0,1\n6,1,1\n7,0,2\n"
    let both = try table(text, TableOptions(targets: ["z", "y"]))
    #expect(both.inputs == .numbers([5, 6, 7]))
    #expect(both.form.targetNames == ["y", "z"])
    #expect(both.targets == .numbers([0, 1, 1, 1, 0, 2], perSample: 2))
    #expect(try both.dataset().targetKind == .numbers)
    #expect(try table(text, TableOptions(label: "y")).form.answers.map(\.role) == [.label])
  }

  @Test(
    "What is a number to people only is named with the cell and what it is",
    arguments: [
      ("2024-01-05", "a date"), ("05.01.2024", "a date"), ("1/5/24", "a date"), ("12:30", "time"),
      ("€ 5", "currency"), ("5 EUR", "currency"), ("$1000", "currency"), ("12 %", "percentage"),
      ("1'234", "another notation"), ("1 234", "another notation"),
      ("\"1,23,4\"", "another notation"),
    ])
  func notations(cell: String, what: String) throws {
    let wrong = try failure("x,when,kind\n1,\(cell),0\n2,\(cell),1\n")
    #expect(wrong.place == .field(line: 2, column: 2))
    #expect(wrong.found.contains(what), "\(wrong)")
    #expect(wrong.advice.contains("--ignore when"))
  }

  @Test("Columns that tell every sample apart are refused, all of them named")
  func names() throws {
    let rows = (0..<150).map { "Mr. \($0),T\($0),\($0 % 2)" }
    let wrong = try failure("Name,Ticket,label\n" + rows.joined(separator: "\n"))
    #expect(wrong.advice.contains("--ignore Name,Ticket"))
  }

  @Test("Columns without a name that only count, or are empty, are left out")
  func spreadsheets() throws {
    #expect(try table(",x,kind\n0,5,a\n1,6,b\n2,7,a\n").inputs == .numbers([5, 6, 7]))
    #expect(try table("x,kind,\n5,a,\n6,b,\n,,\n").inputs == .numbers([5, 6]))
    let rows = (1...20).map { "\($0),\($0 % 3),\($0 % 2)" }.joined(separator: "\n")
    #expect(try table("Id,x,kind\n" + rows).reading.countingColumns == ["Id"])
    #expect(try table("x,x,kind\n5,7,a\n6,8,b\n").form.inputNames == ["x", "x.1"])
  }

  @Test("A column that is not there is named beside those that are")
  func missingColumns() throws {
    for options in [
      TableOptions(targets: ["cost"]), TableOptions(label: "cost"), TableOptions(ignored: ["cost"]),
    ] {
      let wrong = try failure("a,price\n1,2\n", options)
      #expect(wrong.expected.contains("cost") && wrong.found == "a, price")
    }
  }

  @Test(
    "What is no UTF-8 text is called by its name",
    arguments: [
      ([0xFF, 0xFE, 0x61, 0], "UTF-16"), ([0xFE, 0xFF, 0, 0x61], "UTF-16"),
      ([0x61, 0, 0x2C, 0], "UTF-16"), ([0x50, 0x4B, 3, 4], "zip"),
      (Array("\n { \"a\": 1 }".utf8), "JSON"), (Array("@RELATION iris\n".utf8), "ARFF"),
      (Array("\u{FEFF}<!DOCTYPE html>".utf8), "HTML"),
    ] as [([UInt8], String)])
  func encodings(bytes: [UInt8], name: String) throws {
    let path = try folder.write("other.csv", bytes)
    let wrong = try #require(error(DataFileError.self) { _ = try TableReader.dataset(path) })
    #expect(wrong.found.contains(name))
  }

  @Test("Latin-1 is read as such")
  func latin() throws {
    let bytes: [UInt8] = Array("x,Ort\n1,K".utf8) + [0xF6] + Array("ln\n2,Bonn\n".utf8)
    let data = try TableReader.dataset(folder.write("latin.csv", bytes))
    #expect(data.classNames == ["Bonn", "Köln"])
  }

  @Test("Far too many columns are refused before anything is kept of them")
  func columns() throws {
    let line = [String](repeating: "1", count: 200_000).joined(separator: ",")
    #expect(try failure("\(line)\n\(line)\n").expected == "at most 131072 columns")
  }

  // MARK: - With the form a model has kept

  @Test("With a model's form columns are found by name, in any order, with others between")
  func byName() throws {
    let options = TableOptions(label: "Survived", ignored: ["Id"], gaps: .mean)
    let form = try table(Self.passengers, options).form
    let rows = try table(
      "Port,Ticket,Age,Sex\nC,A 5,,male\n", as: form, for: .asking(inputs: 5))
    #expect(rows.inputs == .numbers([0, 1, 28, 1, 0]))
    #expect(rows.targets == nil && rows.answerNames == [])
    let labelled = try table("Age,Sex,Port,Survived\n1,male,S,no\n", as: form)
    #expect(labelled.inputs == .numbers([0, 1, 1, 0, 1]))
    #expect(labelled.targets == .classes([0], names: ["no"]))
    // Without names, the order is that of the table learned from, of its inputs, or of both.
    let bare = try table("male,30,S\n", as: form, for: .asking(inputs: 5))
    #expect(bare.inputs == .numbers([0, 1, 30, 0, 1]))
  }

  @Test("Missing columns are listed with both sides, unknown texts with those known")
  func misfits() throws {
    let form = try table("a,b,kind\n1,u,x\n2,v,y\n").form
    let missing = try failure("b,c,kind\nu,2,x\n", as: form)
    #expect(missing.expected.contains("a, b, kind") && missing.found.contains("b, c, kind"))
    #expect(missing.found.hasSuffix("without a"))
    let unknown = try failure("a,b,kind\n1,w,x\n", as: form)
    #expect(unknown.place == .field(line: 2, column: 2) && unknown.expected.hasSuffix("u, v"))
    let text = try failure("a,b,kind\nseven,u,x\n", as: form)
    #expect(text.place == .field(line: 2, column: 1) && text.expected == "a number")
  }
}
