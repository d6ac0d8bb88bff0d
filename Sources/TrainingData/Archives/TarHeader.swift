/// What stands before each file of a tar archive.
struct TarHeader {
  /// Where the size stands.
  static let sizeField = 124
  private static let sumField = 148

  /// The member's name with its folders.
  let name: String
  /// How many bytes it has.
  let size: Int
  /// Whether it is a file, and not a folder, a link or a note of the program that packed it.
  let isFile: Bool

  /// Takes a header apart.
  ///
  /// - Parameters:
  ///   - block: Its 512 bytes.
  ///   - start: Where it is in the archive, for errors.
  /// - Throws: ``DataFileError`` unless the sum is right and the size a number.
  init(_ block: [UInt8], at start: Int, path: String) throws(DataFileError) {
    let sum = block.enumerated().reduce(0) { sum, entry in
      sum + (Self.sumField..<Self.sumField + 8 ~= entry.offset ? 0x20 : Int(entry.element))
    }
    let stated = Self.octal(block[Self.sumField..<Self.sumField + 8])
    guard stated == sum else {
      throw DataFileError(
        file: path, place: .byte(start + Self.sumField),
        expected: "\(sum), the sum of the header's bytes",
        found: stated.map { "\($0)" } ?? "no number",
        advice: "it is damaged or no tar archive: fetch or copy it again")
    }
    guard let size = Self.octal(block[Self.sizeField..<Self.sizeField + 12]) else {
      throw DataFileError(
        file: path, place: .byte(start + Self.sizeField), expected: "a size in octal digits",
        found: "other bytes", advice: "pack it with a usual tar program")
    }
    self.size = size
    isFile = block[156] == UInt8(ascii: "0") || block[156] == 0
    let isPOSIX = block[257..<262].elementsEqual("ustar".utf8)
    let prefix = isPOSIX ? Self.text(block[345..<500]) : ""
    name = (prefix.isEmpty ? "" : prefix + "/") + Self.text(block[0..<100])
  }

  /// Octal digits with spaces before and a space or zero behind; nil for anything else.
  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    let rest = field[digits.endIndex...]
    guard !digits.isEmpty, rest.allSatisfy({ $0 == 0x20 || $0 == 0 }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }
}
