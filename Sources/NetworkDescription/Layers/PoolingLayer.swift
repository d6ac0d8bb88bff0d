import TextFormats

/// What both kinds of pooling have in common: a window, and one new value for each channel.
protocol PoolingLayer: LayerKind {
  var window: SlidingWindow { get }
  init(window: SlidingWindow)
}

extension PoolingLayer {
  private static var poolKey: String { "pool" }

  var links: LayerLinks { .window(window, allChannels: false) }

  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape {
    try window.outputShape(
      over: input, channels: input.extents.last ?? 0, sizeName: Self.poolKey, kind: Self.kind,
      at: index)
  }

  init(settings: inout JSONObjectReader, at path: JSONPath) throws(BlueprintError) {
    self.init(
      window: try SlidingWindow(
        settings: &settings, sizeName: Self.poolKey, defaultStride: nil, at: path))
  }

  var settings: [(String, JSONValue)] {
    [(Self.poolKey, window.size.json)] + window.changedSettings(defaultStride: window.size)
  }
}
