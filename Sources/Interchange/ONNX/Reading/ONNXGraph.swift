/// What one output of a file needs: nodes in an order in which they can be computed, and an input.
struct ONNXGraph {
  /// The nodes that the output needs, each after those whose results it takes.
  let nodes: [ONNXNode]
  /// The file's constants by name.
  let constants: [String: ONNXTensorProto]
  /// What the network is asked with.
  let input: Input
  /// What it answers with.
  let output: String
  /// Where data outside the file may lie.
  let folder: String?

  /// The input of a graph.
  struct Input {
    let name: String
    /// The extents, the batch among them; nil where the file leaves them open.
    let dims: [Int?]
  }

  /// Looks back from an output of a file.
  ///
  /// What only picks the largest of the answers is no part of a network; it answers with all of them.
  init(_ file: ONNXFile, answering output: String) throws(ImportProblem) {
    guard let maker = file.nodes.last(where: { $0.outputs.contains(output) }) else {
      throw ImportProblem("output '\(output)'", "expected a node that makes it, found none")
    }
    let picked = maker.operation == "ArgMax" ? maker.inputs.first : nil
    self.output = picked ?? output
    nodes = try ONNXOrder(file.nodes).needed(for: self.output)
    constants = file.constants
    folder = file.folder
    input = try Self.input(of: file, needed: Set(nodes.flatMap(\.inputs)))
  }

  private static func input(
    of file: ONNXFile, needed: Set<String>
  ) throws(ImportProblem) -> Input {
    let candidates = file.inputs.filter {
      file.constants[$0.name] == nil && needed.contains($0.name)
    }
    guard let value = candidates.first, candidates.count == 1 else {
      throw ImportProblem(
        "",
        "expected one input that its output needs, found "
          + (candidates.isEmpty
            ? "none" : candidates.map { "'\($0.name)'" }.joined(separator: ", ")))
    }
    guard value.type.tensorType.hasShape else {
      throw ImportProblem("input '\(value.name)'", "expected a shape, found none")
    }
    let dims = value.type.tensorType.shape.dim.map { dimension in
      if case .dimValue(let extent) = dimension.value, extent > 0 {
        Int(extent)
      } else {
        nil as Int?
      }
    }
    return Input(name: value.name, dims: dims)
  }
}
