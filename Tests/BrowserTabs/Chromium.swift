import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A Chromium without a window, spoken to through two pipes (`--remote-debugging-pipe`): JSON
/// messages of the DevTools protocol, each ended by a zero byte, to its file 3 and from its file 4.
package final class Chromium: @unchecked Sendable {
  /// One for all tests; whoever talks with it has it alone for so long.
  package static let shared = Result { try Chromium() }

  /// Where it is installed, or where GLASSBOX_CHROMIUM says; nil if it is not.
  package static let path: String? = {
    let environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    let candidates =
      [environment["GLASSBOX_CHROMIUM"]].compactMap(\.self)
      + names.flatMap { name in folders.map { "\($0)/\(name)" } }
      + ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// What a test says that needs it and has none.
  package static let isMissing =
    "there is no Chromium: apt-get install chromium, or set GLASSBOX_CHROMIUM"

  private let lock = NSLock()
  private let process: pid_t
  private let profile: URL
  private let commands: Int32
  private let messages: Int32
  private var received: [UInt8] = []
  private var lastID = 0
  /// What it has told of its own accord; see ``events(of:)``.
  private var told: [Message] = []

  init() throws {
    guard let path = Self.path else { throw ChromiumError(Self.isMissing) }
    profile = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-chromium-\(UUID().uuidString)")
    let toBrowser = try Pipe(), fromBrowser = try Pipe()
    process = try Self.spawn(
      path, Self.arguments(profile: profile), input: toBrowser.reading, output: fromBrowser.writing)
    close(toBrowser.reading)
    close(fromBrowser.writing)
    commands = toBrowser.writing
    messages = fromBrowser.reading
    signal(SIGPIPE, SIG_IGN)
    atexit { Chromium.end() }
  }

  private static func arguments(profile: URL) -> [String] {
    [
      "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--mute-audio",
      "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-dev-shm-usage", "--force-color-profile=srgb",
      "--user-data-dir=\(profile.path)", "about:blank",
    ]
  }

  /// Sends a command and waits for its result.
  func call(_ method: String, _ parameters: [String: Any] = [:], session: String? = nil) throws
    -> [String: Any]
  {
    lock.lock()
    defer { lock.unlock() }
    lastID += 1
    var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
    message["sessionId"] = session
    let bytes = try JSONSerialization.data(withJSONObject: message) + [0]
    try bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = write(commands, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
        guard count > 0 else { throw ChromiumError("\(method): the browser is gone") }
        sent += count
      }
    }
    while true {
      let answer = try nextMessage(awaiting: method)
      guard answer.id == lastID else {
        told.append(answer)
        continue
      }
      if let error = answer.json["error"] { throw ChromiumError("\(method): \(error)") }
      return answer.json["result"] as? [String: Any] ?? [:]
    }
  }

  /// Waits until it tells of something.
  func wait(for method: String, session: String) throws {
    lock.lock()
    defer { lock.unlock() }
    while !told.contains(where: { $0.method == method && $0.session == session }) {
      told.append(try nextMessage(awaiting: method))
    }
  }

  /// What one tab has told of its own accord.
  func events(of session: String) -> [Message] {
    lock.lock()
    defer { lock.unlock() }
    return told.filter { $0.session == session }
  }

  private func nextMessage(awaiting what: String) throws -> Message {
    while true {
      if let end = received.firstIndex(of: 0) {
        let text = Data(received[..<end])
        received.removeSubrange(...end)
        return Message(json: try JSONSerialization.jsonObject(with: text) as? [String: Any] ?? [:])
      }
      var poller = pollfd(fd: messages, events: Int16(POLLIN), revents: 0)
      guard poll(&poller, 1, 60_000) > 0 else { throw ChromiumError("\(what): no answer in 60 s") }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(messages, &buffer, buffer.count)
      guard count > 0 else { throw ChromiumError("\(what): the browser is gone") }
      received += buffer[..<count]
    }
  }

  /// Ends the browser with everything it has started, and removes what it has written.
  private static func end() {
    guard case .success(let browser) = shared else { return }
    kill(-browser.process, SIGKILL)
    var status: Int32 = 0
    waitpid(browser.process, &status, 0)
    try? FileManager.default.removeItem(at: browser.profile)
  }
}

extension Chromium {
  /// A message from the browser.
  struct Message {
    let json: [String: Any]
    var id: Int? { json["id"] as? Int }
    var method: String { json["method"] as? String ?? "" }
    var session: String { json["sessionId"] as? String ?? "" }
    var parameters: [String: Any] { json["params"] as? [String: Any] ?? [:] }
  }

  private struct Pipe {
    let reading: Int32
    let writing: Int32

    /// Both ends have numbers out of the way of 3 and 4, and are nobody else's.
    init() throws {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw ChromiumError("no pipe") }
      let moved = ends.map { end in
        defer { close(end) }
        return fcntl(end, F_DUPFD_CLOEXEC, 20)
      }
      (reading, writing) = (moved[0], moved[1])
    }
  }

  private static func spawn(
    _ path: String, _ arguments: [String], input: Int32, output: Int32
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 3)
    posix_spawn_file_actions_adddup2(&actions, output, 4)
    for file: Int32 in [1, 2] {
      posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_WRONLY, 0)
    }
    // A group of its own, so that its helpers can be ended with it.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, path, &actions, &attributes, &words, environ)
    guard status == 0 else {
      throw ChromiumError("\(path): cannot be started: \(String(cString: strerror(status)))")
    }
    return process
  }
}

/// What went wrong with the browser.
package struct ChromiumError: Error, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
