import NetworkDescription

/// Scalings of values, which become part of the layers around them.
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
    var sums = entries[index].tensors[.bias]?.values ?? [Double](repeating: 0, count: units)
    for unit in 0..<units { sums[unit] = sums[unit] * few.scale[unit] + few.shift[unit] }
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
  func linearLayer(sharing activation: Activation) -> Int? {
    guard let index = entries.lastIndex(where: { $0.layer != .flatten }),
      entries[index].tensors[.weight] != nil, entries[index].layer.activation == .identity
    else { return nil }
    // Softmax over a list of pixels is another than over the channels of each.
    return activation == .softmax && index < entries.count - 1 ? nil : index
  }

  /// A scaling of the inputs as they are is a normalization.
  mutating func normalizeInput() throws(Refusal) {
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
  mutating func applyPending() throws(Refusal) {
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
}

extension [Double] {
  /// A square matrix with these numbers from corner to corner.
  var diagonal: [Double] {
    var matrix = [Double](repeating: 0, count: count * count)
    for index in indices { matrix[index * count + index] = self[index] }
    return matrix
  }
}
