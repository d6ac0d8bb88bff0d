import NetworkDescription

/// What each operator means for the layers.
extension ONNXTranslation {
  /// Goes on by one node.
  mutating func append(_ node: ONNXNode) throws(ImportProblem) {
    guard node.domain.isEmpty else {
      throw node.problem(
        "an operator of '\(node.domain)', which only its maker's runtime knows: export it with "
          + "standard operators")
    }
    if let tensor = try foldedConstant(node) { return set(node, .constant(tensor)) }
    switch node.operation {
    case "Identity", "Cast", "CastLike": try keep(node)
    case "Dropout": try appendDropout(node)
    case "Reshape": try reshape(node)
    case "Flatten": try flatten(node)
    case "Transpose": try transpose(node)
    case "Squeeze", "Unsqueeze": try changeRank(node)
    case "Slice", "Gather", "Split": try keepChannels(node)
    case "Gemm": try appendGemm(node)
    case "MatMul": try appendMatMul(node)
    case "Conv": try appendConv(node)
    case "BatchNormalization": try appendBatchNormalization(node)
    case "Add", "Sub", "Mul", "Div", "Sum": try appendArithmetic(node)
    case "Neg": try appendNegation(node)
    case "Pad": try appendPad(node)
    case "MaxPool", "AveragePool": try appendPool(node)
    case "GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "ReduceMax":
      try appendGlobalPool(node)
    case "Softmax", "LogSoftmax": try appendSoftmax(node)
    case "Log", "Exp": try appendLogarithm(node)
    default: try appendActivation(node)
    }
  }

  /// Values that stay what they are.
  private mutating func keep(_ node: ONNXNode) throws(ImportProblem) {
    if node.operation == "Cast" {
      let type = node.integer("to", default: ONNXTensorProto.DataType.float.rawValue)
      let real: [ONNXTensorProto.DataType] = [.float, .double, .float16, .bfloat16]
      guard real.contains(where: { $0.rawValue == type }) else {
        throw node.problem(
          "it rounds values to type \(type), which needs a layer that rounds")
      }
    }
    set(node, .flow(try flow(node)))
  }

  private mutating func appendDropout(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    let rate = try constant(node, 1)?.single ?? node.number("ratio", default: 0.5)
    builder?.dropout(rate: rate)
    set(node, .flow(flow))
  }

  /// Activations of single values.
  private mutating func appendActivation(_ node: ONNXNode) throws(ImportProblem) {
    let flow = begun(try flow(node))
    guard let activation = try activation(node) else {
      throw node.problem("it needs a layer that blueprints do not have")
    }
    try build(node) { network throws(NetworkBuilder.Refusal) in try network.activate(activation) }
    if node.operation == "Selu" {
      let gamma = node.number("gamma", default: 1.050_701_022_148_132_3)
      scale { affine in
        for index in affine.scale.indices {
          affine.scale[index] *= gamma
          affine.shift[index] *= gamma
        }
      }
    }
    set(node, .flow(flow))
  }

  private mutating func activation(_ node: ONNXNode) throws(ImportProblem) -> Activation? {
    switch node.operation {
    case "Relu": return .relu
    case "Sigmoid": return .sigmoid
    case "Tanh": return .tanh
    case "Softplus": return .softplus
    case "LeakyRelu": return .leakyRelu(slope: node.number("alpha", default: 0.01))
    case "Elu": return .elu(alpha: node.number("alpha", default: 1))
    case "Celu" where node.number("alpha", default: 1) == 1: return .elu(alpha: 1)
    case "Selu": return .elu(alpha: node.number("alpha", default: 1.673_263_192_176_818_8))
    case ONNXPatterns.silu, "Swish": return .silu
    case "Gelu":
      guard node.text("approximate") ?? "none" == "none" else {
        throw node.problem(
          "it is GELU by its approximation with tanh; blueprints have the exact one")
      }
      return .gelu
    case "PRelu":
      let slopes = try constant(node, 1)?.values ?? []
      guard let slope = slopes.first, slopes.allSatisfy({ $0 == slope }) else {
        throw node.problem("it needs a slope for each channel; leakyRelu has one for all")
      }
      return .leakyRelu(slope: slope)
    case "Clip":
      let low = try constant(node, 1)?.single ?? node.number("min", default: -.infinity)
      let high = try constant(node, 2)?.single ?? node.number("max", default: .infinity)
      let top = Double(Float.greatestFiniteMagnitude)
      guard low == 0, high >= top else {
        throw node.problem("it needs an activation that is cut off at \(low) and \(high)")
      }
      return .relu
    default: return nil
    }
  }

  private mutating func appendSoftmax(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    let dims = graphDims(flow)
    let axis = try node.axis(
      node.integer("axis", default: node.version < 13 ? 1 : -1), of: dims.count)
    // Until version 12 it was over all extents from the axis on.
    let rest = node.version < 13 ? dims[axis...].reduce(1, *) : dims[axis]
    let others = flow.order.count / max(1, rest)
    var order = flow.order
    if others == 1 {
      order = list(flow)
    } else {
      let (rows, columns, channels) = try picture(flow, node)
      guard rest == channels, axis == dims.count - 3 else {
        throw node.problem("expected softmax over the channels, found it over axis \(axis)")
      }
      order = ONNXFlow.channelsFirst(channels: channels, rows: rows, columns: columns)
    }
    try build(node) { network throws(NetworkBuilder.Refusal) in try network.activate(.softmax) }
    set(node, dims: flow.dims, order: order)
    if node.operation == "LogSoftmax" { try takeLogarithms(node) }
  }

  /// Logarithms of probabilities, and what makes probabilities of them again.
  private mutating func appendLogarithm(_ node: ONNXNode) throws(ImportProblem) {
    let flow = try flow(node)
    let areProbabilities =
      builder.map { $0.lastActivation == .softmax && $0.pending == nil } ?? false
    guard areProbabilities, answersAreLogarithms == (node.operation == "Exp") else {
      throw node.problem("it needs a layer that blueprints do not have")
    }
    set(node, .flow(flow))
    if node.operation == "Log" { try takeLogarithms(node) } else { answersAreLogarithms = false }
  }

  /// The network stays with the probabilities; their logarithms may only be the file's answer.
  private mutating func takeLogarithms(_ node: ONNXNode) throws(ImportProblem) {
    answersAreLogarithms = true
    guard node.outputs.first.map({ leadsToOutputUnchanged($0) }) ?? false else {
      throw node.problem("its logarithms go on into other layers, which blueprints cannot have")
    }
  }

  /// Whether nothing but the shape of logarithms changes on their way to the output, or nothing stays
  /// of them.
  private func leadsToOutputUnchanged(_ name: String) -> Bool {
    let harmless: Set<String> = [
      "Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Cast", "Exp",
    ]
    var name = name
    for node in graph.nodes where node.inputs.first == name {
      guard harmless.contains(node.operation), let next = node.outputs.first else { return false }
      name = next
    }
    return name == graph.output
  }
}
