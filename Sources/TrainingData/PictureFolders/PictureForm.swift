/// In which form a folder's pictures become inputs.
public enum PictureForm: Sendable, Equatable {
  /// Grey pixels as they are in the files, all files of one size.
  case asTheyAre
  /// The digit in each picture, found and brought to MNIST's 28 × 28 as the reader does it.
  case normalisedDigits
}
