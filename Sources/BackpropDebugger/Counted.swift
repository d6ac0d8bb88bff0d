/// A number of things in words: `1 other link`, `768 other links`.
struct Counted: CustomStringConvertible {
  let description: String

  init(_ count: Int, _ thing: String) {
    description = "\(count) \(thing)\(count == 1 ? "" : "s")"
  }
}
