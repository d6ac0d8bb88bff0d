/// The nodes of a graph in an order in which they can be computed.
struct ONNXOrder {
  private let nodes: [ONNXNode]
  private let makers: [String: Int]

  /// - Throws: ``ImportProblem`` where two nodes make the same.
  init(_ nodes: [ONNXNode]) throws(ImportProblem) {
    self.nodes = nodes
    var makers: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      for output in node.outputs where !output.isEmpty {
        guard makers.updateValue(index, forKey: output) == nil else {
          throw node.problem("it makes '\(output)', which another node makes, too")
        }
      }
    }
    self.makers = makers
  }

  /// The nodes that a value needs, each after those whose results it takes.
  ///
  /// Goes back without recursion: a file decides how long the way is.
  func needed(for output: String) throws(ImportProblem) -> [ONNXNode] {
    enum Visit { case open, done }
    var visits: [Int: Visit] = [:]
    var order: [ONNXNode] = []
    var path: [(node: Int, nextInput: Int)] = makers[output].map { [($0, 0)] } ?? []
    while let (index, input) = path.last {
      visits[index] = .open
      guard input < nodes[index].inputs.count else {
        visits[index] = .done
        order.append(nodes[index])
        path.removeLast()
        continue
      }
      path[path.count - 1].nextInput += 1
      guard let maker = makers[nodes[index].inputs[input]] else { continue }
      switch visits[maker] {
      case nil: path.append((maker, 0))
      case .done: break
      case .open:
        throw nodes[maker].problem(
          "its result comes back to it through \(nodes[index].place): a network has no circles")
      }
    }
    return order
  }
}
