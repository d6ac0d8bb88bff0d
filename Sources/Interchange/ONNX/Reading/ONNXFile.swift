import SwiftProtobuf

/// What an ONNX file says, before any of it is understood.
struct ONNXFile {
  /// The nodes in the order of the file, which need not be one in which they can be computed.
  let nodes: [ONNXNode]
  /// Its constants by name; read only when they are needed.
  let constants: [String: ONNXTensorProto]
  /// Its inputs, among which older files have their constants as well.
  let inputs: [ONNXValueInfoProto]
  /// The names of its outputs.
  let outputs: [String]
  /// Texts that came with it.
  let metadata: [String: String]
  /// Where data outside the file may lie.
  let folder: String?

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
    guard !file.graph.output.isEmpty else {
      throw ImportProblem("", "expected an output, found none")
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
    nodes = patterns.found()
    self.constants = constants
    inputs = file.graph.input
    outputs = file.graph.output.map(\.name)
    var metadata: [String: String] = [:]
    for entry in file.metadataProps { metadata[entry.key] = entry.value }
    self.metadata = metadata
    self.folder = folder
  }

  /// Whether operators of a domain are the standard's.
  static func isStandard(_ domain: String) -> Bool { domain.isEmpty || domain == "ai.onnx" }
}
