import TextFormats

/// Small text files, read whole.
package enum TextFile {
  private static let largest = 16 << 20

  /// The text of a file.
  ///
  /// - Throws: `PlainError` for what cannot be read, is too long, or is no text.
  package static func read(_ path: String) throws -> String {
    let bytes: [UInt8]
    do {
      let file = try OrdinaryFile(path)
      guard file.size <= largest else {
        throw PlainError("\(path): expected at most \(largest) bytes, found \(file.size)")
      }
      bytes = try file.read(0..<file.size)
    } catch let problem as FileProblem {
      throw PlainError(
        "\(path): cannot read it: \(problem): check that the file exists and may be read")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PlainError("\(path): expected UTF-8 text, found other bytes")
    }
    return text
  }
}
