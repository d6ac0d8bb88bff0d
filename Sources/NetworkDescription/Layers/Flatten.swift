/// A layer that looks at a picture as a list of numbers, row by row, channels innermost.
struct Flatten: LayerKind {
  static let kind = "flatten"

  var links: LayerLinks { .none }
  var sharesWeights: Bool { true }

  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape {
    .list(input.count)
  }
}
