import NetworkDescription
import Pictures
import TextFormats

/// The weights of the first layer: for each neuron a picture of what it looks for.
public enum WeightPicture {
  private static let mostNeurons = 400
  private static let columns = 10

  /// A sheet with a picture for every neuron, and how many neurons it shows of how many.
  ///
  /// Red pixels speak for the neuron, blue ones against it, white ones are ignored. All pictures
  /// have one scale, which ends where one weight in a hundred is larger.
  ///
  /// - Throws: ``PlainError`` when the network's inputs are no picture, or when it has no dense
  ///   layer.
  public static func sheet(
    of blueprint: NetworkBlueprint, _ parameters: Parameters
  ) throws -> (picture: ColourPicture, shown: Int, neurons: Int) {
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
    let limit = nearlyLargest(tensor.values)
    let cells = (0..<min(neurons, mostNeurons)).map { neuron in
      var picture = ColourPicture(width: pixels.width, height: pixels.height)
      for y in 0..<pixels.height {
        for x in 0..<pixels.width {
          let weight = tensor.values[(y * pixels.width + x) * neurons + neuron]
          picture[x, y] = .diverging(weight, limit: limit)
        }
      }
      return (picture: framed(picture.enlarged(by: pixels.enlargement)), label: "\(neuron)")
    }
    let sheet = PictureGrid(columns: columns, margin: 8, textScale: 2).sheet(of: cells)
    return (sheet.picture, cells.count, neurons)
  }

  /// The weight that one in a hundred exceeds: a few large ones must not make all others pale.
  static func nearlyLargest(_ weights: [Double]) -> Double {
    let sizes = weights.map(abs).sorted()
    guard let largest = sizes.last else { return 1 }
    let usual = sizes[(sizes.count - 1) * 99 / 100]
    return usual > 0 ? usual : largest
  }

  private static func framed(_ picture: ColourPicture) -> ColourPicture {
    var sheet = PictureSheet(width: picture.width + 2, height: picture.height + 2)
    sheet.fill(
      PixelBox(x: 0, y: 0, width: picture.width + 2, height: picture.height + 2),
      colour: .middleGrey)
    sheet.place(picture, x: 1, y: 1)
    return sheet.picture
  }
}
