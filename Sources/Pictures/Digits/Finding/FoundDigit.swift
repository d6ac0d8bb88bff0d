/// A digit found in a picture.
public struct FoundDigit: Sendable, Equatable {
  /// Where it is, in pixels of the picture it was found in.
  public let box: PixelBox
  /// The digit as a network reads it: 28×28 bytes, row by row, 0 no ink, 255 full ink.
  public let pixels28: [UInt8]
  /// The digit as numbers for a network: 784 of them from 0 to 1, row by row.
  public var inputs: [Double] { pixels28.map { Double($0) / 255 } }
  /// The steps from the digit's ink to the 28×28 pixels.
  public let stages: [PictureStage]
}

/// A step on the way from a picture to digits, to look at.
public struct PictureStage: Sendable, Equatable {
  /// What the step did, in a few words fit for a file name: `3-ink`.
  public let name: String
  /// What the picture looked like after it.
  public let picture: GreyPicture
}
