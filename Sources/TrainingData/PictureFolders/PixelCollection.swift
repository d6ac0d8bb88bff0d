import NetworkDescription
import Pictures

/// The pixels of many pictures of one size, with as many channels as they need.
///
/// They take one byte a pixel as long as all pictures are grey.
struct PixelCollection {
  /// The pixels of all pictures, one picture after the other.
  private(set) var bytes: [UInt8] = []
  private let first: String
  private var size: (width: Int, height: Int)?
  private var hasColour: Bool

  /// - Parameter first: The file that all others must be like.
  init(first: String, form: PictureForm) {
    self.first = first
    hasColour = form == .colour
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// The shape of each picture.
  var shape: Shape {
    .picture(height: size?.height ?? 1, width: size?.width ?? 1, channels: hasColour ? 3 : 1)
  }

  /// Adds a picture.
  ///
  /// - Throws: ``DataFileError`` unless it is as large as the others.
  mutating func append(_ picture: ColourPicture, from path: String) throws(DataFileError) {
    let expected = size ?? (picture.width, picture.height)
    guard expected == (picture.width, picture.height) else {
      throw DataFileError(
        file: path, expected: "\(expected.width) pixels by \(expected.height) like \(first)",
        found: "\(picture.width) pixels by \(picture.height)", advice: DataFileError.sizeAdvice)
    }
    size = expected
    if !hasColour, !picture.isGrey {
      hasColour = true
      bytes = bytes.inThreeChannels
    }
    if hasColour {
      bytes += picture.bytes
    } else {
      bytes += stride(from: 0, to: picture.bytes.count, by: 3).map { picture.bytes[$0] }
    }
  }
}

extension ColourPicture {
  /// Whether no pixel has a colour.
  fileprivate var isGrey: Bool {
    bytes.withUnsafeBufferPointer { bytes in
      stride(from: 0, to: bytes.count, by: 3).allSatisfy { red in
        let (green, blue) = (red + 1, red + 2)
        return bytes[red] == bytes[green] && bytes[red] == bytes[blue]
      }
    }
  }
}

extension [UInt8] {
  /// Grey pixels as colour ones that look the same.
  fileprivate var inThreeChannels: [UInt8] { flatMap { [$0, $0, $0] } }
}

extension Dataset {
  /// Grey pictures as colour ones that look the same; anything else as it is.
  var inColour: Dataset {
    guard case .pixels(let pixels) = inputs, inputShape.isPicture, inputShape.extents[2] == 1 else {
      return self
    }
    return Dataset(
      checkedName: name,
      inputShape: .picture(
        height: inputShape.extents[0], width: inputShape.extents[1], channels: 3),
      inputs: .pixels(pixels.inThreeChannels), targets: targets, count: count)
  }
}
