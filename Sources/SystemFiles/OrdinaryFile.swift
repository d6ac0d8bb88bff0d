#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is open for reading, and is a file: a pipe or a device could go on for ever.
package final class OrdinaryFile {
  /// How many bytes it had when it was opened.
  package let size: Int
  /// What to read from; it is closed when nobody needs the file any more.
  package let descriptor: Int32

  /// Opens a file without ever waiting for it.
  package init(_ path: String) throws(FileProblem) {
    // Without waiting: opening a pipe would otherwise wait for somebody to write into it.
    let descriptor = SystemError.retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw .lastRefusal }
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileType(status) == .file else {
      close(descriptor)
      throw FileType(status) == .folder ? .folder : .notAFile
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// Reads the bytes of a range that lies within the file.
  package func read(_ range: Range<Int>) throws(FileProblem) -> [UInt8] {
    var problem: FileProblem?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        let step = SystemError.retrying {
          pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + count))
        }
        guard step > 0 else {
          problem =
            step == 0 ? .refused(reason: "it became shorter while it was read") : .lastRefusal
          return
        }
        count += step
      }
    }
    if let problem { throw problem }
    return bytes
  }
}
