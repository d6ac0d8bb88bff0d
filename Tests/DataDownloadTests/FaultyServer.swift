import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A web server on this machine that answers as badly as it is told to.
///
/// It listens on a free port of 127.0.0.1 and takes one connection after the other, each answered
/// and closed on a thread of its own.
final class FaultyServer: @unchecked Sendable {
  /// What was asked for.
  struct Request: Sendable, Equatable {
    let path: String
    /// The first byte of the Range header; nil without one.
    let rangeStart: Int?
    /// What its Accept-Encoding header says; nil without one.
    var encodings: String?
  }

  /// How a request is answered.
  struct Answer: Sendable {
    var status = "200 OK"
    var headers: [String] = []
    var body: [UInt8] = []
    /// The length that is promised; nil for what the body has.
    var promisedLength: Int?
    /// Seconds before the end of the headers in which more of them follow, five a second.
    var headerDrip = 0.0
    /// Seconds after the body in which single bytes follow, five a second.
    var drip = 0.0
    /// Seconds of silence after the body, before the connection is closed.
    var silence = 0.0
  }

  /// The address of the server, with a slash at its end.
  let url: URL
  private let listener: Int32
  private let answer: @Sendable (Request) -> Answer
  private let lock = NSLock()
  private var seen: [Request] = []
  private var isStopped = false

  struct CannotListen: Error {}

  init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    self.answer = answer
    #if canImport(Glibc)
      listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      listener = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    let port = UInt16(bigEndian: address.sin_port)
    guard bound, let url = URL(string: "http://127.0.0.1:\(port)/") else { throw CannotListen() }
    self.url = url
    Thread.detachNewThread { [self] in acceptConnections() }
  }

  /// All requests so far.
  var requests: [Request] { lock.withLock { seen } }

  /// Stops listening.
  func stop() {
    lock.withLock { isStopped = true }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func acceptConnections() {
    while !lock.withLock({ isStopped }) {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      Thread.detachNewThread { [self] in
        serve(connection)
        close(connection)
      }
    }
  }

  private func serve(_ connection: Int32) {
    guard let request = readRequest(connection) else { return }
    lock.withLock { seen.append(request) }
    let answer = answer(request)
    let length = answer.promisedLength ?? answer.body.count
    let head =
      (["HTTP/1.1 \(answer.status)", "Content-Length: \(length)", "Connection: close"]
      + answer.headers).joined(separator: "\r\n") + "\r\n"
    transmit(Array(head.utf8), to: connection)
    for number in 0..<Int(answer.headerDrip * 5) {
      transmit(Array("X-\(number): more\r\n".utf8), to: connection)
      Thread.sleep(forTimeInterval: 0.2)
    }
    transmit(Array("\r\n".utf8) + answer.body, to: connection)
    for _ in 0..<Int(answer.drip * 5) {
      transmit([0], to: connection)
      Thread.sleep(forTimeInterval: 0.2)
    }
    if answer.silence > 0 { Thread.sleep(forTimeInterval: answer.silence) }
  }

  private func readRequest(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count == 3 else { return nil }
    let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
    let start = range.flatMap { Int($0.dropFirst("range: bytes=".count).dropLast()) }
    let encodings = lines.first { $0.lowercased().hasPrefix("accept-encoding:") }
    return Request(path: String(words[1]), rangeStart: start, encodings: encodings)
  }

  private func transmit(_ bytes: [UInt8], to connection: Int32) {
    // A client that has gone away is no reason to end the tests with a signal.
    #if canImport(Darwin)
      var on: Int32 = 1
      let size = socklen_t(MemoryLayout<Int32>.size)
      setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &on, size)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { rest in
        send(connection, rest.baseAddress, rest.count, flags)
      }
      guard count > 0 else { return }
      sent += count
    }
  }
}

extension FaultyServer.Answer {
  /// What a good server answers: all of a file, or the part that is asked for.
  static func file(_ content: [UInt8], _ request: FaultyServer.Request) -> Self {
    guard let start = request.rangeStart else { return Self(body: content) }
    guard start < content.count else { return Self(status: "416 Range Not Satisfiable") }
    return Self(
      status: "206 Partial Content",
      headers: ["Content-Range: bytes \(start)-\(content.count - 1)/\(content.count)"],
      body: Array(content[start...]))
  }

  /// The same answer with the connection cut after a number of bytes of its body.
  func cut(after count: Int) -> Self {
    var answer = self
    answer.promisedLength = body.count
    answer.body = Array(body.prefix(count))
    return answer
  }
}
