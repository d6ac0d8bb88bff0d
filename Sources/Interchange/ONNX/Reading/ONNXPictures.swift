import NetworkDescription

/// What the values are to the layers: a picture or a list.
extension ONNXTranslation {
  /// Changes the layers.
  mutating func build(
    _ node: ONNXNode,
    _ work: (inout NetworkBuilder) throws(NetworkBuilder.Refusal) -> Void
  ) throws(ImportProblem) {
    guard var changed = builder else {
      throw node.problem("expected an input before it, found none")
    }
    builder = nil
    do throws(NetworkBuilder.Refusal) {
      try work(&changed)
    } catch {
      throw node.problem(error.reason)
    }
    builder = changed
  }

  /// Scales the values, or the inputs where there is no layer yet.
  mutating func scale(_ change: (inout Affine) -> Void) {
    if builder == nil {
      var affine = inputScaling ?? Affine(count: inputDims.reduce(1, *))
      change(&affine)
      inputScaling = affine
    } else {
      builder?.scale(change)
    }
  }

  /// The values as a picture whose channels come first in the graph, or an error that names the node.
  ///
  /// - Returns: The picture's rows, columns and channels.
  mutating func picture(
    _ flow: ONNXFlow, _ node: ONNXNode
  ) throws(ImportProblem) -> (rows: Int, columns: Int, channels: Int) {
    let dims = flow.dims.count == 4 && flow.dims[0] == 1 ? Array(flow.dims.dropFirst()) : flow.dims
    guard dims.count == 3 else {
      throw node.problem(
        "expected a picture of [batch, channels, rows, columns], found \(graphDims(flow))")
    }
    let (channels, rows, columns) = (dims[0], dims[1], dims[2])
    let first = ONNXFlow.channelsFirst(channels: channels, rows: rows, columns: columns)
    if builder == nil {
      // For each value of the picture, its place in the file's input.
      var places = [Int](repeating: 0, count: flow.order.count)
      for (place, position) in zip(flow.order, first) { places[position] = place }
      let isChannelsFirst = flow.order == Array(flow.order.indices)
      guard isChannelsFirst || places == Array(places.indices) else {
        throw node.problem(
          "expected rows, columns and channels of the input in the order they have "
            + "in pictures, found them exchanged")
      }
      start(.picture(height: rows, width: columns, channels: channels), places)
      return (rows, columns, channels)
    }
    guard builder?.shape == .picture(height: rows, width: columns, channels: channels),
      flow.order == first
    else {
      throw node.problem(
        "expected what a layer for pictures makes, found \(graphDims(flow)) made of "
          + "\(builder.map { "\($0.shape)" } ?? "nothing"): that needs a layer that makes a picture "
          + "of a list")
    }
    return (rows, columns, channels)
  }

  /// The values as a list.
  ///
  /// - Returns: For each place of the flow, the position in the list.
  mutating func list(_ flow: ONNXFlow) -> [Int] {
    let order = begun(flow).order
    builder?.flatten()
    return order
  }

  /// The same flow with an input before it; the extents in the file say whether it is a picture.
  mutating func begun(_ flow: ONNXFlow) -> ONNXFlow {
    guard builder == nil else { return flow }
    var places = Array(0..<inputDims.reduce(1, *))
    if let shape = reading.picture(of: inputDims) {
      if reading.order == .channelsFirst {
        let first = ONNXFlow.channelsFirst(
          channels: shape.extents[2], rows: shape.extents[0], columns: shape.extents[1])
        for (place, position) in first.enumerated() { places[position] = place }
      }
      start(shape, places)
    } else {
      start(.list(places.count), places)
    }
    var positions = places
    for (position, place) in places.enumerated() { positions[place] = position }
    var begun = flow
    begun.order = flow.order.map { positions[$0] }
    return begun
  }

  /// - Parameter places: For each value of the input, its place in the file's.
  private mutating func start(_ input: Shape, _ places: [Int]) {
    if places != Array(places.indices) {
      notes.append(
        "The file's inputs lie channel by channel; the model's pixel by pixel, as in all its "
          + "pictures: \(input).")
    }
    inputPlaces = places
    builder = NetworkBuilder(input: input, scaledBy: inputScaling?.reordered(places))
  }
}
