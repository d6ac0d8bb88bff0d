import BrowserTabs
import Foundation
import Playground
import PlaygroundPages
import Testing

/// Opens the page for a story, and looks afterwards whether the browser complained.
enum Story {
  /// A story at the page that all share, with a network that is opened for it.
  static func withLearner(
    _ words: String = "open xor --seed 1", on screen: Tab.Screen = .desk,
    _ body: (Learner) throws -> Void
  ) throws {
    try SharedPage.shared.lend(on: screen, words) { tab in
      try body(Learner(tab: tab, native: try native(words)))
    }
  }

  /// A story that begins with an address, at a page of its own.
  static func withLearner(
    _ words: String = "open xor --seed 1", address: String, _ body: (Learner) throws -> Void
  ) throws {
    try withPage(beginningWith: [words]) { file in
      let tab = try open(file, address)
      try body(Learner(tab: tab, native: try native(words)))
      try end(tab, file)
    }
  }

  private static func native(_ words: String) throws -> PlaygroundSession {
    let session = try PlaygroundSession()
    try session.finish(words)
    return session
  }

  static func open(_ file: URL, _ address: String = "", on screen: Tab.Screen = .desk) throws -> Tab
  {
    let place = try #require(URL(string: file.absoluteString + address))
    let tab = try Tab(place, on: screen)
    try tab.wait(for: "window.playground && playground.state()")
    return tab
  }

  static func end(_ tab: Tab, _ file: URL) throws {
    expectQuiet(tab, file)
    try tab.close()
  }

  /// The page has asked nobody for anything, and the browser has found nothing wrong with it.
  static func expectQuiet(_ tab: Tab, _ file: URL) {
    #expect(tab.complaints == [])
    let others = tab.requests.filter {
      !$0.hasPrefix(file.absoluteString) && !$0.hasPrefix("blob:")
    }
    #expect(others == [])
  }

  /// A page in a file, for as long as it is looked at.
  static func withPage(beginningWith words: [String], _ body: (URL) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-playground-\(UUID().uuidString).html")
    try PlaygroundPage(words: words).html.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file)
  }
}

/// Stories at the page about the plane, one after another; those about digits go on beside them.
@Suite(
  "Stories at the playground", .serialized, .awayFromOtherTests,
  .enabled(if: Chromium.path != nil, Comment(rawValue: Chromium.isMissing)))
struct PlaneStories {}

/// Stories at the page about digits, one after another.
@Suite(
  "Stories at the page about digits", .serialized, .awayFromOtherTests,
  .enabled(if: Chromium.path != nil, Comment(rawValue: Chromium.isMissing)))
struct DigitStories {}
