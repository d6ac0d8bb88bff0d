#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lines that somebody types, or that come through a pipe.
enum InputLines {
  /// What is longer than this is no answer; the rest of such a line is left out.
  private static let longest = 1 << 16

  /// The next line without its end; nil when there are no more.
  static func next() -> String? {
    var bytes: [UInt8] = []
    while bytes.count < longest {
      let byte = getchar()
      if byte == EOF {
        guard !bytes.isEmpty else { return nil }
        break
      }
      if byte == 10 { break }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
