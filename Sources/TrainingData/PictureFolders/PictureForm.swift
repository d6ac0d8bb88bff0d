/// In which form a folder's pictures become inputs.
public enum PictureForm: Sendable, Equatable {
  /// Pixels as they are in the files, all files of one size: in colour if one of the pictures has
  /// any, otherwise grey.
  case asTheyAre
  /// One number a pixel, its brightness, all files of one size.
  case grey
  /// Three numbers a pixel, all files of one size.
  case colour
  /// The digit in each picture, found and brought to MNIST's 28 × 28 as the reader does it.
  case normalisedDigits
}
