import TextFormats

/// An operation of an ONNX graph.
struct ONNXNode {
  /// What it does: `Conv`, `Relu`.
  var operation: String
  /// What it takes; an empty name stands for what is left out.
  var inputs: [String]
  /// What it makes.
  let outputs: [String]
  /// What errors call it.
  let place: String
  /// Which version of the operators it is meant in.
  let version: Int
  /// Whose operator it is; empty for the standard's.
  let domain: String
  private var attributes: [String: ONNXAttributeProto]

  /// - Parameter number: Its position in the graph, for nodes without a name.
  init(_ node: ONNXNodeProto, number: Int, version: Int) {
    operation = node.opType
    inputs = node.input
    outputs = node.output
    domain = ONNXFile.isStandard(node.domain) ? "" : node.domain
    let name = node.name.isEmpty ? node.output.first ?? "" : node.name
    place = "node \(number) '\(name.shortenedOnOneLine)' (\(node.opType.shortenedOnOneLine))"
    attributes = [:]
    for attribute in node.attribute { attributes[attribute.name] = attribute }
    self.version = version
  }

  /// Whether there is something at this place of its inputs.
  func hasInput(_ index: Int) -> Bool { index < inputs.count && !inputs[index].isEmpty }

  /// An error about it.
  func problem(_ text: String) -> ImportProblem { ImportProblem(place, text) }
}

/// What a node says of itself.
extension ONNXNode {
  func has(_ name: String) -> Bool { attributes[name] != nil }

  func integer(_ name: String, default usual: Int) -> Int {
    attributes[name].map { Int($0.i) } ?? usual
  }

  func integers(_ name: String) -> [Int]? { attributes[name].map { $0.ints.map(Int.init) } }

  func number(_ name: String, default usual: Double) -> Double {
    attributes[name].map { Double($0.f) } ?? usual
  }

  func numbers(_ name: String) -> [Double]? { attributes[name].map { $0.floats.map(Double.init) } }

  func text(_ name: String) -> String? {
    attributes[name].map { String(decoding: $0.s, as: UTF8.self) }
  }

  func tensor(_ name: String) -> ONNXTensorProto? { attributes[name].map { $0.t } }

  /// Turns an axis that may be counted from the end into one counted from the beginning.
  func axis(_ axis: Int, of rank: Int) throws(ImportProblem) -> Int {
    guard (-rank..<max(1, rank)).contains(axis) else {
      throw problem("expected an axis of a tensor with \(rank) of them, found \(axis)")
    }
    return axis < 0 ? axis + rank : axis
  }

  func axes(_ axes: [Int], of rank: Int) throws(ImportProblem) -> [Int] {
    var all: [Int] = []
    for one in axes { all.append(try axis(one, of: rank)) }
    return all
  }

  /// The shape that a `Reshape` makes of another: 0 stands for the old extent, −1 for what is left.
  func shape(_ wanted: [Int], of old: [Int]) throws(ImportProblem) -> [Int] {
    let count = old.reduce(1, *)
    let keepsZeros = integer("allowzero", default: 0) != 0
    var dims = wanted
    for index in dims.indices where dims[index] == 0 && !keepsZeros && index < old.count {
      dims[index] = old[index]
    }
    let unfit = problem("expected a shape for \(count) values, found \(wanted)")
    if let open = dims.firstIndex(of: -1) {
      dims[open] = 1
      guard let known = ONNXTensor.count(dims.map(Int64.init)), known > 0, count % known == 0
      else { throw unfit }
      dims[open] = count / known
    }
    guard ONNXTensor.count(dims.map(Int64.init)) == count else { throw unfit }
    return dims
  }
}
