import SystemFiles

/// Small text files, read whole.
enum TextFile {
  private static let largest = 16 << 20

  static func read(_ path: String) throws -> String {
    let bytes: [UInt8]
    do {
      let file = try OrdinaryFile(path)
      guard file.size <= largest else {
        throw CommandFailure("\(path): expected at most \(largest) bytes, found \(file.size)")
      }
      bytes = try file.read(0..<file.size)
    } catch let problem as FileProblem {
      throw CommandFailure(
        "\(path): cannot read it: \(problem): check that the file exists and may be read")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure("\(path): expected UTF-8 text, found other bytes")
    }
    return text
  }
}
