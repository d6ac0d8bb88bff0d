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
  private(set) var entries: [Entry] = []
  /// The shape that goes into the first.
  let input: Shape
  /// The shape that comes out of the last.
  private(set) var shape: Shape
  /// What is still to be done to its values.
  private var pending: Affine?

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

  private mutating func append(_ layer: Layer, _ weight: Tensor, _ bias: [Double]?) {
    var tensors: [ParameterSpecification.Role: Tensor] = [.weight: weight]
    if let bias { tensors[.bias] = Tensor(shape: [bias.count], values: bias) }
    entries.append(Entry(layer: layer, tensors: tensors))
  }
}

// MARK: - Scalings

extension NetworkBuilder {
  /// Scales the values.
  mutating func scale(_ change: (inout Affine) -> Void) {
    var affine = pending ?? Affine(count: shape.count)
    change(&affine)
    pending = affine
    foldIntoSums()
  }

  /// Nothing is pending any more.
  mutating func finish() throws(Refusal) {
    try normalizeInput()
    try applyPending()
  }

  /// Puts a scaling into the weights of the layer that made the values, if that is possible.
  private mutating func foldIntoSums() {
    guard let affine = pending, let index = linearLayer(sharing: .identity),
      let weight = entries[index].tensors[.weight], let units = weight.shape.last,
      let few = affine.perChannel(units)
    else { return }
    var values = weight.values
    for position in values.indices { values[position] *= few.scale[position % units] }
    let bias = entries[index].tensors[.bias]?.values ?? [Double](repeating: 0, count: units)
    let sums = (0..<units).map { bias[$0] * few.scale[$0] + few.shift[$0] }
    entries[index].tensors[.weight] = Tensor(shape: weight.shape, values: values)
    if sums.contains(where: { $0 != 0 }) || entries[index].tensors[.bias] != nil {
      entries[index].tensors[.bias] = Tensor(shape: [units], values: sums)
      setUsesBias(index)
    }
    pending = nil
  }

  private mutating func setUsesBias(_ index: Int) {
    switch entries[index].layer {
    case .dense(var dense):
      dense.useBias = true
      entries[index].layer = .dense(dense)
    case .conv2D(var convolution):
      convolution.useBias = true
      entries[index].layer = .conv2D(convolution)
    default: break
    }
  }

  /// The layer whose neurons have made the values and have no activation yet.
  private func linearLayer(sharing activation: Activation) -> Int? {
    guard let index = entries.lastIndex(where: { $0.layer != .flatten }),
      entries[index].tensors[.weight] != nil, entries[index].layer.activation == .identity
    else { return nil }
    // Softmax over a list of pixels is another than over the channels of each.
    return activation == .softmax && index < entries.count - 1 ? nil : index
  }

  /// A scaling of the inputs as they are is a normalization.
  private mutating func normalizeInput() throws(Refusal) {
    guard var affine = pending, entries.allSatisfy({ $0.layer == .flatten }) else { return }
    guard affine.scale.allSatisfy({ $0 != 0 }) else {
      throw Refusal(reason: "it multiplies inputs by 0")
    }
    var channels = shape.extents.last ?? shape.count
    var place = entries.count
    if let depth = input.extents.last, affine.perChannel(depth) != nil {
      (channels, place) = (depth, 0)
    }
    guard var few = affine.perChannel(channels) else {
      throw Refusal(
        reason: "its inputs are scaled differently from pixel to pixel, which only a list can be")
    }
    // A deviation is above 0; what is turned round is turned round by what follows.
    affine = Affine(count: shape.count)
    for index in few.scale.indices where few.scale[index] < 0 {
      few.scale[index] *= -1
      few.shift[index] *= -1
      for position in stride(from: index, to: shape.count, by: channels) {
        affine.scale[position] = -1
      }
    }
    let count = few.scale.count
    entries.insert(
      Entry(
        layer: .normalization,
        tensors: [
          .mean: Tensor(
            shape: [count], values: few.scale.indices.map { 0 - few.shift[$0] / few.scale[$0] }),
          .deviation: Tensor(shape: [count], values: few.scale.map { 1 / $0 }),
        ]), at: place)
    pending = affine.scale.contains(-1) ? affine : nil
  }

  /// Makes a layer of a scaling that is in no other.
  private mutating func applyPending() throws(Refusal) {
    guard let affine = pending else { return }
    let channels = shape.extents.last ?? 0
    pending = nil
    if shape.isPicture {
      guard let few = affine.perChannel(channels) else {
        throw Refusal(reason: "its inputs are scaled differently from pixel to pixel")
      }
      append(
        .conv2D(Conv2D(filters: channels, kernel: 1)),
        Tensor(shape: [1, 1, channels, channels], values: few.scale.diagonal), few.shift)
    } else {
      guard shape.count <= Self.mostScaled else {
        throw Refusal(
          reason: "a scaling of \(shape.count) values that is in no other layer's weights, "
            + "found; at most \(Self.mostScaled) become a layer")
      }
      append(
        .dense(Dense(units: shape.count)),
        Tensor(shape: [shape.count, shape.count], values: affine.scale.diagonal), affine.shift)
    }
  }

  private static let mostScaled = 4096
  private static let mostValues = 20_000_000
}

extension [Double] {
  /// A square matrix with these numbers from corner to corner.
  fileprivate var diagonal: [Double] {
    var matrix = [Double](repeating: 0, count: count * count)
    for index in indices { matrix[index * count + index] = self[index] }
    return matrix
  }
}
