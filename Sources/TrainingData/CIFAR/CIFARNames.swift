/// The file that says what CIFAR-10's labels stand for: ten lines, one name each.
enum CIFARNames {
  /// What it is called.
  static let fileName = "batches.meta.txt"
  /// Ten names are shorter by far.
  static let mostBytes = 1 << 16

  /// Reads the names from a file.
  static func read(_ path: String) throws(DataFileError) -> [String] {
    try parse(try ByteFile(path).read(upTo: mostBytes), path: path)
  }

  /// Takes the names out of the file's bytes.
  ///
  /// - Throws: ``DataFileError`` unless there are ten names, no two alike.
  static func parse(_ bytes: [UInt8], path: String) throws(DataFileError) -> [String] {
    let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }
    let names = lines.filter { !$0.allSatisfy(\.isWhitespace) }
    guard names.count == 10, Set(names).count == 10 else {
      throw DataFileError(
        file: path, expected: "ten names, one on each line",
        found: "\(names.count) of which \(Set(names).count) differ",
        advice: "repair or remove it; without it the published names are used")
    }
    return names
  }
}
