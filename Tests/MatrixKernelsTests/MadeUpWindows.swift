import MatrixKernels

extension GlassboxWindows {
  /// Windows over a picture, inside of it or as many as it has strides (Keras: valid, same).
  init(
    _ height: Int, _ width: Int, channels: Int, window: (Int, Int), stride: (Int, Int) = (1, 1),
    same: Bool = false
  ) {
    func positions(_ extent: Int, _ window: Int, _ stride: Int) -> (count: Int, before: Int) {
      guard same else { return ((extent - window) / stride + 1, 0) }
      let count = (extent + stride - 1) / stride
      return (count, max(0, (count - 1) * stride + window - extent) / 2)
    }
    let (rows, top) = positions(height, window.0, stride.0)
    let (columns, left) = positions(width, window.1, stride.1)
    self.init(
      height: height, width: width, channels: channels, window_height: window.0,
      window_width: window.1, stride_down: stride.0, stride_right: stride.1, top: top, left: left,
      output_height: rows, output_width: columns)
  }

  var text: String {
    "\(height)×\(width)×\(channels), windows of \(window_height)×\(window_width), strides "
      + "\(stride_down) and \(stride_right), \(top) rows above, \(left) columns before"
  }

  var pixels: Int { height * width }
  var positions: Int { output_height * output_width }
  var places: Int { window_height * window_width }

  /// Calls for each position and each of its places inside the picture, row by row.
  func forEachPlace(_ body: (_ position: Int, _ place: Int, _ pixel: Int) -> Void) {
    for position in 0..<positions {
      let row = position / output_width * stride_down - top
      let column = position % output_width * stride_right - left
      for place in 0..<places {
        let (y, x) = (row + place / window_width, column + place % window_width)
        guard (0..<height).contains(y), (0..<width).contains(x) else { continue }
        body(position, place, y * width + x)
      }
    }
  }

  /// Windows of all kinds: odd sizes, strides shorter and longer than the window, one and many
  /// channels, pictures smaller than the window.
  static let all: [GlassboxWindows] = [
    GlassboxWindows(1, 1, channels: 1, window: (1, 1)),
    GlassboxWindows(5, 4, channels: 1, window: (3, 3)),
    GlassboxWindows(5, 4, channels: 1, window: (3, 3), same: true),
    GlassboxWindows(6, 7, channels: 3, window: (3, 2), stride: (2, 1), same: true),
    GlassboxWindows(7, 6, channels: 2, window: (2, 3), stride: (1, 2)),
    GlassboxWindows(9, 8, channels: 5, window: (2, 2), stride: (2, 2)),
    GlassboxWindows(8, 6, channels: 16, window: (2, 2), stride: (2, 2)),
    GlassboxWindows(8, 9, channels: 4, window: (1, 2), stride: (3, 3)),
    GlassboxWindows(7, 11, channels: 3, window: (4, 5), stride: (3, 2), same: true),
    GlassboxWindows(3, 2, channels: 2, window: (5, 4), same: true),
    GlassboxWindows(2, 2, channels: 3, window: (3, 3), stride: (9, 9), same: true),
    GlassboxWindows(3, 27, channels: 17, window: (3, 3)),
    GlassboxWindows(4, 14, channels: 33, window: (3, 3), same: true),
    GlassboxWindows(2, 30, channels: 7, window: (1, 1), stride: (1, 2)),
  ]
}
