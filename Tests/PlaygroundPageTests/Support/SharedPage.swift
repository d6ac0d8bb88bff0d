import BrowserTabs
import Foundation
import PlaygroundPages

/// One page for all stories that need no other: opening it takes longer than most of them.
///
/// A story finds everything as it is on a new page. One that fails leaves its page behind; the next
/// has another.
final class SharedPage: @unchecked Sendable {
  static let shared = SharedPage()

  private let lock = NSLock()
  private var tab: Tab?
  private let file = FileManager.default.temporaryDirectory
    .appending(path: "glassbox-playground-\(UUID().uuidString).html")

  init() {
    atexit { try? FileManager.default.removeItem(at: SharedPage.shared.file) }
  }

  /// Lends the page, with a network that words open.
  func lend(on screen: Tab.Screen, _ words: String, _ body: (Tab) throws -> Void) throws {
    lock.lock()
    defer { lock.unlock() }
    let tab = try self.tab ?? opened()
    self.tab = nil
    try tab.show(on: screen)
    try tidyUp(tab)
    try tab.perform(words)
    try body(tab)
    Story.expectQuiet(tab, file)
    self.tab = tab
  }

  private func opened() throws -> Tab {
    try PlaygroundPage(words: ["open xor --seed 1"]).html
      .write(to: file, atomically: true, encoding: .utf8)
    return try Story.open(file)
  }

  /// Puts away what the story before has left: windows, what is held on to, notes.
  private func tidyUp(_ tab: Tab) throws {
    _ = try tab.value(
      """
      (async () => {
        document.getElementById("dialog").close();
        document.getElementById("ownData").open = false;
        for (const words of ["pause", "compare off", "show all"]) await playground.do(words);
        if (!document.getElementById("step").hidden) document.getElementById("inside").click();
        document.querySelector("#look .letGo")?.click();
        document.querySelector("#note .icon")?.click();
        document.activeElement?.blur();
        scrollTo(0, 0);
      })()
      """)
  }
}
