/// A layer that looks at a picture as a list of numbers, row by row, channels innermost.
struct Flatten: LayerKind {
  static let kind = "flatten"

  var activation: Activation { .identity }

  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape {
    .list(input.count)
  }

  func parameters(for input: Shape) -> [ParameterSpecification] { [] }
}
