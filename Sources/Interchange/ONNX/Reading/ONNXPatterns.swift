/// Activations that exporters write as several operators, found and put back together.
///
/// SiLU is s·σ(s). Softplus may stop where it is s to the last digit. GELU is s·½·(1 + erf(s/√2)), whose factors come in any order.
struct ONNXPatterns {
  /// What SiLU is called once it is found; ONNX has no operator of its own for it.
  static let silu = "SiLU"

  private let constants: [String: ONNXTensorProto]
  private var nodes: [ONNXNode]
  private var makers: [String: Int] = [:]
  private var takers: [String: [Int]] = [:]

  init(_ nodes: [ONNXNode], constants: [String: ONNXTensorProto]) {
    self.nodes = nodes
    self.constants = constants
    for (index, node) in nodes.enumerated() {
      for output in node.outputs { makers[output] = index }
      for input in node.inputs { takers[input, default: []].append(index) }
    }
  }

  /// The nodes, with one in place of each pattern; what it no longer needs is left over.
  mutating func found() -> [ONNXNode] {
    for index in nodes.indices {
      switch nodes[index].operation {
      case "Sigmoid": findSilu(from: index)
      case "Erf": findGelu(from: index)
      case "Softplus": findSoftplus(from: index)
      default: break
      }
    }
    return nodes
  }

  private mutating func findSilu(from index: Int) {
    guard let sum = nodes[index].inputs.first, let product = onlyTaker(of: index),
      nodes[product].operation == "Mul"
    else { return }
    if nodes[product].inputs.contains(sum) { return replace(product, by: Self.silu, of: sum) }
    // TensorFlow puts a scaling that comes after it between: s·(σ(s)·c) is (s·σ(s))·c.
    guard let scale = nodes[product].inputs.first(where: isConstant),
      let last = onlyTaker(of: product), nodes[last].operation == "Mul",
      nodes[last].inputs.contains(sum), let scaled = nodes[product].outputs.first
    else { return }
    replace(product, by: Self.silu, of: sum)
    nodes[last].inputs = [scaled, scale]
  }

  /// PyTorch takes s itself above 20, where softplus is s + 2·10⁻⁹.
  private mutating func findSoftplus(from index: Int) {
    guard let sum = nodes[index].inputs.first, let choice = onlyTaker(of: index),
      nodes[choice].operation == "Where", nodes[choice].inputs.count == 3,
      nodes[choice].inputs[1] == sum,
      let comparison = makers[nodes[choice].inputs[0]], nodes[comparison].operation == "Greater",
      nodes[comparison].inputs.count == 2, nodes[comparison].inputs[0] == sum,
      let threshold = number(nodes[comparison].inputs[1]), threshold >= 17
    else { return }
    replace(choice, by: "Softplus", of: sum)
  }

  private func isConstant(_ name: String) -> Bool {
    constants[name] != nil || makers[name].map { nodes[$0].operation == "Constant" } ?? false
  }

  private mutating func findGelu(from index: Int) {
    guard let scaled = nodes[index].inputs.first.flatMap({ makers[$0] }),
      let (sum, factor) = scaling(nodes[scaled]), abs(factor - 0.5.squareRoot()) < 1e-4,
      let raised = onlyTaker(of: index), nodes[raised].operation == "Add",
      nodes[raised].inputs.contains(where: { number($0) == 1 })
    else { return }
    // What remains are the factors s and ½, one after the other or multiplied before.
    var place = raised
    var left: (sum: Bool, half: Bool) = (true, true)
    while left.sum || left.half {
      guard let product = onlyTaker(of: place), nodes[product].operation == "Mul",
        let other = nodes[product].inputs.first(where: { !nodes[place].outputs.contains($0) })
      else { return }
      if left.sum, other == sum {
        left.sum = false
      } else if left.half, number(other) == 0.5 {
        left.half = false
      } else if left.sum, left.half, let half = makers[other],
        let (of, factor) = scaling(nodes[half]),
        of == sum, factor == 0.5
      {
        left = (false, false)
      } else {
        return
      }
      place = product
    }
    replace(place, by: "Gelu", of: sum)
  }

  private mutating func replace(_ index: Int, by operation: String, of input: String) {
    nodes[index].operation = operation
    nodes[index].inputs = [input]
  }

  private func onlyTaker(of index: Int) -> Int? {
    guard let output = nodes[index].outputs.first, let found = takers[output], found.count == 1
    else {
      return nil
    }
    return found[0]
  }

  /// A value times a number.
  private func scaling(_ node: ONNXNode) -> (of: String, factor: Double)? {
    guard node.inputs.count == 2 else { return nil }
    let (first, second) = (node.inputs[0], node.inputs[1])
    switch node.operation {
    case "Mul":
      if let factor = number(second) { return (first, factor) }
      return number(first).map { (second, $0) }
    case "Div": return number(second).map { (first, 1 / $0) }
    default: return nil
    }
  }

  /// A constant that is a single number.
  private func number(_ name: String) -> Double? {
    if let tensor = constants[name] { return (try? ONNXTensor(tensor, in: nil))?.single }
    guard let maker = makers[name], nodes[maker].operation == "Constant" else { return nil }
    if let tensor = nodes[maker].tensor("value") {
      return (try? ONNXTensor(tensor, in: nil))?.single
    }
    return nodes[maker].has("value_float") ? nodes[maker].number("value_float", default: 0) : nil
  }
}
