import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A Chromium without a window, spoken to through two pipes (`--remote-debugging-pipe`): it reads
/// from its file 3 and writes to its file 4.
package final class Chromium: Sendable {
  /// One for all tests, each of which has tabs of its own.
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

  /// What is said to it and what it says.
  let conversation: DevToolsConversation
  private let process: pid_t
  private let profile: URL

  init() throws {
    guard let path = Self.path else { throw ChromiumError(Self.isMissing) }
    profile = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-chromium-\(UUID().uuidString)")
    let toBrowser = try Pipe(), fromBrowser = try Pipe()
    process = try Self.spawn(
      path, Self.arguments(profile: profile), input: toBrowser.reading, output: fromBrowser.writing)
    close(toBrowser.reading)
    close(fromBrowser.writing)
    conversation = DevToolsConversation(
      commands: toBrowser.writing, messages: fromBrowser.reading)
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
