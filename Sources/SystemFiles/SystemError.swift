#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says about the call that just failed.
package enum SystemError {
  /// The reason in words, such as "No such file or directory".
  package static var reason: String { String(cString: strerror(errno)) }

  /// Repeats a call for as long as a signal interrupts it.
  package static func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result != -1 || errno != EINTR { return result }
    }
  }

  /// Writes all bytes, with one call to the system if it takes them all.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(FileProblem) {
    var written = 0
    while written < bytes.count {
      let step = bytes[written...].withUnsafeBytes { rest in
        retrying { write(descriptor, rest.baseAddress, rest.count) }
      }
      guard step > 0 else { throw .lastRefusal }
      written += step
    }
  }
}
