import Foundation

/// A file that is arriving: it has the name of the whole one and `.part` behind it.
struct PartFile: Sendable {
  /// Where the bytes are collected.
  let path: String
  /// The name it gets when it is whole and its checksum is right.
  let finalPath: String

  /// - Parameter finalPath: The path of the whole file.
  init(for finalPath: String) {
    self.finalPath = finalPath
    path = finalPath + ".part"
  }

  /// How many bytes there are; 0 without a file.
  var size: Int { Self.size(of: path) ?? 0 }

  /// A handle that writes behind the first `offset` bytes; what comes after them is dropped.
  ///
  /// - Throws: ``DownloadError/disk(path:reason:)``.
  func handle(writingAt offset: Int) throws(DownloadError) -> FileHandle {
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    return try onDisk(path) {
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try handle.truncate(atOffset: UInt64(offset))
      return handle
    }
  }

  /// Throws away what has arrived.
  func remove() {
    // If it cannot be removed, opening it for writing will say why.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Gives the whole file its name, in place of whatever had it.
  func publish() throws(DownloadError) {
    guard rename(path, finalPath) == 0 else {
      throw .disk(
        path: finalPath, reason: "cannot be replaced: \(String(cString: strerror(errno)))")
    }
  }

  /// The size of a file; nil when there is none.
  static func size(of path: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue
  }

  /// The checksum of a file, read in pieces.
  static func sha256(of path: String) throws(DownloadError) -> String {
    try onDisk(path) {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      var sum = SHA256()
      while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
        sum.update(piece)
      }
      return sum.hexDigest()
    }
  }
}

/// Runs something that touches a file, and names the file when it fails.
func onDisk<Result>(
  _ path: String, _ body: () throws -> Result
) throws(DownloadError) -> Result {
  do {
    return try body()
  } catch {
    throw .disk(path: path, reason: error.localizedDescription)
  }
}
