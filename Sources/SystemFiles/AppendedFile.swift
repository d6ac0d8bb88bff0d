#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that grows at its end, and that others may read meanwhile.
package final class AppendedFile {
  private let descriptor: Int32

  /// Opens a file, or makes it.
  ///
  /// - Parameter size: How many of its bytes are kept; what follows them is cut off.
  package init(_ path: String, keeping size: Int) throws(FileProblem) {
    let descriptor = SystemError.retrying {
      open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o666)
    }
    guard descriptor >= 0 else { throw .lastRefusal }
    guard FileType(ofDescriptor: descriptor) == .file else {
      close(descriptor)
      throw .notAFile
    }
    guard SystemError.retrying({ ftruncate(descriptor, off_t(size)) }) == 0 else {
      let refusal = FileProblem.lastRefusal
      close(descriptor)
      throw refusal
    }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Appends bytes.
  package func append(_ bytes: [UInt8]) throws(FileProblem) {
    try SystemError.writeAll(bytes, to: descriptor)
  }
}
