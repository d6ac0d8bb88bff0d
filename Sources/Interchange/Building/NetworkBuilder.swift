import NetworkDescription

/// Puts a network together layer by layer, as another tool's file describes it.
///
/// What blueprints have no layer for becomes part of another: a scaling of the inputs is a
/// normalization; one of a layer's sums is in its weights; any other is in the weights of the layer
/// that follows.
struct NetworkBuilder {
  /// A layer with its numbers.
  struct Entry {
    var layer: Layer
    var tensors: [ParameterSpecification.Role: Tensor] = [:]
  }

  /// The layers so far.
  var entries: [Entry] = []
  /// The shape that goes into the first.
  let input: Shape
  /// The shape that comes out of the last.
  var shape: Shape
  /// What is still to be done to its values.
  var pending: Affine?

  init(input: Shape, scaledBy scaling: Affine?) {
    self.input = input
    shape = input
    pending = scaling
  }

  /// Why something cannot be a layer.
  struct Refusal: Error {
    let reason: String
  }

  /// The activation that made the values.
  var lastActivation: Activation {
    entries.last { $0.layer != .flatten }?.layer.activation ?? .identity
  }

  /// Whether no value can be below 0.
  var isNeverNegative: Bool { pending == nil && lastActivation.traits.range.lowerBound >= 0 }
}

// MARK: - Layers

extension NetworkBuilder {
  /// Looks at a picture as a list.
  mutating func flatten() {
    guard shape.isPicture else { return }
    entries.append(Entry(layer: .flatten))
    shape = .list(shape.count)
  }

  /// Adds neurons that are linked to all values.
  ///
  /// - Parameter weights: Shaped [inputs, units].
  mutating func dense(weights: [Double], units: Int, bias: [Double]?) throws(Refusal) {
    flatten()
    try normalizeInput()
    var (weights, bias) = (weights, bias)
    if let affine = pending {
      var sums = bias ?? [Double](repeating: 0, count: units)
      for row in 0..<shape.count {
        for unit in 0..<units {
          sums[unit] += affine.shift[row] * weights[row * units + unit]
          weights[row * units + unit] *= affine.scale[row]
        }
      }
      bias = sums
      pending = nil
    }
    append(
      .dense(Dense(units: units, useBias: bias != nil)),
      Tensor(shape: [shape.count, units], values: weights), bias)
    shape = .list(units)
  }

  /// Adds filters that slide over a picture.
  ///
  /// - Parameter weights: Shaped [height, width, channels, filters].
  mutating func convolution(
    weights: [Double], filters: Int, window: SlidingWindow, bias: [Double]?
  ) throws(Refusal) {
    try normalizeInput()
    let channels = shape.extents[2]
    let pixels = window.rows(of: shape).count * window.columns(of: shape).count
    guard pixels * filters <= Self.mostValues else {
      throw Refusal(
        reason: "it makes \(pixels) pixels of \(filters) channels; at most \(Self.mostValues) "
          + "values can be looked at")
    }
    var (weights, bias) = (weights, bias)
    if let affine = pending {
      guard let affine = affine.perChannel(channels) else {
        throw Refusal(reason: "its inputs are scaled differently from pixel to pixel")
      }
      if window.padding != .valid, affine.shift.contains(where: { $0 != 0 }) {
        // What is added to real pixels is not added to those beyond the edges.
        try applyPending()
      } else {
        var sums = bias ?? [Double](repeating: 0, count: filters)
        for index in weights.indices {
          let (row, filter) = index.quotientAndRemainder(dividingBy: filters)
          sums[filter] += affine.shift[row % channels] * weights[index]
          weights[index] *= affine.scale[row % channels]
        }
        if bias != nil || affine.shift.contains(where: { $0 != 0 }) { bias = sums }
        pending = nil
      }
    }
    let size = window.size
    append(
      .conv2D(convolution(filters, window, useBias: bias != nil)),
      Tensor(shape: [size.height, size.width, channels, filters], values: weights), bias)
    shape = .picture(
      height: window.rows(of: shape).count, width: window.columns(of: shape).count,
      channels: filters)
  }

  private static let mostValues = 20_000_000

  private func convolution(_ filters: Int, _ window: SlidingWindow, useBias: Bool) -> Conv2D {
    Conv2D(
      filters: filters, kernel: window.size, stride: window.stride, padding: window.padding,
      useBias: useBias)
  }

  /// Lets the largest value of each window through, or makes the mean of each.
  mutating func pooling(_ window: SlidingWindow, isMaximum: Bool) throws(Refusal) {
    try normalizeInput()
    let channels = shape.extents[2]
    var passed: Affine?
    if let affine = pending {
      let few = affine.perChannel(channels)
      // The largest of scaled values is the scaled largest, where no sign turns round.
      if let few, !isMaximum || few.scale.allSatisfy({ $0 > 0 }) {
        passed = few
      } else {
        try applyPending()
      }
    }
    let (pool, stride, padding) = (window.size, window.stride, window.padding)
    entries.append(
      Entry(
        layer: isMaximum
          ? .maxPooling2D(MaxPooling2D(pool: pool, stride: stride, padding: padding))
          : .averagePooling2D(AveragePooling2D(pool: pool, stride: stride, padding: padding))))
    shape = .picture(
      height: window.rows(of: shape).count, width: window.columns(of: shape).count,
      channels: channels)
    pending = passed?.repeated(count: shape.count)
  }

  /// Makes the mean of each window with zeros beyond the edges, which pooling does not count: a
  /// convolution with equal weights in each channel.
  mutating func meanWithZeros(_ window: SlidingWindow) throws(Refusal) {
    let channels = shape.extents[2]
    let area = window.size.height * window.size.width
    let share = [Double](repeating: 1 / Double(area), count: channels).diagonal
    try convolution(
      weights: (0..<area).flatMap { _ in share }, filters: channels, window: window, bias: nil)
  }

  /// Lets values through an activation: in the neurons that make them, or in a layer of its own.
  mutating func activate(_ activation: Activation) throws(Refusal) {
    try normalizeInput()
    try applyPending()
    guard activation != .identity else { return }
    if let index = linearLayer(sharing: activation) {
      switch entries[index].layer {
      case .dense(var dense):
        dense.activation = activation
        entries[index].layer = .dense(dense)
        return
      case .conv2D(var convolution):
        convolution.activation = activation
        entries[index].layer = .conv2D(convolution)
        return
      default: break
      }
    }
    entries.append(Entry(layer: .activation(ActivationLayer(activation))))
  }

  /// Silences values at random while training.
  mutating func dropout(rate: Double) {
    guard rate > 0, rate < 1, !entries.isEmpty else { return }
    entries.append(Entry(layer: .dropout(Dropout(rate: rate))))
  }

  mutating func append(_ layer: Layer, _ weight: Tensor, _ bias: [Double]?) {
    var tensors: [ParameterSpecification.Role: Tensor] = [.weight: weight]
    if let bias { tensors[.bias] = Tensor(shape: [bias.count], values: bias) }
    entries.append(Entry(layer: layer, tensors: tensors))
  }
}
