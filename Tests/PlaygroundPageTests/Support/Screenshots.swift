import BrowserTabs
import Foundation

/// The pictures in Docs/Images, which the stories take when GLASSBOX_WRITE_SCREENSHOTS is set.
enum Screenshots {
  private static let areWritten =
    ProcessInfo.processInfo.environment["GLASSBOX_WRITE_SCREENSHOTS"] == "1"

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Docs/Images")

  /// Keeps a picture of a page, if pictures are wanted.
  static func take(_ tab: Tab, _ name: String) throws {
    guard areWritten else { return }
    // What moves comes to rest first.
    _ = try tab.value("new Promise((done) => setTimeout(done, 900))")
    try tab.screenshot().write(to: folder.appending(path: "\(name).png"))
  }
}
