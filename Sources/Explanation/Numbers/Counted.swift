/// A number of things in words: `1 other link`, `768 other links`.
package struct Counted: CustomStringConvertible {
  package let description: String

  package init(_ count: Int, _ thing: String) {
    description = "\(count) \(thing)\(count == 1 ? "" : "s")"
  }
}
