import BrowserTabs
import DigitReading
import Foundation
import ModelFiles
import Pictures
import PlaygroundPages
import Testing
import TrainingData

/// Somebody at the page about digits; one page for all stories, as it is when it is new.
struct DigitsDesk {
  let tab: Tab

  private final class Shared: @unchecked Sendable {
    static let one = Shared()
    let lock = NSLock()
    var tab: Tab?
    let file = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-digits-\(UUID().uuidString).html")

    init() {
      atexit { try? FileManager.default.removeItem(at: Shared.one.file) }
    }
  }

  /// The page's file.
  static var file: URL { Shared.one.file }

  /// Lends the page to a story.
  static func open(on screen: Tab.Screen = .desk, _ body: (DigitsDesk) throws -> Void) throws {
    let shared = Shared.one
    try shared.lock.withLock {
      let tab = try shared.tab ?? newTab()
      shared.tab = nil
      try tab.show(on: screen)
      let desk = DigitsDesk(tab: tab)
      try desk.tidyUp()
      try body(desk)
      Story.expectQuiet(tab, file)
      if tab.complaints.isEmpty { shared.tab = tab }
    }
  }

  /// Opens a page of its own.
  static func open(_ page: DigitsPage, _ body: (DigitsDesk) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-digits-\(UUID().uuidString).html")
    try page.html.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let tab = try Story.open(file)
    try body(DigitsDesk(tab: tab))
    try Story.end(tab, file)
  }

  private static func newTab() throws -> Tab {
    let page = try DigitsPage(
      model: DigitReader.shippedModel(), named: "digit-reader.safetensors", isShipped: true)
    try page.html.write(to: file, atomically: true, encoding: .utf8)
    return try Story.open(file)
  }

  /// Puts away what the story before has left.
  private func tidyUp() throws {
    _ = try tab.value(
      """
      (async () => {
        document.getElementById("dialog").close();
        if (playground.state().learning?.isPlaying) await playground.do("pause");
        await playground.do("clear");
        await playground.do("use shipped");
        while (document.querySelector("#own button")) {
          document.querySelector("#own button").click();
          await new Promise((done) => setTimeout(done, 15));
        }
        document.querySelector("#note .icon")?.click();
        document.getElementById("mapsCard").open = false;
        scrollTo(0, 0);
      })()
      """)
  }

  /// Does what words say.
  func say(_ words: String) throws {
    _ = try tab.value("playground.do(\(Tab.literal(words))).then(() => null)")
  }

  /// Waits until such a text has been read of all that was drawn.
  func wait(forText text: String) throws {
    try tab.wait(for: "playground.state().text === \(Tab.literal(text))")
    // Perhaps it was read of a stroke that had not come to its end; whoever says something is answered
    // when all has been read.
    try say("choose 0")
    #expect(try state().text == text)
  }

  /// What was read, and all that the page says of its state.
  func state() throws -> DigitsState {
    let text = try tab.text(
      """
      (() => { const { learning, own, point, event, shares, ...rest } = playground.state();
        return JSON.stringify({ ...rest, point, event, shares, own,
          learning: learning && { seen: learning.seen, testAccuracy: learning.testAccuracy } }); })()
      """)
    return try JSONDecoder().decode(DigitsState.self, from: Data(text.utf8))
  }

  /// Lets go of a file over the page, and waits until it was taken.
  func drop(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let text = Data(bytes).base64EncodedString()
    _ = try tab.value(
      """
      (async () => {
        const letters = atob(\(Tab.literal(text)));
        const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
        await playground.take(new File([bytes], \(Tab.literal(name))));
      })()
      """)
  }

  /// What the page says in the line on top; empty if nothing.
  func note() throws -> String {
    try tab.text(
      "document.getElementById('note').hidden ? '' : document.querySelector('#note p').textContent")
  }

  /// Draws a digit as the program's own hands do.
  ///
  /// - Parameter isMirrored: Whether left and right are exchanged.
  func draw(_ digit: DrawnDigit, isMirrored: Bool = false) throws {
    try say("draw " + Self.words(digit, isMirrored: isMirrored))
  }

  private static func words(_ digit: DrawnDigit, isMirrored: Bool) -> String {
    let points = digit.strokes.flatMap { $0.path }
    let low = points.reduce(SIMD2(.infinity, .infinity)) { pointwiseMin($0, $1) }
    let high = points.reduce(-SIMD2(.infinity, .infinity)) { pointwiseMax($0, $1) }
    let size = high - low
    let scale = min(150 / max(size.x, 0.01), 190 / max(size.y, 0.01))
    return digit.strokes.map { stroke in
      stroke.path.map { point in
        let place = (point - low) * scale
        let x = isMirrored ? size.x * scale - place.x : place.x
        return "\(Int(x + 120)),\(Int(place.y + 40))"
      }.joined(separator: " ")
    }.joined(separator: "; ")
  }

  /// The paper as the reader of this machine sees it.
  ///
  /// - Parameter model: What the page reads with; nil for the shipped model.
  func nativeReading(with model: TrainedModel? = nil) throws -> [DigitAnswer] {
    let paper = try tab.text(
      """
      (async () => {
        const { width, height, bytes } = playground.paper();
        return JSON.stringify([width, height, btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""))]);
      })()
      """)
    let parts = try #require(try JSONSerialization.jsonObject(with: Data(paper.utf8)) as? [Any])
    let letters = try #require(parts[2] as? String)
    let bytes = try #require(Data(base64Encoded: letters))
    let width = try #require(parts[0] as? Int), height = try #require(parts[1] as? Int)
    let picture = try TransparentPicture(width: width, height: height, bytes: [UInt8](bytes))
    let reader = try model.map { try DigitReader(model: $0, named: "model") } ?? DigitReader()
    return try reader.read(picture.grey(on: .contrasting))
  }
}

/// The page's state, as far as stories ask for it.
struct DigitsState: Decodable {
  struct Piece: Decodable {
    let answer: String
    let isDigit: Bool
    let isDoubtful: Bool
    let probability: Double
    let probabilities: [Double]
    let runnerUp: String
    let line: Int
    let pixels: Data
  }
  struct Network: Decodable {
    let name: String
    let layers: String
  }
  struct Learning: Decodable {
    let seen: Int
    let testAccuracy: Double
  }
  struct Own: Decodable {
    let label: Int
    let isHeldOut: Bool
    let pixels: Data
  }
  struct Point: Decodable {
    struct Box: Decodable {
      let top: Int
      let left: Int
      let height: Int
      let width: Int
    }
    let layer: Int
    let filter: Int
    let kind: String
    let channels: Int
    let top: Int
    let left: Int
    let width: Int
    let height: Int
    let inputs: [Double?]
    let weights: [Double]?
    let bias: Double?
    let sum: Double?
    let activation: String?
    let output: Double
    let passed: Int?
    let receptive: Box
  }
  struct Event: Decodable {
    let position: Int
    let count: Int
    let phase: String
    let equation: String
    let names: [String]
  }
  let pieces: [Piece]
  let text: String
  let strokes: Int
  let milliseconds: Double
  let network: Network
  let learning: Learning?
  let own: [Own]
  let point: Point?
  let event: Event?
  let shares: [Double]?
}

extension DigitsState {
  /// The page has read what this machine reads, with the same pixels and probabilities.
  func expectSame(as native: [DigitAnswer], at location: SourceLocation = #_sourceLocation) throws {
    let digits = pieces.filter(\.isDigit)
    try #require(digits.count == native.count, sourceLocation: location)
    for (found, expected) in zip(digits, native) {
      #expect(found.answer == expected.answer, sourceLocation: location)
      #expect([UInt8](found.pixels) == expected.digit.pixels28, sourceLocation: location)
      for (one, other) in zip(found.probabilities, expected.probabilities) {
        #expect(abs(one - other) <= 1e-6, sourceLocation: location)
      }
    }
  }
}
