import SwiftProtobuf
import TextFormats

/// What an ONNX file says: its nodes in an order in which they can be computed, and its constants.
struct ONNXGraph {
  /// The nodes that its output needs, each after those whose results it takes.
  let nodes: [ONNXNode]
  /// Its constants by name; read only when they are needed.
  let constants: [String: ONNXTensorProto]
  /// What the network is asked with.
  let input: Input
  /// What it answers with.
  let output: String
  /// What its other outputs are called, which are left out.
  let otherOutputs: [String]
  /// Texts that came with it.
  let metadata: [String: String]
  /// What it is called.
  let name: String
  /// Where data outside the file may lie.
  let folder: String?

  /// The input of a graph.
  struct Input {
    let name: String
    /// The extents, the batch among them; nil where the file leaves them open.
    let dims: [Int?]
  }

  /// Operators have had these numbers since 2017.
  private static let versions: ClosedRange<Int64> = 7...1000

  /// Reads the bytes of a file.
  ///
  /// - Throws: ``ImportProblem`` for what is no ONNX file, or a damaged one.
  init(bytes: [UInt8], folder: String?) throws(ImportProblem) {
    let file: ONNXModelProto
    do {
      file = try ONNXModelProto(serializedBytes: bytes)
    } catch {
      throw ImportProblem(
        "",
        "expected an ONNX model, found \(bytes.count) bytes that are none: the file is damaged "
          + "or cut off, or of another kind (\(error))")
    }
    guard file.hasGraph, !file.graph.node.isEmpty else {
      throw ImportProblem("", "expected an ONNX model with nodes, found none")
    }
    let version = file.opsetImport.first { Self.isStandard($0.domain) }?.version ?? 1
    guard Self.versions.contains(version) else {
      throw ImportProblem(
        "",
        "expected operators of version \(Self.versions.lowerBound) or later, found \(version): "
          + "bring it up to date with onnx.version_converter")
    }
    var constants: [String: ONNXTensorProto] = [:]
    for tensor in file.graph.initializer { constants[tensor.name] = tensor }
    var patterns = ONNXPatterns(
      try ONNXFunctions(file, version: Int(version)).inlined(), constants: constants)
    let nodes = patterns.found()
    let output = try ONNXOutputs(nodes, of: file.graph)
    self.nodes = try ONNXOrder(nodes).needed(for: output.name)
    let needed = Set(self.nodes.flatMap(\.inputs))
    self.constants = constants
    input = try Self.input(of: file.graph, constants: constants, needed: needed)
    self.output = output.name
    otherOutputs = output.others
    var metadata: [String: String] = [:]
    for entry in file.metadataProps { metadata[entry.key] = entry.value }
    self.metadata = metadata
    name = file.graph.name
    self.folder = folder
  }

  static func isStandard(_ domain: String) -> Bool { domain.isEmpty || domain == "ai.onnx" }

  /// Older files list their constants among the inputs as well.
  private static func input(
    of graph: ONNXGraphProto, constants: [String: ONNXTensorProto], needed: Set<String>
  ) throws(ImportProblem) -> Input {
    let candidates = graph.input.filter { constants[$0.name] == nil && needed.contains($0.name) }
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

/// Which of a graph's outputs the network answers with.
private struct ONNXOutputs {
  let name: String
  let others: [String]

  /// What only picks the largest of the answers is no part of a network; it answers with all.
  init(_ nodes: [ONNXNode], of graph: ONNXGraphProto) throws(ImportProblem) {
    let names = graph.output.map(\.name)
    var makers: [String: ONNXNode] = [:]
    for node in nodes { for output in node.outputs { makers[output] = node } }
    let isPick = { (name: String) in makers[name].map { $0.operation == "ArgMax" } ?? false }
    guard let first = names.first(where: { makers[$0] != nil && !isPick($0) }) ?? names.first else {
      throw ImportProblem("", "expected an output, found none")
    }
    guard let maker = makers[first] else {
      throw ImportProblem("output '\(first)'", "expected a node that makes it, found none")
    }
    let picked = isPick(first) ? maker.inputs.first : nil
    let chosen = picked ?? first
    name = chosen
    others = names.filter { $0 != chosen }
  }
}
