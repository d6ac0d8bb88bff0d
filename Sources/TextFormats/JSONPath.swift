/// Where in a JSON document something stands, such as `layers[2].dense`.
public struct JSONPath: Hashable, Sendable, CustomStringConvertible {
  /// The path as text; empty for the whole document.
  public let description: String

  package static let root = JSONPath(description: "")

  package func appending(_ key: String) -> JSONPath {
    let key = key.shortenedOnOneLine
    return JSONPath(description: description.isEmpty ? key : "\(description).\(key)")
  }

  package func appending(index: Int) -> JSONPath {
    JSONPath(description: "\(description)[\(index)]")
  }
}
