import NetworkDescription
import Pictures

/// What becomes of an error in one picture of many: thrown again, or told while the picture is left
/// out.
public typealias BadPicture = (any Error) throws -> Void

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
  /// - Parameter badPicture: Is told what is wrong with a file; what it does not throw is left out.
  /// - Throws: `PictureError` for a file that is no readable PNG; ``DataFileError`` for one of
  ///   another size than the first, or without a digit in it.
  func dataset(
    name: String, classNames: [String], form: PictureForm, badPicture: BadPicture
  ) throws -> Dataset {
    guard let first = paths.first else {
      throw DataFileError(
        file: source, expected: "at least one .png file", found: "none",
        advice: "put the pictures of each class into a folder named after it")
    }
    var pixels = PixelCollection(first: first, form: form)
    var labels: [Int] = []
    for (path, label) in zip(paths, self.labels) {
      do {
        let picture = try Self.picture(path, form: form)
        if pixels.isEmpty { try checkSize(picture.bytes.count) }
        try pixels.append(picture, from: path)
        labels.append(label)
      } catch {
        try badPicture(error)
      }
    }
    guard !labels.isEmpty else {
      throw DataFileError(
        file: source, expected: "at least one picture that can be read", found: "none")
    }
    return try Dataset(
      name: name, inputShape: pixels.shape, inputs: .pixels(pixels.bytes),
      targets: .classes(labels, names: classNames))
  }

  private func checkSize(_ bytesPerPicture: Int) throws(DataFileError) {
    guard bytesPerPicture * paths.count <= Self.limit else {
      throw DataFileError(
        file: source, expected: "at most \(Self.limit) pixels in all",
        found: "\(paths.count) pictures of \(bytesPerPicture)")
    }
  }

  /// Every form as a colour picture, because what is grey is so in all three channels.
  private static func picture(_ path: String, form: PictureForm) throws -> ColourPicture {
    switch form {
    case .asTheyAre, .colour: return try PNGReader().colour(atPath: path)
    case .grey: return ColourPicture(try PNGReader().grey(atPath: path))
    case .normalisedDigits:
      let picture = try PNGReader().grey(atPath: path, on: .contrasting)
      // One label, one digit: if there are specks beside it, the largest piece is meant.
      let digits = DigitFinder().digits(in: picture)
      guard let digit = digits.max(by: { $0.box.area < $1.box.area }) else {
        throw DataFileError(
          file: path, expected: "a picture of a digit", found: "no ink that stands out")
      }
      return ColourPicture(digit.picture)
    }
  }
}

extension PixelBox {
  fileprivate var area: Int { width * height }
}
