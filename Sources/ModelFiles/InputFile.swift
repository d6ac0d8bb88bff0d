#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is open for reading.
final class InputFile {
  /// How many bytes it has.
  let size: Int
  private let path: String
  private let descriptor: Int32

  /// Opens an ordinary file; a pipe or a device could go on for ever.
  init(path: String) throws(ModelFileError) {
    // Without waiting: opening a pipe would otherwise wait for somebody to write into it.
    let descriptor = SystemError.retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      throw ModelFileError(file: path, problem: .cannotRead(reason: SystemError.reason))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ModelFileError(file: path, problem: .notAFile)
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// Reads the bytes of a range that lies within the file.
  func read(_ range: Range<Int>) throws(ModelFileError) -> [UInt8] {
    var reason: String?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        let step = SystemError.retrying {
          pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + count))
        }
        guard step > 0 else {
          reason = step == 0 ? "it became shorter while it was read" : SystemError.reason
          return
        }
        count += step
      }
    }
    if let reason { throw ModelFileError(file: path, problem: .cannotRead(reason: reason)) }
    return bytes
  }
}
