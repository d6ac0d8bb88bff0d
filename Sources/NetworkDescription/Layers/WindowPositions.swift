/// Where a window stands, one position after the other, in one direction of a picture.
///
/// With padding "same" there are ⌈extent / stride⌉ positions, and the window reaches over the edges
/// by as little as it takes: as many pixels before the first as after the last, or one less, as in
/// Keras and TensorFlow. A window of 3 that moves on by 2 over 6 pixels:
///
///     pixels        0 1 2 3 4 5
///     position 0   [0 1 2]
///     position 1       [2 3 4]
///     position 2           [4 5 ·]      one pixel beyond the end, none before the beginning
public struct WindowPositions: Hashable, Sendable {
  /// How many pixels the picture has in this direction.
  public let extent: Int
  /// How many of them the window sees at once.
  public let window: Int
  /// How far it moves on.
  public let stride: Int
  /// How many positions there are.
  public let count: Int
  /// How many pixels the first window reaches over the beginning.
  public let before: Int

  /// Works out the positions; a window that must stay inside has to fit.
  public init(extent: Int, window: Int, stride: Int, padding: SlidingWindow.Padding) {
    switch padding {
    case .valid:
      self.init(extent: extent, window: window, stride: stride, before: 0, after: 0)
    case .same:
      let missing = max(0, (extent - 1) / stride * stride + window - extent)
      self.init(
        extent: extent, window: window, stride: stride, before: missing / 2,
        after: missing - missing / 2)
    case .pixels(let edges):
      self.init(
        extent: extent, window: window, stride: stride, before: edges.top, after: edges.bottom)
    }
  }

  /// Works out the positions of a window that reaches over both ends by as many pixels as told.
  init(extent: Int, window: Int, stride: Int, before: Int, after: Int) {
    self.extent = extent
    self.window = window
    self.stride = stride
    self.before = before
    count = (extent + before + after - window) / stride + 1
  }

  /// How many pixels the last window reaches over the end.
  package var after: Int { max(0, start(count - 1) + window - extent) }

  /// The first pixel of the window at a position; negative where that lies before the beginning.
  public func start(_ position: Int) -> Int { position * stride - before }

  /// The real pixels that the window sees at a position.
  public func pixels(at position: Int) -> Range<Int> {
    max(0, start(position))..<min(extent, start(position) + window)
  }

  /// The first position at which a pixel of the window, from 0, lies on a real one.
  func firstPosition(seeing pixel: Int) -> Int? {
    (0..<count).first { pixels(at: $0).contains(start($0) + pixel) }
  }

  /// How many real pixels the windows of all positions see together.
  var pixelCount: Int { (0..<count).reduce(0) { $0 + pixels(at: $1).count } }

  /// Whether each of the window's pixels lies on a real one at some position.
  var everyPixelIsUsed: Bool {
    var used = Set<Range<Int>>()
    for position in 0..<count {
      let pixels = pixels(at: position)
      used.insert(pixels.lowerBound - start(position)..<pixels.upperBound - start(position))
    }
    var covered = 0
    for range in Array(used).ordered(by: { $0.lowerBound < $1.lowerBound })
    where range.lowerBound <= covered {
      covered = max(covered, range.upperBound)
    }
    return covered == window
  }
}
