import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Messages of the DevTools protocol through two pipes: JSON, each ended by a zero byte.
///
/// Many can talk at the same time: a thread reads whatever comes, and who waits for an answer is
/// woken by it.
final class DevToolsConversation: @unchecked Sendable {
  /// A message from the browser: the answer to a command, or something it tells of its own accord.
  struct Message {
    let json: [String: Any]
    var id: Int? { json["id"] as? Int }
    var method: String { json["method"] as? String ?? "" }
    var session: String { json["sessionId"] as? String ?? "" }
    var parameters: [String: Any] { json["params"] as? [String: Any] ?? [:] }
  }

  /// How many seconds in which nothing arrives somebody waits.
  ///
  /// They are counted one by one, so that none is lost on a machine that stands still for a while.
  private static let patience = 180

  private let commands: Int32
  /// Guards everything below, and wakes those who wait for a message.
  private let news = NSCondition()
  private var lastID = 0
  private var answers: [Int: Message] = [:]
  private var told: [Message] = []
  private var hasEnded = false

  init(commands: Int32, messages: Int32) {
    self.commands = commands
    signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread { self.listen(to: messages) }
  }

  /// Sends a command and waits for its result.
  func call(_ method: String, _ parameters: [String: Any] = [:], session: String? = nil) throws
    -> [String: Any]
  {
    let id = try news.withLock {
      lastID += 1
      var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
      message["sessionId"] = session
      try send(JSONSerialization.data(withJSONObject: message) + [0])
      return lastID
    }
    let answer = try wait(for: method) { answers.removeValue(forKey: id) }
    if let error = answer.json["error"] { throw ChromiumError("\(method): \(error)") }
    return answer.json["result"] as? [String: Any] ?? [:]
  }

  /// Waits until a tab tells of something.
  func wait(for method: String, session: String) throws {
    _ = try wait(for: method) {
      told.first { $0.method == method && $0.session == session }
    }
  }

  /// What one tab has told of its own accord.
  func events(of session: String) -> [Message] {
    news.withLock { told.filter { $0.session == session } }
  }

  /// Looks, at once and after every message, whether something has arrived.
  private func wait(for what: String, _ arrived: () -> Message?) throws -> Message {
    try news.withLock {
      var seconds = 0
      while seconds < Self.patience {
        if let message = arrived() { return message }
        guard !hasEnded else { throw ChromiumError("\(what): the browser is gone") }
        if !news.wait(until: Date(timeIntervalSinceNow: 1)) { seconds += 1 }
      }
      throw ChromiumError("\(what): no answer in \(Self.patience) s")
    }
  }

  private func send(_ bytes: Data) throws {
    try bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = write(commands, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
        guard count > 0 else { throw ChromiumError("a command could not be sent: \(errno)") }
        sent += count
      }
    }
  }

  /// Takes in what comes, until the browser ends.
  private func listen(to messages: Int32) {
    var message = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(messages, &buffer, buffer.count)
      guard count > 0 else { break }
      buffer.withUnsafeBytes { bytes in
        var rest = bytes[..<count]
        while let end = rest.firstIndex(of: 0) {
          take(message + rest[..<end])
          message = Data()
          rest = rest[(end + 1)...]
        }
        message += rest
      }
    }
    news.withLock {
      hasEnded = true
      news.broadcast()
    }
  }

  private func take(_ text: Data) {
    let json = (try? JSONSerialization.jsonObject(with: text)) as? [String: Any]
    let message = Message(json: json ?? [:])
    news.withLock {
      if let id = message.id { answers[id] = message } else { told.append(message) }
      news.broadcast()
    }
  }
}
