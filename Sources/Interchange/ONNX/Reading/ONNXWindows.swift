import NetworkDescription

/// Operators whose windows slide over pictures.
extension ONNXTranslation {
  /// Pixels of 0 around a picture wait for the window that will slide over them.
  mutating func appendPad(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    let dims = graphDims(flow)
    let pads = try constant(node, 1)?.integers ?? node.integers("pads") ?? node.integers("paddings")
    guard let pads, pads.count == 2 * dims.count, node.text("mode") ?? "constant" == "constant"
    else {
      throw node.problem("expected \(2 * dims.count) widths of edges filled with a constant")
    }
    if pads.allSatisfy({ $0 == 0 }) { return set(node, .flow(flow)) }
    let value = try constant(node, 2)?.single ?? node.number("value", default: 0)
    let rank = dims.count
    // The rows and columns of a picture whose channels are first or last.
    let padded = (0..<rank).filter { pads[$0] != 0 || pads[$0 + rank] != 0 }
    let places = padded.allSatisfy { $0 >= 2 } ? (2, 3) : (1, 2)
    guard rank == 4, value == 0, pads.allSatisfy({ $0 >= 0 }),
      padded.allSatisfy({ $0 == places.0 || $0 == places.1 })
    else {
      throw node.problem("it puts something around the values, which needs a layer that pads")
    }
    edges = EdgePixels(
      top: pads[places.0], left: pads[places.1], bottom: pads[places.0 + rank],
      right: pads[places.1 + rank])
    guard isFollowedByWindow(node) else {
      throw node.problem(
        "it puts zeros around a picture, which only a convolution or a pooling takes")
    }
    set(node, .flow(flow))
  }

  /// Whether the next operator that computes something has a window.
  private func isFollowedByWindow(_ node: ONNXNode) -> Bool {
    var name = node.outputs.first ?? ""
    for next in graph.nodes where next.inputs.first == name {
      if ["Conv", "MaxPool", "AveragePool"].contains(next.operation) { return true }
      guard ["Transpose", "Identity"].contains(next.operation) else { return false }
      name = next.outputs.first ?? ""
    }
    return false
  }

  mutating func appendPool(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    guard let size = node.integers("kernel_shape"), size.count == 2, node.outputs.count == 1 else {
      throw node.problem("expected a window of [rows, columns] and one output")
    }
    let isMaximum = node.operation == "MaxPool"
    let (rows, columns, channels) = try picture(flow, node)
    let waiting = edges
    if isMaximum, waiting != nil, builder?.isNeverNegative != true {
      throw node.problem(
        "zeros are put around its picture, which can be the largest; blueprints have edges of nothing"
      )
    }
    let window = try window(
      node, over: .picture(height: rows, width: columns, channels: channels),
      size: PixelExtent(height: size[0], width: size[1]), isPool: true)
    let countsZeros =
      !isMaximum && window.padding != .valid
      && (waiting != nil || node.integer("count_include_pad", default: 0) != 0)
    try build(node) { network throws(NetworkBuilder.Refusal) in
      if countsZeros {
        try network.meanWithZeros(window)
      } else {
        try network.pooling(window, isMaximum: isMaximum)
      }
    }
    setPicture(node, flow)
  }

  /// One window over the whole picture.
  mutating func appendGlobalPool(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    let isMaximum = node.operation == "GlobalMaxPool" || node.operation == "ReduceMax"
    var dims = flow.dims
    var picture = flow
    var axes = Array(dims.indices.suffix(2))
    var keeps = true
    if node.operation.hasPrefix("Reduce") {
      let given = try constant(node, 1)?.integers ?? node.integers("axes") ?? []
      let rank = graphDims(flow).count
      axes = try node.axes(given, of: rank).map { batch > 1 ? $0 - 1 : $0 }.sorted()
      keeps = node.integer("keepdims", default: 1) != 0
      let isChannelsLast = dims.count >= 3 && axes == [dims.count - 3, dims.count - 2]
      if isChannelsLast {
        let order =
          Array(dims.indices.dropLast(3)) + [dims.count - 1, dims.count - 3, dims.count - 2]
        let positions = Permutation(shape: dims, axes: order).positions
        picture = ONNXFlow(dims: order.map { dims[$0] }, order: positions.map { flow.order[$0] })
      }
      guard isChannelsLast || axes == Array(dims.indices.suffix(2)), dims.count >= 3 else {
        throw node.problem("expected it over rows and columns of a picture, found it over \(given)")
      }
    }
    let (rows, columns, channels) = try self.picture(picture, node)
    let size = PixelExtent(height: rows, width: columns)
    try build(node) { network throws(NetworkBuilder.Refusal) in
      try network.pooling(
        SlidingWindow(size: size, stride: size, padding: .valid), isMaximum: isMaximum)
    }
    for axis in axes { dims[axis] = 1 }
    if !keeps { dims = dims.indices.filter { !axes.contains($0) }.map { dims[$0] } }
    set(node, dims: dims, order: Array(0..<channels))
  }

  /// The window of a node, with the edges that wait for it.
  mutating func window(
    _ node: ONNXNode, over input: Shape, size: PixelExtent, isPool: Bool
  ) throws(ImportProblem) -> SlidingWindow {
    let strides = node.integers("strides") ?? [1, 1]
    let dilations = node.integers("dilations") ?? [1, 1]
    let kernel = node.integers("kernel_shape") ?? [size.height, size.width]
    guard dilations == [1, 1] else {
      throw node.problem("its window has gaps (dilations \(dilations)), which blueprints' have not")
    }
    guard strides.count == 2, kernel == [size.height, size.width],
      (strides + kernel).allSatisfy({ (1...Self.longest).contains($0) })
    else {
      throw node.problem(
        "expected a window and strides of [rows, columns] above 0, found \(kernel) and \(strides)")
    }
    var window = SlidingWindow(
      size: size, stride: PixelExtent(height: strides[0], width: strides[1]), padding: .valid)
    let edges = try edges(node, window, over: input)
    self.edges = nil
    window.padding = .pixels(edges)
    try check(edges, window, over: input, node)
    if isPool, node.integer("ceil_mode", default: 0) != 0 {
      window.padding = .pixels(try roundedUp(edges, window, over: input, node))
    }
    for plain in [SlidingWindow.Padding.valid, .same] {
      var other = window
      other.padding = plain
      guard plain == .same || (size.height <= input.extents[0] && size.width <= input.extents[1])
      else { continue }
      if areAlike(window.rows(of: input), other.rows(of: input)),
        areAlike(window.columns(of: input), other.columns(of: input))
      {
        return other
      }
    }
    return window
  }

  private func areAlike(_ some: WindowPositions, _ others: WindowPositions) -> Bool {
    some.before == others.before && some.count == others.count
  }

  private static let longest = 1_000_000

  private func edges(
    _ node: ONNXNode, _ window: SlidingWindow, over input: Shape
  ) throws(ImportProblem) -> EdgePixels {
    let waiting = edges ?? EdgePixels(top: 0, left: 0, bottom: 0, right: 0)
    var pads = node.integers("pads") ?? [0, 0, 0, 0]
    let way = node.text("auto_pad") ?? "NOTSET"
    switch way {
    case "NOTSET", "": break
    case "VALID": pads = [0, 0, 0, 0]
    case "SAME_UPPER", "SAME_LOWER":
      guard edges == nil else {
        throw node.problem("expected edges once, found zeros around its picture and \(way)")
      }
      let extents = [
        (input.extents[0], window.size.height, window.stride.height),
        (input.extents[1], window.size.width, window.stride.width),
      ]
      let missing = extents.map { extent, size, stride in
        max(0, (extent - 1) / stride * stride + size - extent)
      }
      let less = missing.map { $0 / 2 }
      let more = missing.map { $0 - $0 / 2 }
      pads = way == "SAME_UPPER" ? less + more : more + less
    default: throw node.problem("expected a known auto_pad, found '\(way)'")
    }
    guard pads.count == 4, pads.allSatisfy({ (0...Self.longest).contains($0) }) else {
      throw node.problem("expected edges of at least 0 pixels at four sides, found \(pads)")
    }
    return EdgePixels(
      top: pads[0] + waiting.top, left: pads[1] + waiting.left, bottom: pads[2] + waiting.bottom,
      right: pads[3] + waiting.right)
  }

  /// With `ceil_mode`, windows at the end that are only partly filled count, too.
  private func roundedUp(
    _ edges: EdgePixels, _ window: SlidingWindow, over input: Shape, _ node: ONNXNode
  ) throws(ImportProblem) -> EdgePixels {
    var edges = edges
    func missing(_ extent: Int, _ before: Int, _ after: Int, _ size: Int, _ stride: Int) -> Int {
      let rest = (extent + before + after - size) % stride
      // A window that would begin beyond the picture does not count.
      let start = extent + before + after - size - rest + stride
      return rest == 0 || start >= extent + before ? 0 : stride - rest
    }
    edges.bottom += missing(
      input.extents[0], edges.top, edges.bottom, window.size.height, window.stride.height)
    edges.right += missing(
      input.extents[1], edges.left, edges.right, window.size.width, window.stride.width)
    try check(edges, window, over: input, node)
    return edges
  }

  private func check(
    _ edges: EdgePixels, _ window: SlidingWindow, over input: Shape, _ node: ONNXNode
  ) throws(ImportProblem) {
    let (height, width) = (window.size.height, window.size.width)
    guard max(edges.top, edges.bottom) < height, max(edges.left, edges.right) < width else {
      throw node.problem(
        "some of its windows of \(window.size) see nothing but edges, which blueprints' cannot")
    }
    guard input.extents[0] + edges.top + edges.bottom >= height,
      input.extents[1] + edges.left + edges.right >= width
    else {
      throw node.problem(
        "expected a picture that its window of \(window.size) fits, found \(input)")
    }
  }
}
