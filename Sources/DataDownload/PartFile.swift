import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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

  /// Refuses what is neither a file nor missing: a link could lead the bytes astray, and a pipe
  /// would be waited for.
  func check() throws(DownloadError) {
    for (path, type) in [
      (path, FileType(ofPath: path, followingLinks: false)),
      (finalPath, FileType(ofPath: finalPath)),
    ] where ![.file, nil].contains(type) {
      throw .disk(path: path, reason: "expected a file or nothing, found another thing: remove it")
    }
  }

  /// The file, to write behind its first `offset` bytes; what comes after them is dropped.
  ///
  /// - Throws: ``DownloadError/disk(path:reason:)``.
  func open(writingAt offset: Int) throws(DownloadError) -> OpenFile {
    try OpenFile(writing: path, at: offset)
  }

  /// Throws away what has arrived.
  func remove() {
    // If it cannot be removed, opening it for writing will say why.
    unlink(path)
  }

  /// Gives the whole file its name, in place of whatever had it.
  func publish() throws(DownloadError) {
    guard rename(path, finalPath) == 0 else { throw .systemRefusal(at: finalPath) }
  }

  /// The size of a file; nil when there is none.
  static func size(of path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// The checksum of a file, read in pieces.
  static func sha256(of path: String) throws(DownloadError) -> String {
    let file = try OpenFile(reading: path)
    var sum = SHA256()
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { piece.deallocate() }
    while true {
      let count = try file.read(into: piece)
      if count == 0 { return sum.hexDigest() }
      sum.update(piece[..<count])
    }
  }

  /// Makes a folder and those above it, unless they are there.
  static func makeFolder(_ path: String) throws(DownloadError) {
    let slashes = path.utf8.indices.dropFirst().filter { path.utf8[$0] == UInt8(ascii: "/") }
    for end in slashes {
      // It may be there, and it may be in a folder that only others may add to.
      _ = mkdir(String(path[..<end]), 0o777)
    }
    guard mkdir(path, 0o777) != 0 else { return }
    let refusal = DownloadError.systemRefusal(at: path)
    guard FileType(ofPath: path) == .folder else { throw refusal }
  }
}
