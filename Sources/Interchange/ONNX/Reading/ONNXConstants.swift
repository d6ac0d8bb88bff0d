/// What depends on no input is computed at once: shapes that only say how to flatten, mostly.
extension ONNXTranslation {
  /// What a node makes of constants alone; nil if it depends on the input.
  mutating func foldedConstant(_ node: ONNXNode) throws(ImportProblem) -> ONNXTensor? {
    switch node.operation {
    case "Constant": return try constantValue(node)
    case "Shape", "Size": return try shape(node)
    default: break
    }
    var tensors: [ONNXTensor] = []
    for index in node.inputs.indices where node.hasInput(index) {
      guard case .constant(let tensor) = try value(node, index) else { return nil }
      tensors.append(tensor)
    }
    guard !tensors.isEmpty else { throw node.problem("expected inputs, found none") }
    return try folded(node, tensors)
  }

  private func constantValue(_ node: ONNXNode) throws(ImportProblem) -> ONNXTensor {
    if let tensor = node.tensor("value") { return try ONNXTensor(tensor, in: graph.folder) }
    if node.has("value_float") {
      return ONNXTensor(dims: [], values: [node.number("value_float", default: 0)])
    }
    if node.has("value_int") {
      return ONNXTensor(
        dims: [], values: [Double(node.integer("value_int", default: 0))], isWhole: true)
    }
    if let numbers = node.numbers("value_floats"), node.has("value_floats") {
      return ONNXTensor(dims: [numbers.count], values: numbers)
    }
    if let list = node.integers("value_ints"), node.has("value_ints") {
      return ONNXTensor(list: list)
    }
    throw node.problem("expected a constant of numbers, found another")
  }

  private mutating func shape(_ node: ONNXNode) throws(ImportProblem) -> ONNXTensor {
    let dims: [Int]
    switch try value(node, 0) {
    case .constant(let tensor): dims = tensor.dims
    case .flow(let flow): dims = graphDims(flow)
    }
    if node.operation == "Size" {
      return ONNXTensor(dims: [], values: [Double(dims.reduce(1, *))], isWhole: true)
    }
    let (start, end) = (node.integer("start", default: 0), node.integer("end", default: dims.count))
    let from = min(max(start < 0 ? start + dims.count : start, 0), dims.count)
    let to = min(max(end < 0 ? end + dims.count : end, from), dims.count)
    return ONNXTensor(list: Array(dims[from..<to]))
  }

  private mutating func folded(
    _ node: ONNXNode, _ tensors: [ONNXTensor]
  ) throws(ImportProblem) -> ONNXTensor {
    let first = tensors[0]
    switch node.operation {
    case "Identity", "Dropout": return first
    case "Cast":
      let type = node.integer("to", default: ONNXTensorProto.DataType.float.rawValue)
      let real: [ONNXTensorProto.DataType] = [.float, .double, .float16, .bfloat16]
      let isReal = real.contains { $0.rawValue == type }
      return ONNXTensor(
        dims: first.dims,
        values: isReal ? first.values : first.values.map { $0.rounded(.towardZero) },
        isWhole: !isReal)
    case "Reshape": return try reshaped(node, first, tensors)
    case "Squeeze", "Unsqueeze":
      let axes = tensors.count > 1 ? tensors[1].integers : node.integers("axes")
      return ONNXTensor(
        dims: try changedRank(node, first.dims, axes: axes), values: first.values,
        isWhole: first.isWhole)
    case "Flatten":
      let axis = try node.axis(node.integer("axis", default: 1), of: first.dims.count + 1)
      return ONNXTensor(
        dims: [first.dims[..<axis].reduce(1, *), first.dims[axis...].reduce(1, *)],
        values: first.values)
    case "Transpose":
      let axes = node.integers("perm") ?? Array(first.dims.indices.reversed())
      guard axes.sorted() == Array(first.dims.indices) else {
        throw node.problem("expected an order of \(first.dims.count) axes, found \(axes)")
      }
      return ONNXTensor(
        dims: axes.map { first.dims[$0] },
        values: first.values.transposed(shape: first.dims, to: axes))
    case "Concat": return try concatenated(node, tensors)
    case "Gather": return try gathered(node, tensors)
    case "Slice": return try sliced(node, first)
    case "ConstantOfShape":
      let fill =
        try node.tensor("value").map { (tensor) throws(ImportProblem) in
          try ONNXTensor(tensor, in: graph.folder)
        }?.single ?? 0
      guard let count = ONNXTensor.count(first.integers.map(Int64.init)), count <= Self.mostMade
      else {
        throw node.problem("expected at most \(Self.mostMade) numbers, found \(first.integers)")
      }
      return ONNXTensor(dims: first.integers, values: [Double](repeating: fill, count: count))
    case "ReduceProd":
      return ONNXTensor(
        dims: node.integer("keepdims", default: 1) == 0 ? [] : [1],
        values: [first.values.reduce(1, *)])
    case "Neg": return ONNXTensor(dims: first.dims, values: first.values.map { -$0 })
    case "Sqrt": return ONNXTensor(dims: first.dims, values: first.values.map { $0.squareRoot() })
    case "Floor":
      return ONNXTensor(dims: first.dims, values: first.values.map { $0.rounded(.down) })
    case "Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Mod":
      return try combined(node, tensors)
    default:
      throw node.problem(
        "it computes with constants in a way that is not read: fold constants first, "
          + "with onnxsim for one")
    }
  }

  private static let mostMade = 10_000_000

  private func reshaped(
    _ node: ONNXNode, _ tensor: ONNXTensor, _ tensors: [ONNXTensor]
  ) throws(ImportProblem) -> ONNXTensor {
    guard let wanted = tensors.count > 1 ? tensors[1].integers : node.integers("shape") else {
      throw node.problem("expected a shape, found none")
    }
    let dims = try node.shape(wanted, of: tensor.dims)
    return ONNXTensor(dims: dims, values: tensor.values, isWhole: tensor.isWhole)
  }

  private func concatenated(
    _ node: ONNXNode, _ tensors: [ONNXTensor]
  ) throws(ImportProblem) -> ONNXTensor {
    let axis = try node.axis(node.integer("axis", default: 0), of: tensors[0].dims.count)
    let outer = tensors[0].dims[..<axis].reduce(1, *)
    var dims = tensors[0].dims
    dims[axis] = 0
    for tensor in tensors {
      guard tensor.dims.count == dims.count,
        dims.indices.allSatisfy({ $0 == axis || tensor.dims[$0] == dims[$0] })
      else { throw node.problem("expected shapes that fit, found \(tensors.map(\.dims))") }
      dims[axis] += tensor.dims[axis]
    }
    guard let count = ONNXTensor.count(dims.map(Int64.init)), count <= Self.mostMade, outer > 0
    else { throw node.problem("expected 1 to \(Self.mostMade) numbers, found the shape \(dims)") }
    var values: [Double] = []
    for index in 0..<outer {
      for tensor in tensors {
        let part = tensor.values.count / outer
        values += tensor.values[index * part..<(index + 1) * part]
      }
    }
    return ONNXTensor(dims: dims, values: values, isWhole: tensors[0].isWhole)
  }

  private func gathered(
    _ node: ONNXNode, _ tensors: [ONNXTensor]
  ) throws(ImportProblem) -> ONNXTensor {
    guard tensors.count == 2, !tensors[0].dims.isEmpty else {
      throw node.problem("expected values and their places")
    }
    let (data, places) = (tensors[0], tensors[1])
    let axis = try node.axis(node.integer("axis", default: 0), of: data.dims.count)
    let extent = data.dims[axis]
    let inner = data.dims[(axis + 1)...].reduce(1, *)
    let outer = data.dims[..<axis].reduce(1, *)
    var values: [Double] = []
    for block in 0..<outer {
      for place in places.integers {
        guard (-extent..<extent).contains(place), values.count <= Self.mostMade else {
          throw node.problem("expected places in \(extent) values, found \(place)")
        }
        let start = (block * extent + (place < 0 ? place + extent : place)) * inner
        values += data.values[start..<start + inner]
      }
    }
    return ONNXTensor(
      dims: Array(data.dims[..<axis]) + places.dims + Array(data.dims[(axis + 1)...]),
      values: values,
      isWhole: data.isWhole)
  }

  private mutating func sliced(
    _ node: ONNXNode, _ tensor: ONNXTensor
  ) throws(ImportProblem) -> ONNXTensor {
    var (dims, values) = (tensor.dims, tensor.values)
    for (axis, kept) in try sliceRanges(node, dims) {
      let inner = dims[(axis + 1)...].reduce(1, *)
      let outer = dims[..<axis].reduce(1, *)
      var some: [Double] = []
      for block in 0..<outer {
        for place in kept {
          let start = (block * dims[axis] + place) * inner
          some += values[start..<start + inner]
        }
      }
      values = some
      dims[axis] = kept.count
    }
    return ONNXTensor(dims: dims, values: values, isWhole: tensor.isWhole)
  }

  private func combined(
    _ node: ONNXNode, _ tensors: [ONNXTensor]
  ) throws(ImportProblem) -> ONNXTensor {
    guard tensors.count == 2 else {
      throw node.problem("expected two inputs, found \(tensors.count)")
    }
    let (left, right) = (tensors[0], tensors[1])
    let count = max(left.values.count, right.values.count)
    // A single number stands for all; other ways to repeat numbers only occur on values.
    guard left.values.count == right.values.count || left.single != nil || right.single != nil
    else {
      throw node.problem("expected shapes that fit, found \(left.dims) and \(right.dims)")
    }
    let isWhole = left.isWhole && right.isWhole
    let exponents: Set<Double> = [0.5, 1, 2]
    guard node.operation != "Pow" || right.values.allSatisfy(exponents.contains) else {
      throw node.problem("expected the exponent 0.5, 1 or 2, found \(right.values.prefix(3))")
    }
    guard node.operation != "Div" || !isWhole || !right.values.contains(0) else {
      throw node.problem("it divides by 0")
    }
    let values = (0..<count).map { index in
      let (x, y) = (left.single ?? left.values[index], right.single ?? right.values[index])
      return switch node.operation {
      case "Add": x + y
      case "Sub": x - y
      case "Mul": x * y
      case "Max": max(x, y)
      case "Min": min(x, y)
      case "Mod": x - (x / y).rounded(.down) * y
      case "Pow": y == 2 ? x * x : y == 1 ? x : x.squareRoot()
      default: isWhole ? (x / y).rounded(.towardZero) : x / y
      }
    }
    let dims =
      left.dims.count >= right.dims.count && left.values.count == count ? left.dims : right.dims
    return ONNXTensor(dims: dims, values: values, isWhole: isWhole)
  }
}
