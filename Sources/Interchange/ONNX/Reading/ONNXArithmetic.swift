import NetworkDescription

/// Operators that add, subtract, multiply and divide by constants.
extension ONNXTranslation {
  mutating func appendArithmetic(_ node: ONNXNode) throws(ImportProblem) {
    guard node.inputs.count == 2 else {
      throw node.problem("expected two inputs, found \(node.inputs.count)")
    }
    switch (try value(node, 0), try value(node, 1)) {
    case (.flow(let flow), .constant(let tensor)):
      try scale(node, flow, by: tensor, constantIsFirst: false)
    case (.constant(let tensor), .flow(let flow)):
      try scale(node, flow, by: tensor, constantIsFirst: true)
    case (.flow, .flow):
      throw node.problem(
        "it joins two ways that values go; that needs a network with branches, and a blueprint is a "
          + "chain of layers")
    case (.constant, .constant):
      throw node.problem("its constants do not fit each other")
    }
  }

  mutating func appendNegation(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    scale { affine in
      for index in affine.scale.indices {
        affine.scale[index] *= -1
        affine.shift[index] *= -1
      }
    }
    set(node, .flow(flow))
  }

  private mutating func scale(
    _ node: ONNXNode, _ flow: ONNXFlow, by tensor: ONNXTensor, constantIsFirst: Bool
  ) throws(ImportProblem) {
    let constants = try repeated(tensor, over: flow, node)
    let operation = node.operation
    guard operation != "Div" || !constantIsFirst else {
      throw node.problem("it divides by values, which needs a layer that blueprints do not have")
    }
    guard operation != "Div" || !constants.contains(0) else {
      throw node.problem("it divides by 0")
    }
    scale { affine in
      for (place, position) in flow.order.enumerated() {
        let constant = constants[place]
        switch operation {
        case "Add", "Sum": affine.shift[position] += constant
        case "Sub":
          affine.shift[position] -= constant
          if constantIsFirst {
            affine.scale[position] *= -1
            affine.shift[position] *= -1
          }
        case "Mul":
          affine.scale[position] *= constant
          affine.shift[position] *= constant
        default:
          affine.scale[position] /= constant
          affine.shift[position] /= constant
        }
      }
    }
    // A constant with more extents gives its own to the result.
    var dims = flow.dims
    if tensor.dims.count > graphDims(flow).count {
      dims = [Int](repeating: 1, count: tensor.dims.count - graphDims(flow).count) + dims
    }
    set(node, dims: dims, order: flow.order)
  }

  /// The constant for each place of a flow.
  private func repeated(
    _ tensor: ONNXTensor, over flow: ONNXFlow, _ node: ONNXNode
  ) throws(ImportProblem) -> [Double] {
    if let single = tensor.single { return [Double](repeating: single, count: flow.order.count) }
    // Extents are compared from the last on; those of one stand for as many as it takes.
    let dims = batch > 1 ? [1] + flow.dims : flow.dims
    let rank = max(dims.count, tensor.dims.count)
    let wide = [Int](repeating: 1, count: rank - dims.count) + dims
    let given = [Int](repeating: 1, count: rank - tensor.dims.count) + tensor.dims
    guard zip(wide, given).allSatisfy({ $1 == 1 || $1 == $0 }) else {
      throw node.problem(
        "expected constants for values shaped \(graphDims(flow)), found the shape \(tensor.dims)")
    }
    var values = tensor.values
    // From the innermost extent outwards: each repeats what lies in it.
    var inner = 1
    for axis in (0..<rank).reversed() {
      if given[axis] == 1, wide[axis] > 1 {
        values = stride(from: 0, to: values.count, by: inner).flatMap { start in
          (0..<wide[axis]).flatMap { _ in values[start..<start + inner] }
        }
      }
      inner *= wide[axis]
    }
    return values
  }
}
