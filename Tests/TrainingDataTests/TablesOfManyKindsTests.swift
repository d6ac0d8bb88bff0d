import SystemFiles
import NetworkDescription
import Testing

@testable import TrainingData

@Suite("Tables of many kinds")
struct TablesOfManyKindsTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func table(
    _ text: String, _ options: TableOptions = TableOptions(), as form: TableForm? = nil
  ) throws -> Table {
    try TableReader.table(folder.write("table.csv", text: text), options: options, as: form)
  }

  private func failure(
    _ text: String, _ options: TableOptions = TableOptions(), as form: TableForm? = nil
  ) throws -> DataFileError {
    try #require(error(DataFileError.self) { _ = try table(text, options, as: form) })
  }

  // MARK: - The first line

  // The names are those that pandas 2 gives.
  @Test(
    "Names that are there twice get numbers that no other column has",
    arguments: [
      ("x,x.1,x,kind", ["x", "x.1", "x.2", "kind"]), ("x,x,x,kind", ["x", "x.1", "x.2", "kind"]),
      ("x,x,x.1,kind", ["x", "x.2", "x.1", "kind"]),
    ])
  func twins(header: String, names: [String]) throws {
    let found = try table("\(header)\n1,2,3,a\n5,7,6,b\n")
    #expect(Set(found.form.columns.map(\.name)) == Set(names))
    #expect(found.inputs == .numbers([1, 2, 3, 5, 7, 6]))
  }

  @Test(
    "A first line whose cells are there again below is a sample",
    arguments: [
      "p,x,s,n\ne,x,s,y\ne,b,s,w\np,x,y,w\n",
      "x,x,o,b,positive\no,x,x,b,negative\nx,x,o,o,positive\n",
      "1,2,3\n4,5,6\n7,8,10\n", "Iris,1,0.2,a\nLily,2,0.4,b\nIris,1,0.3,a\n",
    ])
  func samplesFirst(text: String) throws {
    #expect(try !table(text).reading.hasHeader)
  }

  @Test(
    "Numbers that run as names do, over columns that hold others, are names",
    arguments: [
      "country,2019,2020,2021\nA,0.5,0.25,1.5\nB,0.75,2,3\nA,1.5,2.5,4\n",
      "0,1,2,label\n0.5,0.2,0.1,a\n0.1,0.4,0.4,b\n0.1,0.1,0.1,a\n",
      "0,1,2,3\n0.5,0.2,0.1,a\n0.1,0.4,0.4,b\n", "0,1,2,3\n0.5,0.2,0.1,7.5\n0.1,0.4,0.4,1.5\n",
      "city,1,y\nA,3,x\nB,4,z\nA,5,x\n", ",0,1,2\n0,0.5,0.2,a\n1,0.1,0.4,b\n2,0.1,0.1,a\n",
    ])
  func namesFirst(text: String) throws {
    let reading = try table(text).reading
    #expect(reading.hasHeader && reading.headerIsGuessed)
    #expect(reading.notes(of: 3).contains { $0.contains("--header no") })
    #expect(try !table(text, TableOptions(gaps: .mean, header: .no)).reading.hasHeader)
  }

  @Test("What a model knows decides whether a line of texts holds names")
  func namesOfModel() throws {
    let form = try table("colour,size,n,kind\nred,small,1,x\nblue,big,2,y\n").form
    func asked(_ text: String) throws -> Table {
      try TableReader.table(
        folder.write("rows.csv", text: text), options: TableOptions(ignored: []), as: form,
        for: .asking(inputs: 5))
    }
    #expect(try asked("red,small,1\nblue,big,2\n").count == 2)
    #expect(try asked("colour,size,n\nblue,big,2\n").count == 1)
  }

  // MARK: - Cells

  @Test(
    "A number in a notation that is none is named with its cell",
    arguments: [
      "1_000", "10k", "1M", "10 km", "120/80", "(100)", "5' 10", "Jan 5", "2024-01", "0x1F",
      "1 000",
    ])
  func notations(cell: String) throws {
    let wrong = try failure("x,size,y\n1,\(cell),2.5\n2,\(cell),3.5\n")
    #expect(wrong.place == .field(line: 2, column: 2) && wrong.expected == "a number")
    #expect(wrong.advice.contains("--ignore size") && wrong.advice.contains("--texts size"))
    #expect(try table("x,size,y\n1,\(cell),2.5\n", TableOptions(texts: ["size"])).count == 1)
  }

  @Test("The minus sign of typography is a minus")
  func minus() throws {
    #expect(try table("x,y\n\u{2212}1.5,2.5\n2,\u{2212}3.5\n").inputs == .numbers([-1.5, 2]))
    let german = try table("x;y\n\u{2212}1,5;2,5\n2;3,5\n")
    #expect(german.inputs == .numbers([-1.5, 2]))
  }

  @Test(
    "Ranges, versions and addresses are kinds of something",
    arguments: ["30-39", "0-2", "65+", "1.2.3", "10.0.0.1", "0.0-1.5"])
  func kinds(cell: String) throws {
    let found = try table("x,kind,y\n1,\(cell),2.5\n2,other,3.5\n")
    #expect(Set(found.form.inputNames) == ["x", "kind=\(cell)", "kind=other"])
  }

  @Test("--texts reads numbers as names of something, and a model keeps that")
  func texts() throws {
    let text = "zip,doors,y\n02139,2,1.5\n02139,more,2.5\n10115,4,3.5\n"
    let found = try table(text, TableOptions(texts: ["zip", "doors"]))
    #expect(
      found.form.inputNames == [
        "zip=02139", "zip=10115", "doors=2", "doors=4", "doors=more",
      ])
    let again = try table("zip,doors,y\n10115,2,3.5\n", as: found.form)
    #expect(again.inputs == .numbers([0, 1, 1, 0, 0]))
    let bare = "vhigh,2,2.5\nlow,4,1.5\nlow,4more,1.5\n"
    #expect(try table(bare, TableOptions(texts: ["column2"])).inputShape == .list(5))
    #expect(try failure(bare).advice.contains("--texts column2"))
  }

  @Test(
    "Words for nothing are gaps among numbers",
    arguments: [
      "None", "none", "<NA>", "NaT", "-", "--", ".", "#DIV/0!", "missing", "inf", "-inf",
      "Infinity",
    ])
  func gaps(word: String) throws {
    let text = "a,b,kind\n1,2,x\n3,\(word),y\n5,4,x\n"
    let wrong = try failure(text)
    #expect(wrong.place == .field(line: 3, column: 2) && wrong.found == "\"\(word)\"")
    #expect(wrong.advice.contains("--missing mean"))
    #expect(try table(text, TableOptions(gaps: .mean)).inputs == .numbers([1, 2, 3, 3, 5, 4]))
    #expect(try table(text, TableOptions(gaps: .drop)).inputs == .numbers([1, 2, 5, 4]))
  }

  @Test("Among texts, none is a text")
  func noneAsText() throws {
    let found = try table("roof,y\nnone,1.5\nflat,2.5\nnone,3.5\n")
    #expect(found.form.inputNames == ["roof=flat", "roof=none"])
  }

  // MARK: - Lines

  @Test("An index without a name, as R writes it, is left out; so are separators at the ends")
  func surplus() throws {
    let plain = try table("x,kind\n1,a\n2,b\n7,a\n")
    for text in [
      "\"x\",\"kind\"\n\"1\",1,\"a\"\n\"2\",2,\"b\"\n\"3\",7,\"a\"\n",
      "x,kind\nMazda,1,a\nFiat,2,b\nVolvo,7,a\n", "x,kind\n1,a,\n2,b,\n7,a,\n",
      "# made by a program, with \"quotes\"\n# and more\nx,kind\n1,a\n2,b\n7,a\n",
      "# x,kind\n1,a\n2,b\n7,a\n", "\u{FEFF}\u{FEFF}x,kind\n1,a\n2,b\n7,a\n\u{1A}",
      "x kind\n1 a\n2  b\n 7 a \n",
      "\"x\" \"kind\"\n\"1\" 1 \"a\"\n\"2\" 2 \"b\"\n\"3\" 7 \"a\"\n",
    ] {
      let found = try table(text)
      #expect(found.inputs == plain.inputs && found.targets == plain.targets, "\(text)")
      #expect(found.form.inputNames == ["x"])
    }
    let skipped = try table("# made\nx,kind\n1,a\n2,b\n").reading
    #expect(skipped.commentLines == 1)
  }

  @Test("Blanks may separate cells, with tabs and quotes between; other numbers of cells are said")
  func blanks() throws {
    let cars = try table(
      "18.0   8   307.0      130.0\t\"chevrolet malibu\"\n15.0   8   350.0      165.0\t\"buick\"\n",
      TableOptions(targets: ["column1"], ignored: ["column5"]))
    #expect(cars.inputs == .numbers([8, 307, 130, 8, 350, 165]))
    let wrong = try failure("1 2 3\n4 5\n6 7 8\n")
    #expect(wrong.place == .line(2) && wrong.found == "2")
    // Words in cells between tabs are no cells.
    let towns = try table("town\tn\tkind\nNew York\t1\tx\nSan José\t2\ty\n")
    #expect(towns.form.inputNames == ["town=New York", "town=San José", "n"])
  }

  @Test("Points and commas before decimals are named with both cells; ignored columns do not count")
  func decimals() throws {
    let mixed = "ip;temp;y\n1.5;1,5;2,5\n2;2,5;3,5\n"
    let wrong = try failure(mixed)
    #expect(wrong.place == .field(line: 2, column: 2))
    #expect(wrong.expected.contains("line 2, column 1 has \"1.5\""))
    #expect(try table(mixed, TableOptions(ignored: ["ip"])).inputs == .numbers([1.5, 2.5]))
    let unsure = try failure("area;price\n1,234;1.234\n2,345;2.345\n")
    #expect(unsure.place == .field(line: 2, column: 2))
    #expect(unsure.found.contains("thousands or decimals"))
    #expect(unsure.advice.contains("--decimal comma"))
  }

  @Test(
    "A number that can be read in one way only decides for all others of the table",
    arguments: [
      // In the same column, in another one, by a comma that no thousands have, by two points.
      ("x;y\n1.234;1\n1.234,5;2\n", [1234, 1234.5]),
      ("x;y\n1.234;1,5\n2.345;1.234,25\n", [1234, 2345]),
      ("x;y\n1.234;1,5\n2.345;2,5\n", [1234, 2345]),
      ("x;y\n1.234;1\n-1.234.567;2\n", [1234, -1_234_567]),
      ("x;y\n1,234;1\n1,234.5;2\n", [1234, 1234.5]),
      ("x;y\n1,234;1.5\n+12,345;2.5\n", [1234, 12345]),
      ("x\ty\n1,234,567\t1\n12\t2\n", [1_234_567, 12]),
      ("x,y\n\"1,234\",1.5\n\"2,345\",2.5\n", [1234, 2345]),
      ("x,y\n\"1.234,5\",1\n1.234,2\n", [1234.5, 1234]),
      // No groups of three: decimals.
      ("x;y\n0.125;1\n1.234;2\n", [0.125, 1.234]),
      ("x;y\n1234.125;1\n1.234;2\n", [1234.125, 1.234]),
    ])
  func thousands(text: String, numbers: [Double]) throws {
    #expect(try table(text, TableOptions(targets: ["y"])).inputs == .numbers(numbers))
  }

  @Test("Where nothing decides, it is said how a number was understood, and what says otherwise")
  func undecidedThousands() throws {
    func read(
      _ text: String, _ decimal: TableOptions.Decimal = .auto
    ) throws -> (inputs: Dataset.Inputs, notes: String) {
      let table = try table(text, TableOptions(targets: ["y"], decimal: decimal))
      return (
        table.inputs,
        table.description(classNames: nil, table.form).filter { $0.contains("add --decimal") }
          .joined()
      )
    }
    let points = "x;y\n1.234;1\n-12.345;2\n"
    let decimals = try read(points)
    #expect(decimals.inputs == .numbers([1.234, -12.345]))
    #expect(decimals.notes.contains("\"1.234\"") && decimals.notes.contains("--decimal comma"))
    let told = try read(points, .comma)
    #expect(told.inputs == .numbers([1234, -12345]) && told.notes.isEmpty)
    let commas = "x;y\n1,234;1\n12,345;2\n"
    #expect(try read(commas).inputs == .numbers([1.234, 12.345]))
    #expect(try read(commas).notes.contains("--decimal point"))
    #expect(try read(commas, .point).inputs == .numbers([1234, 12345]))
    // Where commas stand between cells, those in quotes are hardly decimal ones.
    let quoted = "x,y\n\"1,234\",1\n\"12,345\",2\n"
    #expect(try read(quoted).inputs == .numbers([1234, 12345]))
    #expect(try read(quoted).notes.contains("--decimal comma"))
    #expect(try read(quoted, .comma).inputs == .numbers([1.234, 12.345]))
    #expect(try read("x;y\n1.5;1\n1.234;2\n").notes.isEmpty)
  }

  @Test("A line sep=; is honoured in words and for decimal commas")
  func separatorLine() throws {
    let reading = try table("sep=;\na;kind\n1,5;x\n2,5;y\n").reading
    #expect(reading.separatorName == "semicolons" && reading.decimalComma)
  }

  // MARK: - Columns

  @Test(
    "A column that is called as answers are is one, if the last one is not",
    arguments: [
      ("class,a,b", "class"), ("y,a,b", "y"), ("id,Diagnosis,b", "Diagnosis"),
      ("x,y,colour", "colour"), ("class,y,a", "a"), ("class,a,species", "species"),
    ])
  func answers(header: String, answer: String) throws {
    let found = try table("\(header)\n1,0,1\n2,1,0\n1,1,1\n5,0,1\n")
    #expect(found.form.answers.map(\.name) == [answer])
    let isLast = header.hasSuffix(answer)
    #expect(found.reading.answerFoundByName == (isLast ? nil : answer))
  }

  @Test("Words that contradict what a model knows are errors, others are not")
  func contradictions() throws {
    let form = try table("a,b,kind\n1,2,x\n3,4,y\n").form
    let rows = "a,b,kind\n1,2,x\n"
    for options in [
      TableOptions(label: "a"), TableOptions(targets: ["b"]), TableOptions(ignored: ["b"]),
      TableOptions(texts: ["a"]),
    ] {
      #expect(try failure(rows, options, as: form).found.hasPrefix("--"))
    }
    #expect(try table(rows, TableOptions(label: "kind"), as: form).count == 1)
    let gap = try failure("a,b,kind\n1,,x\n", as: form)
    #expect(!gap.advice.contains("--ignore") && gap.advice.contains("--missing mean"))
  }

  @Test("Advice can be typed: names with commas, blanks and quotes are found again")
  func typedNames() throws {
    let text = "\"lat,lon\",\"it's \"\"so\"\"\",x,kind\na,?,1,u\nb,2,2,v\n"
    let found = try table(text, TableOptions(ignored: ["lat", "lon", "it's \"so\""]))
    #expect(found.form.inputNames == ["x"])
    let wrong = try failure("a b,x,kind\n?,1,u\n2,2,v\n")
    #expect(wrong.advice.contains("--ignore 'a b'"))
    #expect("it's".shellWord == "'it'\\''s'")
    #expect(try table("\"a\nb\",x,kind\n?,1,u\n", TableOptions(ignored: ["a\\nb"])).count == 1)
  }

  @Test("An empty column is left out with a note, identifiers are refused")
  func useless() throws {
    let empty = try table("a,e,y\n1,,p\n2,,q\n")
    #expect(empty.inputs == .numbers([1, 2]) && empty.reading.emptyColumns == ["e"])
    #expect(try failure("a,b,class\n1,2,\n3,4,\n").place == .field(line: 2, column: 3))
    let rows = (0..<11).map { "CUST-\($0),\($0 % 3),\($0 % 2)" }.joined(separator: "\n")
    #expect(try failure("customer,x,churn\n" + rows).advice.contains("--ignore customer"))
    let few = (5..<30).map { "\($0),\($0 % 3).5,\($0 % 2)" }.joined(separator: "\n")
    #expect(try table("age,x,y\n" + few).reading.countingColumns == [])
  }

  @Test("Blanks make no other class; one class, and capital letters, are mentioned")
  func classes() throws {
    let found = try table("a,label\n1,yes\n2,\"yes \"\n3,Yes\n4,no\n")
    #expect(found.reading.classNames == ["Yes", "no", "yes"])
    #expect(found.reading.notes(of: 4).contains { $0.contains("Yes, yes") })
    let one = try table("a,label\n1,dog\n2,dog\n").reading
    #expect(one.notes(of: 2).contains { $0.contains("nothing to tell apart") })
    #expect(try table("a,y\n1,3.5\n2,3.5\n").reading.constantTargets == ["y"])
    #expect(try table("a,y\n1,3.5\n2,3.25\n").reading.constantTargets == [])
  }

  // MARK: - Deviations

  @Test(
    "Numbers of any size have a mean and a deviation",
    arguments: [5e200, 5e-200, 1, 8e307, 0x1p-1063])
  func deviations(size: Double) {
    // Mean and deviation of 0, 1 and 2 are 1 and √(2 ⁄ 3).
    let found = InputStatistics(of: [0, size, 2 * size], featureCount: 1)
    #expect(abs(found.means[0] / size - 1) < 1e-3)
    #expect(found.deviations[0] > 0 && found.deviations[0].isFinite)
    if size > 1e-300 {
      #expect(abs(found.deviations[0] / size - (2.0 / 3).squareRoot()) < 1e-12)
    }
  }

  @Test("Opposite numbers, whole numbers near 2⁵³ and constants have a deviation")
  func extremes() {
    let opposite = InputStatistics(of: [1.7e308, -1.7e308, 1.7e308, -1.7e308], featureCount: 1)
    #expect(abs(opposite.deviations[0] / 1.7e308 - 1) < 1e-12)
    // 2⁵³ and the four even numbers above it: √8, as that of 0, 2, 4, 6, 8.
    let large = (0..<5).map { 9_007_199_254_740_992 + 2 * Double($0) }
    #expect(
      abs(InputStatistics(of: large, featureCount: 1).deviations[0] - 8.0.squareRoot()) < 1e-9)
    let mixed = InputStatistics(of: [0.1, 1, 0.1, 3], featureCount: 2)
    #expect(mixed.areConstant == [true, false] && mixed.means == [0.1, 2])
    #expect(mixed.deviations == [1, 1])
  }
}
