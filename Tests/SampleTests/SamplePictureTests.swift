import DigitReading
import Foundation
import Pictures
import ShippedFiles
import Testing
import Thoroughness

@Suite("The sample pictures")
struct SamplePictureTests {
  private static let digits = Places.samples.appending(path: "Digits")
  private static let sheets = Places.samples.appending(path: "Sheets")

  @Test("There are 3 or more of each digit, listed with their labels, each named after its label")
  func labels() throws {
    let rows = try Self.table(Self.digits.appending(path: "labels.csv"))
    #expect(rows.first == ["file", "label"])
    #expect(rows.dropFirst().map { $0[0] } == (try Self.pictures(in: Self.digits)))
    #expect(rows.dropFirst().allSatisfy { $0[0].hasPrefix("\($0[1])-") })
    for digit in 0...9 {
      #expect(rows.count { $0[1] == "\(digit)" } >= 3)
    }
  }

  @Test("They are of many kinds and sizes, and small together")
  func variety() throws {
    var kinds: Set<[UInt8]> = []
    var sizes: Set<[Int]> = []
    var byteCount = 0
    for folder in [Self.digits, Self.sheets] {
      for name in try Self.pictures(in: folder) {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        byteCount += bytes.count
        kinds.insert(Array(bytes[24...25]))
        let picture = try PNGReader().grey(from: bytes, named: name)
        sizes.insert([picture.width, picture.height])
      }
    }
    // Bits a channel and colour type: one bit, grey, red-green-blue, palette, with alpha.
    #expect(kinds == [[1, 0], [8, 0], [8, 2], [8, 3], [8, 6]])
    #expect(sizes.count >= 10)
    #expect(sizes.isSuperset(of: [[16, 16], [28, 28], [400, 500]]))
    #expect(byteCount < 300_000)
  }

  @Test("The program carries exactly these pictures")
  func shipped() throws {
    let shipped = (0..<glassbox_shipped_picture_count()).map { glassbox_shipped_picture($0) }
    let folders = [Self.digits, Self.sheets]
    let files = try folders.flatMap { folder in
      try Self.pictures(in: folder).map { folder.appending(path: $0) }
    }
    #expect(shipped.map { $0.name.map { String(cString: $0) } } == files.map(\.lastPathComponent))
    for (picture, file) in zip(shipped, files) {
      let bytes = Data(UnsafeRawBufferPointer(start: picture.bytes, count: picture.count))
      #expect(bytes == (try Data(contentsOf: file)), "\(file.lastPathComponent)")
    }
    #expect(glassbox_shipped_picture(shipped.count).count == 0)
  }

  @Test("The shipped reader reads at least nine of ten, and finds every digit of the sheets")
  func readable() throws {
    let reader = try DigitReader()
    func reading(of file: URL) throws -> String {
      try reader.read(pngFile: file.path).map(\.answer).joined()
    }

    let labelled = try Thoroughness.some(
      Array(Self.table(Self.digits.appending(path: "labels.csv")).dropFirst()))
    let right = try labelled.count { row in
      try reading(of: Self.digits.appending(path: row[0])) == row[1]
    }
    #expect(right * 10 >= labelled.count * 9, "\(right) of \(labelled.count)")

    let sheets = try Self.table(Self.sheets.appending(path: "digits.csv")).dropFirst()
    for row in Thoroughness.some(Array(sheets)) {
      let found = try reading(of: Self.sheets.appending(path: row[0]))
      let expected = row[1].filter { $0 != " " }
      #expect(found.count == expected.count)
      #expect(zip(found, expected).count { $0 != $1 } <= 1, "\(found) for \(expected)")
    }
  }

  @Test("DrawSampleDigits draws the very same pictures again")
  func drawnAgain() throws {
    try withTemporaryFolder { folder in
      let run = try FinishedProgram(sample: "DrawSampleDigits", folder.path)
      #expect(run.status == 0, "\(run.errors)")
      for sub in ["Digits", "Sheets"] {
        let names = try Self.pictures(in: Places.samples.appending(path: sub))
        #expect(try Self.pictures(in: folder.appending(path: sub)) == names)
        for name in names {
          // Another libpng or zlib may pack the same pixels in other bytes.
          let drawn = try Self.content(folder.appending(path: "\(sub)/\(name)"))
          #expect(drawn == (try Self.content(Places.samples.appending(path: "\(sub)/\(name)"))))
        }
      }
      for table in ["Digits/labels.csv", "Sheets/digits.csv"] {
        #expect(
          try Data(contentsOf: folder.appending(path: table))
            == Data(contentsOf: Places.samples.appending(path: table)))
      }
    }
  }

  private static func content(_ file: URL) throws -> PNGReader.Content {
    try PNGReader().decode([UInt8](Data(contentsOf: file)), named: file.lastPathComponent)
  }

  /// The names of the PNG files in a folder, in order.
  private static func pictures(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".png") }.sorted()
  }

  private static func table(_ file: URL) throws -> [[String]] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",").map(String.init) }
  }
}
