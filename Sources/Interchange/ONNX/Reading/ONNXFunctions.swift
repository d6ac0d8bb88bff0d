/// Puts the nodes of functions where they are called; the nodes of the standard's own stay.
struct ONNXFunctions {
  private let graph: ONNXGraphProto
  private let version: Int
  private let functions: [String: ONNXFunctionProto]

  /// A file that unfolds to more is no network.
  private static let mostNodes = 20_000
  private static let deepest = 20

  init(_ file: ONNXModelProto, version: Int) {
    graph = file.graph
    self.version = version
    var functions: [String: ONNXFunctionProto] = [:]
    for function in file.functions {
      functions[Self.key(function.domain, function.name)] = function
    }
    self.functions = functions
  }

  private static func key(_ domain: String, _ name: String) -> String { "\(domain):\(name)" }

  /// All nodes.
  func inlined() throws(ImportProblem) -> [ONNXNode] {
    var nodes: [ONNXNode] = []
    for node in graph.node { try append(node, depth: 0, to: &nodes) }
    return nodes
  }

  private func append(
    _ node: ONNXNodeProto, depth: Int, to nodes: inout [ONNXNode]
  ) throws(ImportProblem) {
    let plain = ONNXNode(node, number: nodes.count, version: version)
    guard nodes.count < Self.mostNodes, depth < Self.deepest else {
      throw plain.problem("expected at most \(Self.mostNodes) nodes, found more")
    }
    guard let function = functions[Self.key(node.domain, node.opType)] else {
      nodes.append(plain)
      return
    }
    for inner in try body(of: function, calledBy: node, plain) {
      try append(inner, depth: depth + 1, to: &nodes)
    }
  }

  /// The nodes of a function with the names and attributes of a call.
  private func body(
    of function: ONNXFunctionProto, calledBy call: ONNXNodeProto, _ plain: ONNXNode
  ) throws(ImportProblem) -> [ONNXNodeProto] {
    guard call.input.count <= function.input.count, call.output.count <= function.output.count
    else { throw plain.problem("it gives function \(function.name) more than that takes") }
    var names: [String: String] = [:]
    for (inside, outside) in zip(function.input, call.input) { names[inside] = outside }
    for inside in function.input.dropFirst(call.input.count) { names[inside] = "" }
    for (inside, outside) in zip(function.output, call.output) { names[inside] = outside }
    var attributes: [String: ONNXAttributeProto] = [:]
    for attribute in call.attribute { attributes[attribute.name] = attribute }
    let prefix = "\(call.name.isEmpty ? call.output.first ?? "" : call.name)/"
    let outer = { (name: String) in name.isEmpty ? "" : names[name] ?? prefix + name }
    return function.node.map { inner in
      var inner = inner
      inner.name = prefix + inner.name
      inner.input = inner.input.map(outer)
      inner.output = inner.output.map(outer)
      inner.attribute = inner.attribute.compactMap { attribute in
        guard !attribute.refAttrName.isEmpty else { return attribute }
        var given = attributes[attribute.refAttrName]
        given?.name = attribute.name
        return given
      }
      return inner
    }
  }
}
