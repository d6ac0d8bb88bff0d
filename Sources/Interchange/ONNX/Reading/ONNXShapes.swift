import NetworkDescription

/// Operators that compute nothing: they say how the values are arranged.
extension ONNXTranslation {
  mutating func reshape(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    guard let wanted = try constant(node, 1)?.integers ?? node.integers("shape") else {
      throw node.problem("expected a shape, found none")
    }
    let dims = try node.shape(wanted, of: graphDims(flow))
    set(node, dims: try sampleDims(dims, node), order: flow.order)
  }

  mutating func flatten(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    let old = graphDims(flow)
    let given = node.integer("axis", default: 1)
    let axis = given == old.count ? given : try node.axis(given, of: old.count)
    let dims = [old[..<axis].reduce(1, *), old[axis...].reduce(1, *)]
    set(node, dims: try sampleDims(dims, node), order: flow.order)
  }

  mutating func transpose(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    let old = graphDims(flow)
    var axes = node.integers("perm") ?? Array(old.indices.reversed())
    guard axes.sorted() == Array(old.indices) else {
      throw node.problem("expected an order of \(old.count) axes, found \(axes)")
    }
    if batch > 1 {
      guard axes.first == 0 else {
        throw node.problem("expected the samples to stay in front, found the order \(axes)")
      }
      axes = axes.dropFirst().map { $0 - 1 }
    }
    let positions = Permutation(shape: flow.dims, axes: axes).positions
    set(node, dims: axes.map { flow.dims[$0] }, order: positions.map { flow.order[$0] })
  }

  /// Takes away extents of 1, or puts them in.
  mutating func changeRank(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    let axes = try constant(node, 1)?.integers ?? node.integers("axes")
    let dims = try changedRank(node, graphDims(flow), axes: axes)
    set(node, dims: try sampleDims(dims, node), order: flow.order)
  }

  /// The extents after `Squeeze` or `Unsqueeze`.
  func changedRank(
    _ node: ONNXNode, _ old: [Int], axes: [Int]?
  ) throws(ImportProblem) -> [Int] {
    var dims = old
    if node.operation == "Squeeze" {
      let axes =
        try axes.map { (axes) throws(ImportProblem) in try node.axes(axes, of: old.count) }
        ?? old.indices.filter { old[$0] == 1 }
      guard axes.allSatisfy({ old[$0] == 1 }) else {
        throw node.problem("expected extents of 1 at \(axes), found the shape \(old)")
      }
      dims = old.indices.filter { !axes.contains($0) }.map { old[$0] }
    } else {
      let new = try node.axes(axes ?? [], of: old.count + (axes?.count ?? 0))
      for axis in new.sorted() {
        guard axis <= dims.count else { throw node.problem("expected axes in a row, found \(new)") }
        dims.insert(1, at: axis)
      }
    }
    return dims
  }

  /// Parts of the values; all of them are no part, and channels of a picture are what a filter picks.
  mutating func keepChannels(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    let old = graphDims(flow)
    var keptAxis: (axis: Int, kept: [Int])?
    for (axis, kept) in try slices(node, old) where kept != Array(0..<old[axis]) {
      guard keptAxis == nil else {
        throw node.problem("it cuts a part out of the values, which needs a layer that crops")
      }
      keptAxis = (axis, kept)
    }
    guard let (axis, kept) = keptAxis else { return set(node, .flow(flow)) }
    let sample = batch > 1 ? axis - 1 : axis
    try pick(kept, axis: sample, node, flow)
  }

  private mutating func pick(
    _ kept: [Int], axis: Int, _ node: ONNXNode, _ flow: ONNXFlow
  ) throws(ImportProblem) {
    let problem = node.problem("it cuts a part out of the values, which needs a layer that crops")
    guard axis >= 0, node.operation == "Slice" || (node.operation == "Gather" && kept.count == 1)
    else { throw problem }
    // The channels of a picture, wherever they are.
    var dims = flow.dims
    let channels = dims[axis]
    let others = dims.indices.filter { $0 != axis && dims[$0] > 1 }
    guard others.count == 2 else { throw problem }
    let axes = [axis] + others
    let ones = dims.indices.filter { dims[$0] == 1 && $0 != axis }
    let positions = Permutation(shape: dims, axes: ones + axes).positions
    let first = ONNXFlow(
      dims: [channels, dims[others[0]], dims[others[1]]], order: positions.map { flow.order[$0] })
    let (rows, columns, _) = try picture(first, node)
    var weights = [Double](repeating: 0, count: channels * kept.count)
    for (filter, channel) in kept.enumerated() { weights[channel * kept.count + filter] = 1 }
    try build(node) { network throws(NetworkBuilder.Refusal) in
      try network.convolution(
        weights: weights, filters: kept.count,
        window: SlidingWindow(size: 1, stride: 1, padding: .valid), bias: nil)
    }
    // Back to where the channels were.
    let made = ONNXFlow.channelsFirst(channels: kept.count, rows: rows, columns: columns)
    var back = [Int](repeating: 0, count: axes.count)
    for (position, one) in axes.sorted().enumerated() {
      back[position] = axes.firstIndex(of: one) ?? 0
    }
    let order = Permutation(shape: [kept.count, rows, columns], axes: back).positions.map {
      made[$0]
    }
    dims[axis] = kept.count
    if node.operation == "Gather" {
      dims.remove(at: axis)
    }
    set(node, dims: dims, order: order)
  }

  /// Which indices of which axes are kept.
  private mutating func slices(
    _ node: ONNXNode, _ dims: [Int]
  ) throws(ImportProblem) -> [(axis: Int, kept: [Int])] {
    switch node.operation {
    case "Slice": return try sliceRanges(node, dims)
    case "Gather":
      let axis = try node.axis(node.integer("axis", default: 0), of: dims.count)
      guard let index = try constant(node, 1), index.dims.isEmpty || index.values.count == 1,
        let one = index.single.map({ Int($0) }), (-dims[axis]..<dims[axis]).contains(one)
      else {
        throw node.problem("it picks several parts of the values, which needs a layer for it")
      }
      return [(axis, [one < 0 ? one + dims[axis] : one])]
    default: throw node.problem("it cuts values into parts, which needs a network with branches")
    }
  }

  /// What a `Slice` keeps, of constants or of values.
  mutating func sliceRanges(
    _ node: ONNXNode, _ dims: [Int]
  ) throws(ImportProblem) -> [(axis: Int, kept: [Int])] {
    let starts = try constant(node, 1)?.integers ?? node.integers("starts") ?? []
    let ends = try constant(node, 2)?.integers ?? node.integers("ends") ?? []
    let given = try constant(node, 3)?.integers ?? node.integers("axes") ?? Array(starts.indices)
    let steps = try constant(node, 4)?.integers ?? [Int](repeating: 1, count: starts.count)
    guard starts.count == ends.count, starts.count == given.count, steps.count == starts.count
    else {
      throw node.problem("expected as many starts, ends, axes and steps as each other")
    }
    var slices: [(axis: Int, kept: [Int])] = []
    for (index, axis) in try node.axes(given, of: dims.count).enumerated() {
      let (extent, step) = (dims[axis], steps[index])
      guard step != 0, step != .min else { throw node.problem("expected steps other than 0") }
      func clamped(_ position: Int) -> Int {
        let counted = position < 0 ? max(position, -extent - 1) + extent : position
        return step > 0 ? min(max(counted, 0), extent) : min(max(counted, -1), extent - 1)
      }
      // A negative end before the first element means "all the way down".
      let end = step < 0 && ends[index] < -extent ? -1 : clamped(ends[index])
      let limited = max(-extent - 1, min(extent + 1, step))
      slices.append((axis, Array(stride(from: clamped(starts[index]), to: end, by: limited))))
    }
    return slices
  }
}
