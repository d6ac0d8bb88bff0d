import SystemFiles

/// Text as a file, written whole or not at all.
enum TextOutput {
  static func write(_ text: String, to path: String) throws {
    do {
      try AtomicFile.replace(path, with: Array(text.utf8))
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
  }
}
