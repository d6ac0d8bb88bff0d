import CZlib
import SystemFiles
import TextFormats

/// A file read from front to back, unpacked on the way if it is gzipped.
///
/// zlib tells the two apart by a gzip file's first two bytes (1f 8b, RFC 1952), whatever the name
/// says, and checks the length and CRC-32 at the end of a gzipped one.
final class ByteFile {
  /// The file's path.
  let path: String
  /// The number of bytes on disk, packed or not.
  let sizeOnDisk: Int
  /// How many bytes have been read, after unpacking.
  private(set) var position = 0
  private let handle: gzFile
  /// How many bytes it may have, after unpacking; asked of few files, since it takes time to find out.
  private lazy var mostBytes = isGzipped ? Self.mostUnpackedBytes : Self.mostPlainBytes

  /// So much room is set aside at once: more than any usual data set has in a file.
  private static let mostReserved = 1 << 28

  /// No packed file may hold more; a plain one may, but has to leave room for what is made of it.
  static let mostUnpackedBytes = 1 << 30
  private static var mostPlainBytes: Int {
    max(mostUnpackedBytes, (FreeMemory.bytes() ?? mostUnpackedBytes) / 4)
  }

  /// - Throws: ``DataFileError`` when there is no such file or it cannot be opened.
  init(_ path: String) throws(DataFileError) {
    guard let size = FileSize.ofFile(path) else {
      throw DataFileError(
        file: path, expected: "a file", found: FileType.inWords(FileType(ofPath: path)))
    }
    guard let handle = gzopen(path, "rb") else {
      throw DataFileError(
        file: path, expected: "a readable file", found: "\(FileProblem.lastRefusal)")
    }
    gzbuffer(handle, 1 << 17)
    self.path = path
    self.sizeOnDisk = size
    self.handle = handle
  }

  deinit {
    gzclose_r(handle)
  }

  /// Whether the file is gzipped; known once something was read.
  var isGzipped: Bool { gzdirect(handle) == 0 }

  /// The next bytes: `count` of them, or fewer where the file ends.
  ///
  /// Memory is touched as the bytes arrive, so a header that lies about sizes costs nothing.
  /// - Throws: ``DataFileError`` when the gzip stream is damaged or cut off, or goes on for longer than
  ///   any data set.
  func read(upTo count: Int) throws(DataFileError) -> [UInt8] {
    let step = 1 << 20
    var bytes: [UInt8] = []
    // Growing step by step would keep the bytes twice at times.
    bytes.reserveCapacity(min(count, Self.mostReserved))
    while bytes.count < count {
      let wanted = min(step, count - bytes.count)
      var outcome: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        outcome = gzread(handle, buffer.baseAddress, UInt32(wanted))
        filled = max(0, Int(outcome))
      }
      try checkStream(outcome)
      if chunk.isEmpty { break }
      position += chunk.count
      guard position <= Self.mostUnpackedBytes || position <= mostBytes else {
        throw DataFileError(
          file: path, place: .byte(mostBytes),
          expected: "at most \(byteCount(mostBytes))\(isGzipped ? ", unpacked," : "")",
          found: "more", advice: "give a smaller part of it")
      }
      bytes += chunk
    }
    return bytes
  }

  /// Throws what zlib has against the stream, if anything.
  private func checkStream(_ outcome: Int32) throws(DataFileError) {
    var code: Int32 = 0
    let message = gzerror(handle, &code).map { String(cString: $0) } ?? ""
    if outcome >= 0 && (code == Z_OK || code == Z_STREAM_END) { return }
    // zlib puts the path in front of its message, which the error names anyway.
    let reason =
      message.hasPrefix(path + ": ") ? String(message.dropFirst(path.count + 2)) : message
    throw DataFileError(
      file: path, place: .byte(position),
      expected: isGzipped ? "an intact gzip stream" : "readable bytes",
      found: code == Z_BUF_ERROR ? "the end of the file: it is cut off" : "damage (\(reason))",
      advice: "fetch or copy the file again")
  }
}
