import CCurl

/// The system's libcurl, which does the talking to servers.
///
/// Loading it takes longer than most commands run, so it is not linked: it is loaded when the first
/// file has to be downloaded.
final class CurlLibrary: Sendable {
  /// What the library is called, the usual name first. The 4 is the version of its binary
  /// interface; Debian gives it another name where it is built with GnuTLS.
  #if canImport(Darwin)
    static let names = ["/usr/lib/libcurl.4.dylib", "libcurl.4.dylib"]
  #else
    static let names = ["libcurl.so.4", "libcurl-gnutls.so.4"]
  #endif

  /// This machine's; nil when it has none.
  static let system = CurlLibrary(names: names)

  // Written once, and C's functions only read what it points to.
  nonisolated(unsafe) private let library: OpaquePointer

  /// Loads the first library that is there; nil when none is.
  init?(names: [String]) {
    for name in names {
      if let library = ccurl_open(name) {
        self.library = library
        return
      }
    }
    return nil
  }

  deinit { ccurl_close(library) }

  /// How many bytes a second a server has to send, so that it is not given up.
  static let slowest = Int(CCURL_SLOWEST)

  /// How many times as long as for any byte is waited for the first one of the file.
  static let headerPatiences = Double(CCURL_HEADER_PATIENCES)

  /// How a request ended.
  enum Ending: Equatable {
    /// The server has sent all it wanted to send.
    case done
    /// The transfer did not want any more.
    case stopped
    /// Nothing came for as long as was to be waited.
    case silent
    /// So little came that waiting for the rest makes no sense.
    case slow
    /// Headers came all the time, but not the file.
    case late
    /// Anything else, in libcurl's words.
    case failed(String)
  }

  /// Asks for a file, and hands a transfer what is answered until that is all.
  ///
  /// - Parameters:
  ///   - address: An address that begins with `http:` or `https:`.
  ///   - offset: The first byte that is wanted.
  ///   - stallSeconds: How long to wait for the next byte.
  ///   - transfer: Who gets the answer, on the calling thread.
  func request(
    _ address: String, from offset: Int, stallSeconds: Double, for transfer: HTTPTransfer
  ) -> Ending {
    var message = [CChar](repeating: 0, count: Int(CCURL_MESSAGE_CAPACITY))
    let ending = address.withCString { address in
      "glassbox".withCString { userAgent in
        var request = ccurl_request(
          url: address, offset: Int64(offset), user_agent: userAgent, patience: stallSeconds,
          context: Unmanaged.passUnretained(transfer).toOpaque(),
          answered: { receiver(behind: $0)?.begin(status: $1, contentRange: $2) ?? false },
          arrived: { receiver(behind: $0)?.take($1, count: $2) ?? false },
          cancelled: { receiver(behind: $0)?.isCancelled() ?? true })
        return ccurl_transfer(library, &request, &message)
      }
    }
    switch ending {
    case CCURL_DONE: return .done
    case CCURL_STOPPED: return .stopped
    case CCURL_SILENT: return .silent
    case CCURL_SLOW: return .slow
    case CCURL_LATE: return .late
    default:
      let text = message.prefix { $0 != 0 }.map { UInt8(truncatingIfNeeded: $0) }
      return .failed(String(decoding: text, as: UTF8.self))
    }
  }
}

/// The transfer that went through C as a pointer; it lives as long as its request.
private func receiver(behind context: UnsafeMutableRawPointer?) -> HTTPTransfer? {
  context.map { Unmanaged<HTTPTransfer>.fromOpaque($0).takeUnretainedValue() }
}
