/// What the first bytes of a table say about its text.
enum TextBeginning {
  /// The byte order mark that some programs put before UTF-8.
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Files that are often taken for tables of text.
  private static let others: [(bytes: [UInt8], what: String, advice: String)] = [
    ([0xFF, 0xFE], "UTF-16 (byte order mark FF FE)", "save it as UTF-8"),
    ([0xFE, 0xFF], "UTF-16 (byte order mark FE FF)", "save it as UTF-8"),
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive, as .xlsx and .ods are", "save the sheet as CSV"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls)", "save the sheet as CSV"),
  ]

  /// Texts of other kinds, by how they begin, in small letters.
  private static let otherTexts: [(beginnings: [String], what: String)] = [
    (["{\"", "[{", "[\"", "[["], "JSON"),
    (["<!doctype", "<html", "<?xml", "<table"], "HTML or XML"),
    (["@relation"], "a file of Weka (ARFF)"),
  ]

  /// Refuses what is no UTF-8 text, and text that is surely no table.
  static func check(_ bytes: [UInt8], path: String) throws(DataFileError) {
    for other in others where bytes.starts(with: other.bytes) {
      throw DataFileError(
        file: path, place: .byte(0), expected: "text in UTF-8", found: other.what,
        advice: other.advice)
    }
    if let zero = bytes.prefix(1 << 12).firstIndex(of: 0) {
      throw DataFileError(
        file: path, place: .byte(zero), expected: "text in UTF-8",
        found: "a zero byte, as UTF-16 and files that are no text have",
        advice: "save it as CSV in UTF-8")
    }
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    let start = String(decoding: text.prefix(64).filter { $0 > UInt8.blank }, as: UTF8.self)
      .lowercased()
    for other in otherTexts where other.beginnings.contains(where: start.hasPrefix) {
      throw DataFileError(
        file: path, place: .byte(0), expected: "a table as text, such as CSV", found: other.what,
        advice: "save it as CSV")
    }
  }
}

/// The text of a cell; bytes that are no UTF-8 are taken for Latin-1, as older programs write it.
func cellText(_ bytes: some Collection<UInt8>) -> String {
  String(validating: bytes, as: UTF8.self)
    ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
}
