import NetworkDescription
import Testing
import Thoroughness

@testable import TrainingData

@Suite("Tables")
struct TableTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String) throws -> Dataset {
    try TableReader.dataset(folder.write("table.csv", text: text))
  }

  private func failure(_ text: String) throws -> DataFileError? {
    let path = try folder.write("table.csv", text: text)
    return error(DataFileError.self) { _ = try TableReader.dataset(path) }
  }

  @Test("Numbers are what Swift reads from the same text")
  func exactNumbers() throws {
    let set = try read("x,y,target\n0.1,-2.5e-3,0.5\n1e300,12345678901234568,1.5\n+3,.5,2.5\n")
    #expect(set.inputShape == .list(2))
    #expect(set.inputs == .numbers([0.1, -2.5e-3, 1e300, 12_345_678_901_234_568, 3, 0.5]))
    #expect(set.targets == .numbers([0.5, 1.5, 2.5], perSample: 1))
  }

  @Test("Whole numbers 0 … n − 1 in the last column are classes")
  func numberedClasses() throws {
    let set = try read("x,kind\n1,2\n2,0\n3,1\n4,2\n")
    #expect(set.targets == .classes([2, 0, 1, 2], names: ["0", "1", "2"]))
  }

  @Test("Whole numbers with gaps are numbers to put out, unless the column is named label")
  func gaps() throws {
    #expect(try read("x,price\n1,250000\n2,0\n").targets == .numbers([250_000, 0], perSample: 1))
    let labelled = try read("label,x\n7,0.5\n2,1\n")
    #expect(labelled.labels == [1, 0])
    #expect(labelled.classNames == ["2", "7"])
    #expect(labelled.inputs == .numbers([0.5, 1]))
  }

  @Test("Names become classes in alphabetical order, whatever the order of the samples")
  func namedClasses() throws {
    let set = try read("x,y,species\n1,2,virginica\n3,4,setosa\n5,6,virginica\n")
    #expect(set.targets == .classes([1, 0, 1], names: ["setosa", "virginica"]))
  }

  @Test("Quotes, CR LF, a byte order mark, blanks and a missing last line end are understood")
  func dialects() throws {
    let text = "\u{FEFF}\"x, first\", y ,Label\r\n\"1\", 2 ,\"a \"\"b\"\"\nc\"\r\n\r\n3,4,\"d\""
    let set = try read(text)
    #expect(set.inputs == .numbers([1, 2, 3, 4]))
    #expect(set.classNames == ["a \"b\"\nc", "d"])
    #expect(try read("x,label\r1,0\r2,1\r").labels == [0, 1])
  }

  @Test("Pixel columns that hold bytes are pictures, square ones with a shape")
  func pixels() throws {
    let set = try read("label,pixel0,pixel1,pixel2,pixel3\n3,0,255,51,1\n")
    #expect(set.inputs == .pixels([0, 255, 51, 1]))
    #expect(set.inputShape == .picture(height: 2, width: 2, channels: 1))
    #expect(try read("label,pixel0,pixel1\n3,0,255\n").inputShape == .list(2))
    #expect(try read("label,pixel0\n3,0.5\n").inputs == .numbers([0.5]))
  }

  @Test(
    "A cell that is no number is named with line, column and content",
    arguments: ["seven", "", "nan", "inf", "0x10", "1e999", "1 2", "e5"])
  func notNumbers(cell: String) throws {
    let wrong = try #require(try failure("x,y,label\n1,2,0\n3,\(cell),1\n"))
    #expect(wrong.place == .field(line: 3, column: 2))
    #expect(wrong.expected == "a number")
    #expect(wrong.found.hasPrefix(cell.isEmpty ? "nothing" : "\"\(cell)\""))
    #expect(wrong.description.contains("table.csv:3:2: expected a number, found"))
  }

  @Test("Lines are counted through quoted line ends and empty lines")
  func lineNumbers() throws {
    let wrong = try #require(try failure("x,label\n\n1,\"a\nb\"\nz,c\n"))
    #expect(wrong.place == .field(line: 5, column: 1))
  }

  @Test(
    "Tables without what is needed are refused",
    arguments: [
      ("", DataFileError.Place.line(1), "an empty file"),
      ("\n\n", .line(1), "an empty file"),
      ("x,label\n", .line(2), "the end of the file"),
      ("x\n1\n", .line(1), "one, \"x\""),
      ("pixel0,pixel1\n3,4\n", .line(1), "2 columns of pixels"),
      ("x,y,label\n1,2,0\n1,2\n", .line(3), "2"),
      ("x,y,label\n1,2,0,9\n", .line(2), "4"),
      ("x,label\n1,\n", .field(line: 2, column: 2), "nothing"),
      ("x,label\n\"1,0\n2,0\n", .field(line: 2, column: 1), "the end of the file"),
      ("x,label\n1\"2\",0\n", .field(line: 2, column: 1), "\"\"\""),
      ("x,label\n\"1\"2,0\n", .field(line: 2, column: 1), "\"2\""),
    ])
  func refused(text: String, place: DataFileError.Place, found: String) throws {
    let wrong = try #require(try failure(text))
    #expect(wrong.place == place)
    #expect(wrong.found == found)
  }

  @Test("Bytes that are no text give one plain line and no crash")
  func noText() throws {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 256) }
    let path = try folder.write("noise.csv", bytes)
    let wrong = try #require(error(DataFileError.self) { _ = try TableReader.dataset(path) })
    #expect(!wrong.description.contains("\n"))
    let twins: [UInt8] = Array("x,label\n1,".utf8) + [0xFF] + Array("\n2,".utf8) + [0xFE, 10]
    #expect(try TableReader.dataset(folder.write("twins.csv", twins)).count == 2)
  }

  @Test("Tables longer than a buffer are read whole, packed or not")
  func longTable() throws {
    let rows = (0..<30_000).map { "\($0),0.25,\($0 % 3)" }
    let set = try read("a,b,c\n" + rows.joined(separator: "\n"))
    #expect(set.count == 30_000)
    #expect(set.input(of: 29_999) == [29_999, 0.25])
    #expect(set.samplesPerClass() == [10_000, 10_000, 10_000])
  }

  @Test("After the last row, blank lines and blanks without end are refused")
  func blanksWithoutEnd() throws {
    for (end, what) in Thoroughness.some([
      ("\n", "blank lines"), (",,\n", "blank lines"), (" ", "blanks"),
    ]) {
      let rows = "x,y,label\n0,1,a\n1,0,b\n"
      let few = rows + String(repeating: end, count: 1000)
      #expect(try read(few + (end == " " ? "\n" : "")).count == 2)
      let failure = try failure(rows + String(repeating: end, count: 1_100_000))
      #expect(failure?.expected == "at most 1000000 \(what) one after the other")
    }
  }
}
