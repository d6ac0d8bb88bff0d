/// A layer that of each window of a picture lets the largest value through, in every channel.
///
/// Of several that are equally large it is the first, row by row. Padding is never the largest:
/// beyond the edges there is nothing to choose.
public struct MaxPooling2D: Hashable, Sendable {
  /// What it looks at, and how that slides.
  public var window: SlidingWindow

  /// Describes the pooling with a window.
  init(window: SlidingWindow) {
    self.window = window
  }

  /// Describes the pooling; unless told otherwise, windows touch each other but do not overlap.
  public init(
    pool: PixelExtent, stride: PixelExtent? = nil, padding: SlidingWindow.Padding = .valid
  ) {
    self.init(window: SlidingWindow(size: pool, stride: stride ?? pool, padding: padding))
  }
}

extension MaxPooling2D: PoolingLayer {
  static let kind = "maxPooling2D"

  // Which value gets through is said by the weights.
  var sharesWeights: Bool { false }
}
