import NetworkDescription
import Pictures
import TextFormats

/// The weights of the first layer: for each neuron a picture of what it looks for.
public enum WeightPicture {
  private static let mostNeurons = 400
  private static let columns = 10

  /// A picture for every neuron, and how many neurons are shown of how many.
  ///
  /// Blue pixels speak for the neuron, orange ones against it, white ones are ignored. All pictures
  /// have one scale, which ends where one weight in a hundred is larger.
  ///
  /// - Throws: `PlainError` when the network's inputs are no picture, or when it has no dense
  ///   layer.
  public static func drawing(
    of blueprint: NetworkBlueprint, _ parameters: Parameters
  ) throws -> (drawing: Drawing, shown: Int, neurons: Int) {
    guard let pixels = PixelArrangement(blueprint.input) else {
      throw PlainError(
        "--weights: expected a network whose inputs are grey pictures or a square number of "
          + "pixels, found \(blueprint.input) inputs")
    }
    guard
      let tensor = blueprint.layers.indices.lazy.compactMap({
        parameters[NetworkBlueprint.tensorName(layer: $0, .weight)]
      }).first, tensor.shape.count == 2, tensor.shape[0] == blueprint.input.count
    else {
      throw PlainError("--weights: expected a dense layer, found none in \(blueprint.name)")
    }
    let neurons = tensor.shape[1]
    let scale = ColourScale.signed(limit: nearlyLargest(tensor.values))
    let cells = (0..<min(neurons, mostNeurons)).map { neuron in
      var picture = ColourPicture(width: pixels.width, height: pixels.height)
      for y in 0..<pixels.height {
        for x in 0..<pixels.width {
          let weight = tensor.values[(y * pixels.width + x) * neurons + neuron]
          picture[x, y] = scale.colour(of: weight)
        }
      }
      return (picture: picture, enlargement: pixels.enlargement, label: "\(neuron)")
    }
    var drawing = Drawing(
      title: "The weights of \(blueprint.name.shortenedOnOneLine)", rowsOf: cells,
      columns: columns, leastWidth: 420)
    drawing.addScale(scale, of: "weights", x: Drawing.margin, y: drawing.height)
    return (drawing, cells.count, neurons)
  }

  /// The weight that one in a hundred exceeds: a few large ones must not make all others pale.
  static func nearlyLargest(_ weights: [Double]) -> Double {
    let sizes = weights.map(abs).sorted()
    guard let largest = sizes.last else { return 1 }
    let usual = sizes[(sizes.count - 1) * 99 / 100]
    return usual > 0 ? usual : largest
  }
}
