import NetworkDescription

/// Operators that add up inputs times weights.
extension ONNXTranslation {
  mutating func appendGemm(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    guard node.integer("transA", default: 0) == 0 else {
      throw node.problem("it transposes its samples (transA), which needs a network across samples")
    }
    let alpha = node.number("alpha", default: 1)
    let beta = node.number("beta", default: 1)
    guard let weight = try constant(node, 1) else {
      throw node.problem("expected weights, found none")
    }
    let matrix = try matrix(
      weight, transposed: node.integer("transB", default: 0) != 0, times: alpha, node)
    var bias: [Double]?
    if let added = try constant(node, 2) {
      bias = try perUnit(added, units: matrix.columns, node).map { $0 * beta }
    }
    try appendDense(flow, matrix, bias, node)
  }

  mutating func appendMatMul(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    guard let weight = try constant(node, 1) else {
      throw node.problem("expected weights, found none")
    }
    try appendDense(flow, try matrix(weight, transposed: false, times: 1, node), nil, node)
  }

  /// Weights, [inputs, units] in the graph's order.
  private struct Matrix {
    let rows: Int
    let columns: Int
    let values: [Double]
  }

  private func matrix(
    _ weight: ONNXTensor, transposed: Bool, times factor: Double, _ node: ONNXNode
  ) throws(ImportProblem) -> Matrix {
    // Leading extents of 1 say nothing.
    let dims = Array(weight.dims.drop { $0 == 1 })
    let shape = dims.count >= 2 ? dims : Array(weight.dims.suffix(2))
    guard shape.count == 2 else {
      throw node.problem("expected weights shaped [inputs, units], found \(weight.dims)")
    }
    let values = transposed ? weight.values.transposed(shape: shape, to: [1, 0]) : weight.values
    return Matrix(
      rows: shape[transposed ? 1 : 0], columns: shape[transposed ? 0 : 1],
      values: factor == 1 ? values : values.map { $0 * factor })
  }

  /// A bias for each unit, of one that may have been given for all of them at once.
  private func perUnit(
    _ tensor: ONNXTensor, units: Int, _ node: ONNXNode
  ) throws(ImportProblem) -> [Double] {
    if tensor.values.count == 1 { return [Double](repeating: tensor.values[0], count: units) }
    guard tensor.values.count == units, tensor.dims.last == units else {
      throw node.problem(
        "expected a bias for each of \(units) units, found the shape \(tensor.dims)")
    }
    return tensor.values
  }

  private mutating func appendDense(
    _ flow: ONNXFlow, _ matrix: Matrix, _ bias: [Double]?, _ node: ONNXNode
  ) throws(ImportProblem) {
    guard flow.dims.last == matrix.rows, flow.order.count == matrix.rows, matrix.columns > 0 else {
      throw node.problem(
        "expected \(matrix.rows) inputs for weights shaped [\(matrix.rows), \(matrix.columns)], found "
          + "the shape \(graphDims(flow))"
          + (flow.dims.last == matrix.rows
            ? ": the same weights for each row need a layer that blueprints do not have" : ""))
    }
    let order = list(flow)
    let units = matrix.columns
    var weights = [Double](repeating: 0, count: matrix.values.count)
    for (row, position) in order.enumerated() {
      for unit in 0..<units { weights[position * units + unit] = matrix.values[row * units + unit] }
    }
    try build(node) { network throws(NetworkBuilder.Refusal) in
      try network.dense(weights: weights, units: units, bias: bias)
    }
    set(node, dims: flow.dims.dropLast() + [units], order: Array(0..<units))
  }

  mutating func appendConv(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    guard let weight = try constant(node, 1), weight.dims.count == 4 else {
      throw node.problem("expected weights shaped [filters, channels, rows, columns]")
    }
    let groups = node.integer("group", default: 1)
    guard groups == 1 else {
      throw node.problem(
        "its filters see one of \(groups) groups of channels each; blueprints have filters that see "
          + "all of them")
    }
    let (rows, columns, channels) = try picture(flow, node)
    guard weight.dims[1] == channels, weight.values.count > 0 else {
      throw node.problem(
        "expected weights for \(channels) channels, found the shape \(weight.dims)")
    }
    let filters = weight.dims[0]
    var bias: [Double]?
    if let added = try constant(node, 2) { bias = try perUnit(added, units: filters, node) }
    let window = try window(
      node, over: .picture(height: rows, width: columns, channels: channels),
      size: PixelExtent(height: weight.dims[2], width: weight.dims[3]), isPool: false)
    let weights = weight.values.transposed(shape: weight.dims, to: [2, 3, 1, 0])
    try build(node) { network throws(NetworkBuilder.Refusal) in
      try network.convolution(weights: weights, filters: filters, window: window, bias: bias)
    }
    setPicture(node, flow)
  }

  /// Says that a node makes the picture that the last layer makes.
  mutating func setPicture(_ node: ONNXNode, _ flow: ONNXFlow) {
    guard let extents = builder?.shape.extents, extents.count == 3 else { return }
    let dims = [extents[2], extents[0], extents[1]]
    set(
      node, dims: flow.dims.count == 4 ? [1] + dims : dims,
      order: ONNXFlow.channelsFirst(channels: extents[2], rows: extents[0], columns: extents[1]))
  }

  mutating func appendBatchNormalization(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    var numbers: [[Double]] = []
    for index in 1...4 {
      guard let tensor = try constant(node, index) else {
        throw node.problem("expected scale, shift, mean and variance, found none at place \(index)")
      }
      numbers.append(tensor.values)
    }
    let epsilon = node.number("epsilon", default: 1e-5)
    let dims = graphDims(flow)
    let axis = dims.count > 1 ? 1 : 0
    let channels = dims[axis]
    guard numbers.allSatisfy({ $0.count == channels }), batch == 1 || axis == 1 else {
      throw node.problem("expected numbers for \(channels) channels, found \(numbers.map(\.count))")
    }
    let factor = (0..<channels).map { numbers[0][$0] / (numbers[3][$0] + epsilon).squareRoot() }
    let shift = (0..<channels).map { numbers[1][$0] - numbers[2][$0] * factor[$0] }
    let inner = dims.dropFirst(axis + 1).reduce(1, *)
    scale { affine in
      for (place, position) in flow.order.enumerated() {
        let channel = place / inner % channels
        affine.scale[position] *= factor[channel]
        affine.shift[position] = affine.shift[position] * factor[channel] + shift[channel]
      }
    }
    set(node, .flow(flow))
  }
}
