import Foundation

/// Opening a file in whatever browser the system has.
enum BrowserOpening {
  /// Asks the system to open a file; whether it has something to do that with.
  static func open(_ file: URL) -> Bool {
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
      // Without a screen there is nothing to open it on.
      let surroundings = ProcessInfo.processInfo.environment
      guard surroundings["DISPLAY"] != nil || surroundings["WAYLAND_DISPLAY"] != nil else {
        return false
      }
    #endif
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [opener, file.path(percentEncoded: false)]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return false
    }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
