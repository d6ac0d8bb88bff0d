import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is open until nobody needs it any more; its errors name it.
final class OpenFile {
  private let path: String
  private let descriptor: Int32

  /// Opens a file to read it.
  convenience init(reading path: String) throws(DownloadError) {
    try self.init(path, flags: O_RDONLY)
  }

  /// Opens a file to write behind its first bytes, and makes it if it is not there.
  ///
  /// What comes after those bytes is dropped. A link is not followed: somebody may have put it
  /// there so that another file is overwritten.
  convenience init(writing path: String, at offset: Int) throws(DownloadError) {
    try self.init(path, flags: O_WRONLY | O_CREAT | O_NOFOLLOW)
    guard ftruncate(descriptor, off_t(offset)) == 0, lseek(descriptor, 0, SEEK_END) == offset else {
      throw .systemRefusal(at: path)
    }
  }

  private init(_ path: String, flags: Int32) throws(DownloadError) {
    // Without waiting: opening a pipe would otherwise wait for its other end.
    let descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard descriptor >= 0 else { throw .systemRefusal(at: path) }
    guard FileType(ofDescriptor: descriptor) == .file else {
      close(descriptor)
      throw .disk(path: path, reason: "\(FileProblem.notAFile)")
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Fills a buffer with the next bytes; returns how many there were, 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DownloadError) -> Int {
    while true {
      let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .systemRefusal(at: path) }
    }
  }

  /// Writes all of some bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(DownloadError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let buffer = UnsafeRawBufferPointer(rebasing: rest)
      let count = systemWrite(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .systemRefusal(at: path)
      }
    }
  }
}

// The names of these two functions are taken inside the class.
private let systemRead = read
private let systemWrite = write

extension DownloadError {
  /// The system's last word on a path, such as "Permission denied".
  static func systemRefusal(at path: String) -> DownloadError {
    .disk(path: path, reason: SystemError.reason)
  }
}
