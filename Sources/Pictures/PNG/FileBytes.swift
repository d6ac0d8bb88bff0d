import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whole files in and out through the system's own calls: no Foundation, so programs start fast.
enum FileBytes {
  static let standardInputName = "standard input"

  /// Reads a whole file, but stops early when it does not start as wanted: a film given by mistake
  /// need not be read to its end to be refused.
  static func read(
    _ path: String, startingWith start: [UInt8], limit: Int
  ) throws(PictureError) -> [UInt8] {
    let file: OrdinaryFile
    do {
      file = try OrdinaryFile(path)
    } catch {
      throw .file(name: path, action: .read, reason: error.description)
    }
    return try readAll(file.descriptor, named: path, startingWith: start, limit: limit)
  }

  static func readStandardInput(
    startingWith start: [UInt8], limit: Int
  ) throws(PictureError) -> [UInt8] {
    try readAll(STDIN_FILENO, named: standardInputName, startingWith: start, limit: limit)
  }

  /// Writes a whole file or none.
  static func write(_ bytes: [UInt8], _ path: String) throws(PictureError) {
    do {
      try AtomicFile.replace(path, with: bytes)
    } catch {
      throw .file(name: path, action: .write, reason: error.description)
    }
  }

  // The limit is kept while reading, because pipes and devices state no length.
  private static func readAll(
    _ descriptor: Int32, named name: String, startingWith start: [UInt8], limit: Int
  ) throws(PictureError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = SystemError.retrying { systemRead(descriptor, &block, block.count) }
      guard count >= 0 else {
        throw .file(name: name, action: .read, reason: SystemError.reason)
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw .fileTooLong(name: name, limit: limit) }
      bytes.append(contentsOf: block[..<count])
      if bytes.count >= start.count && !bytes.starts(with: start) { return bytes }
    }
  }
}

// A free function, because inside of the enum the name `read` is its own.
private func systemRead(_ descriptor: Int32, _ block: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &block, count)
}
