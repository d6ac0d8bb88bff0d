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

/// A piece of ink of a page, and where it stands in the writing.
public struct FoundPiece: Sendable {
  /// Its box and its pixels.
  public let digit: FoundDigit
  /// Whether it is something else than a digit, as far as a judge could tell.
  public let isMark: Bool
  /// Whether it is a single stroke without a corner, as the plainest 1 is.
  public let isStroke: Bool
  /// The line it stands in, from 0 at the top.
  public let line: Int
  /// Its place in the line, from 0 at the left.
  public let position: Int

  /// A piece at a place.
  package init(
    digit: FoundDigit, isMark: Bool, isStroke: Bool = false, line: Int, position: Int
  ) {
    self.digit = digit
    self.isMark = isMark
    self.isStroke = isStroke
    self.line = line
    self.position = position
  }
}

/// A step on the way from a picture to digits, to look at.
public struct PictureStage: Sendable, Equatable {
  /// What the step did, in a few words fit for a file name: `3-ink`.
  public let name: String
  /// What the picture looked like after it.
  public let picture: GreyPicture
}
