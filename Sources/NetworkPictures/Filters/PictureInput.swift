import NetworkDescription
import Pictures
import TextFormats
import TrainingData

/// A PNG file as a network that takes pictures sees it.
public struct PictureInput {
  /// The file, as it was named.
  let file: String
  /// The picture as the only sample of its kind.
  public let sample: Dataset

  /// Prepares a picture as the data was that the network has learned from: digits of 28 × 28 are
  /// found and brought to MNIST's form, all others have to be of the right size.
  ///
  /// - Throws: `PictureError` for a file that is no readable PNG, `PlainError` for one that
  ///   the network cannot take.
  public init(_ file: String, for blueprint: NetworkBlueprint) throws {
    let shape = blueprint.input
    guard shape.isPicture, [1, 3].contains(shape.extents[2]) else {
      throw PlainError(
        "--picture: expected a network whose inputs are pictures of 1 or 3 channels, found "
          + "\(shape) inputs in \(blueprint.name)")
    }
    self.file = file
    sample = try Dataset(
      name: file, inputShape: shape, inputs: .pixels(Self.bytes(of: file, shape)),
      targets: .numbers(
        [Double](repeating: 0, count: blueprint.output.count), perSample: blueprint.output.count))
  }

  /// The picture; a grey one in three equal channels.
  var picture: ColourPicture {
    PictureSample.picture(at: 0, of: sample, sample.inputShape)
  }

  private static func bytes(of file: String, _ shape: Shape) throws -> [UInt8] {
    let side = DigitNormaliser.side
    if shape == .picture(height: side, width: side, channels: 1) {
      return try FoundDigit.only(inPNG: file).pixels28
    }
    let picture = try PNGReader().colour(atPath: file)
    let (height, width, channels) = (shape.extents[0], shape.extents[1], shape.extents[2])
    guard picture.width == width, picture.height == height else {
      throw PlainError(
        "\(file): expected a picture \(width) pixels wide and \(height) high, as the network takes "
          + "them, found \(picture.width) and \(picture.height): scale or cut it")
    }
    guard channels == 1 else { return picture.bytes }
    let grey = picture.grey
    guard ColourPicture(grey) == picture else {
      throw PlainError(
        "\(file): expected 1 channel, as the network takes them, found 3: make it grey")
    }
    return grey.pixels
  }
}
