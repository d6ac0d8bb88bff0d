import NetworkBlueprint
import Pictures

/// A list of picture files with their labels, not read yet.
struct LabelledPictures {
  /// The folder or list they were found in.
  let source: String
  /// The files' paths, in order.
  var paths: [String] = []
  /// The class of each.
  var labels: [Int] = []

  /// No folder may need more: 1 GiB of pixels.
  private static let limit = 1 << 30

  /// Reads all the files.
  ///
  /// - Throws: `PictureError` for a file that is no readable PNG; ``DataFileError`` for one of
  ///   another size than the first, or without a digit in it.
  func dataset(name: String, classNames: [String], form: PictureForm) throws -> Dataset {
    guard let first = paths.first else {
      throw DataFileError(
        file: source, expected: "at least one .png file", found: "none",
        advice: "put the pictures of each class into a folder named after it")
    }
    var pixels: [UInt8] = []
    var shape: Shape?
    for path in paths {
      let (found, bytes) = try Self.picture(path, form: form)
      let expected = shape ?? found
      guard found == expected else {
        throw DataFileError(
          file: path, expected: "\(Self.inWords(expected)) like \(first)",
          found: Self.inWords(found),
          advice: "make all pictures one size")
      }
      if shape == nil {
        try checkSize(bytes.count)
        pixels.reserveCapacity(bytes.count * paths.count)
      }
      shape = expected
      pixels += bytes
    }
    return try Dataset(
      name: name, inputShape: shape ?? .list(1), inputs: .pixels(pixels),
      targets: .classes(labels, names: classNames))
  }

  /// The size as people state it, width first.
  private static func inWords(_ shape: Shape) -> String {
    "\(shape.extents[1]) pixels by \(shape.extents[0])"
  }

  private func checkSize(_ bytesPerPicture: Int) throws(DataFileError) {
    guard bytesPerPicture * paths.count <= Self.limit else {
      throw DataFileError(
        file: source, expected: "at most \(Self.limit) pixels in all",
        found: "\(paths.count) pictures of \(bytesPerPicture)")
    }
  }

  private static func picture(_ path: String, form: PictureForm) throws -> (Shape, [UInt8]) {
    switch form {
    case .asTheyAre:
      let picture = try PNGReader().grey(atPath: path)
      let shape = Shape.picture(height: picture.height, width: picture.width, channels: 1)
      return (shape, picture.pixels)
    case .normalisedDigits:
      let picture = try PNGReader().grey(atPath: path, on: .contrasting)
      // One label, one digit: if there are specks beside it, the largest piece is meant.
      let digits = DigitFinder().digits(in: picture)
      guard let digit = digits.max(by: { $0.box.area < $1.box.area }) else {
        throw DataFileError(
          file: path, expected: "a picture of a digit", found: "no ink that stands out")
      }
      let size = DrawnDigit.pictureSize
      return (.picture(height: size, width: size, channels: 1), digit.pixels28)
    }
  }
}

extension PixelBox {
  fileprivate var area: Int { width * height }
}
