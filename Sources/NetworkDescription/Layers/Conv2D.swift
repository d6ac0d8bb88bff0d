import TextFormats

/// A layer that looks at a picture through a small window, with the same weights everywhere.
///
/// Each of its filters makes one channel of a new picture: at every position of the window it adds
/// up what it sees, each pixel and channel times a weight, and its bias. All positions share the
/// filter's weights; that is the whole idea (LeCun and others, "Backpropagation applied to
/// handwritten zip code recognition", 1989).
///
/// Its weight is shaped [kernel height, kernel width, input channels, filters], its bias [filters].
public struct Conv2D: Hashable, Sendable {
  /// How many channels the new picture has.
  public var filters: Int
  /// Through what window it looks, and how that slides.
  public var window: SlidingWindow
  /// What each neuron makes of its sum; softmax is over the filters of one pixel.
  public var activation: Activation
  /// Whether each filter adds a bias to its sums.
  public var useBias: Bool
  /// How the weights start out.
  public var weightInitializer: Initializer
  /// How the biases start out.
  public var biasInitializer: Initializer
  /// What large weights cost.
  public var penalty: Penalty
  /// Which weights and biases training leaves as they are.
  public var frozen: FrozenNumbers

  /// Describes a convolution; the defaults are Keras'.
  public init(
    filters: Int, kernel: PixelExtent, stride: PixelExtent = 1,
    padding: SlidingWindow.Padding = .valid, activation: Activation = .identity,
    useBias: Bool = true, weightInitializer: Initializer = .glorotUniform,
    biasInitializer: Initializer = .zeros, penalty: Penalty = .none,
    frozen: FrozenNumbers = .none
  ) {
    self.filters = filters
    self.window = SlidingWindow(size: kernel, stride: stride, padding: padding)
    self.activation = activation
    self.useBias = useBias
    self.weightInitializer = weightInitializer
    self.biasInitializer = biasInitializer
    self.penalty = penalty
    self.frozen = frozen
  }
}

extension Conv2D: WeightedLayer {
  static let kind = "conv2D"
  private static let kernelKey = "kernel"

  var links: LayerLinks { .window(window, allChannels: true) }
  var sharesWeights: Bool { true }

  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape {
    guard (1...NetworkBlueprint.largestExtent).contains(filters) else {
      throw .badLayer(
        index: index, kind: Self.kind,
        expected: "filters from 1 to \(NetworkBlueprint.largestExtent)", found: "\(filters)")
    }
    try checkActivationAndPenalty(values: filters, called: "filters", at: index)
    let shape = try window.outputShape(
      over: input, channels: filters, sizeName: Self.kernelKey, kind: Self.kind, at: index)
    guard window.rows(of: input).everyPixelIsUsed, window.columns(of: input).everyPixelIsUsed else {
      throw .badLayer(
        index: index, kind: Self.kind,
        expected: "a kernel whose every weight meets a pixel somewhere (use a smaller one)",
        found: "\(window.size) over a picture of \(input)")
    }
    return shape
  }

  /// "Fan in" and "fan out" as Keras has them: the area of the kernel times the channels that go in,
  /// and times the filters.
  func parameters(for input: Shape) -> [ParameterSpecification] {
    let channels = input.extents.last ?? 0
    let area = window.size.height * window.size.width
    return parameters(
      shape: [window.size.height, window.size.width, channels, filters],
      fanIn: area * channels, fanOut: area * filters)
  }

  init(settings: inout JSONObjectReader, at path: JSONPath) throws(BlueprintError) {
    self.init(filters: try settings.integer("filters"), kernel: 1)
    window = try SlidingWindow(
      settings: &settings, sizeName: Self.kernelKey, defaultStride: 1, at: path)
    try readCommon(&settings, at: path)
  }

  var settings: [(String, JSONValue)] {
    [("filters", .integer(filters)), (Self.kernelKey, window.size.json)]
      + window.changedSettings(defaultStride: 1)
      + changedCommonSettings(from: Conv2D(filters: filters, kernel: window.size))
  }
}
