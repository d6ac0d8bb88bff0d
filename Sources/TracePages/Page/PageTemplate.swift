import TextFormats

/// A page with marks where its parts go.
package struct PageTemplate {
  private let text: String

  package init(_ text: String) { self.text = text }

  /// The page with a text in the place of each mark, in the order in which the marks stand in it.
  package func filled(_ parts: [(mark: String, text: String)]) -> String {
    var rest = text[...]
    var page = ""
    for part in parts {
      guard let mark = rest.firstRange(of: part.mark) else { continue }
      page += rest[..<mark.lowerBound] + part.text
      rest = rest[mark.upperBound...]
    }
    return page + rest
  }

  /// The same page without what only people read: indentation, and lines that are comments.
  package static func lean(_ page: String) -> String {
    page.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.hasPrefix("//") && !($0.hasPrefix("/*") && $0.hasSuffix("*/")) }
      .joined(separator: "\n")
  }

  /// JSON that cannot end the element that it is in, whatever names there are.
  package static func safe(_ json: JSONValue) -> String {
    json.description.replacing("<", with: "\\u003c")
  }
}
