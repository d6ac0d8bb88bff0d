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
}
