import CTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Opening a file in whatever browser the system has.
enum BrowserOpening {
  /// Asks the system to open a file; whether it has something to do that with.
  static func open(_ path: String) -> Bool {
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
      // Without a screen there is nothing to open it on.
      guard getenv("DISPLAY") != nil || getenv("WAYLAND_DISPLAY") != nil else { return false }
    #endif
    return terminal_run_quietly(opener, path)
  }
}
