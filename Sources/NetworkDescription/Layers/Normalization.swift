/// A layer that brings every input to a mean of 0 and a deviation of 1.
///
///     output = (input − mean) / deviation
///
/// Mean and deviation are not trained. They are those of the training data, taken before training
/// begins (``NetworkBlueprint/initialParameters(fitting:)``), and stored with the model as
/// `layers.N.mean` and `layers.N.deviation`; until then they are 0 and 1. As in Keras there is one
/// of each for every number of the last extent: for every input of a list, for every channel of a
/// picture. Put flatten before it for a mean of every single pixel.
///
/// It has to see the inputs as they are, so that only flatten may stand before it.
struct Normalization: LayerKind {
  static let kind = "normalization"

  var links: LayerLinks { .inPlace(changes: true) }
  var sharesWeights: Bool { true }

  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape { input }

  func parameters(for input: Shape) -> [ParameterSpecification] {
    let features = input.extents.suffix(1)
    return [(.mean, Initializer.zeros), (.deviation, .ones)].map { role, initializer in
      ParameterSpecification(
        role: role, shape: Array(features), fanIn: 1, fanOut: 1, initializer: initializer)
    }
  }
}
