import NetworkDescription

/// Small random changes to pictures, after which they still show the same.
///
/// A change is a pure function of the augmentation's seed, the epoch and the sample, never of the
/// order in which pictures are asked for.
public protocol Augmentation: Sendable {
  /// The only shape of pictures it is for; nil for pictures of any size.
  var neededShape: Shape? { get }

  /// One picture, changed.
  ///
  /// - Parameters:
  ///   - picture: Its bytes, row by row, channels innermost.
  ///   - shape: Its height, width and channels.
  ///   - epoch: Every epoch sees another change.
  ///   - sample: The picture's number, below 2²⁴.
  func augmented(
    _ picture: ArraySlice<UInt8>, of shape: Shape, epoch: Int, sample: Int
  ) -> [UInt8]
}
