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
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, .read) }
    defer { close(descriptor) }
    return try readAll(descriptor, named: path, startingWith: start, limit: limit)
  }

  static func readStandardInput(
    startingWith start: [UInt8], limit: Int
  ) throws(PictureError) -> [UInt8] {
    try readAll(STDIN_FILENO, named: standardInputName, startingWith: start, limit: limit)
  }

  /// Writes beside the file first and renames, so that a good file is never half overwritten.
  static func write(_ bytes: [UInt8], _ path: String) throws(PictureError) {
    let temporary = "\(path).\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path, .write) }
    do throws(PictureError) {
      try writeAll(bytes, descriptor, named: path)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let error = failure(path, .write)
      unlink(temporary)
      throw error
    }
  }

  // The limit is kept while reading, because pipes and devices state no length.
  private static func readAll(
    _ descriptor: Int32, named name: String, startingWith start: [UInt8], limit: Int
  ) throws(PictureError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(name, .read) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw .fileTooLong(name: name, limit: limit) }
      bytes.append(contentsOf: block[..<count])
      if bytes.count >= start.count && !bytes.starts(with: start) { return bytes }
    }
  }

  private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32, named name: String)
    throws(PictureError)
  {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[start...]))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(name, .write) }
      start += count
    }
  }

  private static func failure(
    _ name: String, _ action: PictureError.FileAction
  ) -> PictureError {
    .file(name: name, action: action, reason: String(cString: strerror(errno)))
  }
}

// Free functions, because inside of the enum the names `read` and `write` are its own.
private func systemRead(_ descriptor: Int32, _ block: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &block, count)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
