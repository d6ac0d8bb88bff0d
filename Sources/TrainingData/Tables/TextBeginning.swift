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

  /// Refuses what is no UTF-8 text.
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
  }
}

/// The text of a cell; bytes that are no UTF-8 are taken for Latin-1, as older programs write it.
func cellText(_ bytes: some Collection<UInt8>) -> String {
  String(validating: bytes, as: UTF8.self)
    ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
}
