import PlaygroundFiles
import TextFormats
import TracePages

/// The playground as one HTML file: style, program, engine and what it begins with.
///
/// The file asks nobody for anything. The same neurons and links as in the package, compiled to
/// WebAssembly, train in it.
///
/// ```swift
/// let page = PlaygroundPage(words: ["open xor --seed 1"])
/// try page.html.write(toFile: "xor.html", atomically: true, encoding: .utf8)
/// ```
public struct PlaygroundPage: Sendable {
  /// What the page does before it shows anything.
  public let words: [String]
  /// The page about digits that is one click away; nil where there is none.
  public let otherPage: String?

  /// What a page begins with unless asked otherwise.
  public static let usualWords = ["open circle --seed 1"]

  /// A page that begins with words of the playground.
  ///
  /// - Parameter otherPage: The address of the page about digits, beside this one.
  public init(words: [String] = Self.usualWords, otherPage: String? = nil) {
    (self.words, self.otherPage) = (words, otherPage)
  }

  /// The whole file.
  public var html: String {
    let content = JSONValue.object([
      ("words", .array(words.map { .string($0) })),
      ("otherPage", otherPage.map { .string($0) } ?? .null),
    ])
    return PageParts(
      frame: glassbox_playground_frame(), style: glassbox_playground_style(),
      engine: glassbox_playground_engine(), worker: glassbox_playground_worker(),
      program: glassbox_playground_program()
    ).page(
      content: content,
      others: [
        ("{{tracePage}}", PageTemplate.safe(.string(PageTemplate.lean(TracePage.frame))))
      ])
  }
}
