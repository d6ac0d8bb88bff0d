/// A layer that makes of each window of a picture the mean of its values, in every channel.
///
/// With padding "same" a window that reaches over an edge counts its real pixels only, as in Keras.
public struct AveragePooling2D: Hashable, Sendable {
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

extension AveragePooling2D: PoolingLayer {
  static let kind = "averagePooling2D"

  var sharesWeights: Bool { true }
}
