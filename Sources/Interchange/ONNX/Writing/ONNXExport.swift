import ModelFiles
import NetworkDescription
import SwiftProtobuf
import TextFormats

extension ExportFormat {
  static let onnx = ExportFormat(
    name: "onnx", summary: "ONNX, for ONNX Runtime and many others"
  ) { request in
    let bytes: [UInt8] = try ONNXExport(request.model).file().serializedBytes()
    return [ExportedFile(bytes: bytes)]
  }
}

/// A model as ONNX (https://onnx.ai): the same network of standard operators.
///
/// Numbers have 32 bits, as runtimes expect. Inputs keep their shape with a batch in front:
/// [batch, inputs], or [batch, height, width, channels]. What ONNX has no place for (loss, optimizer,
/// names of classes) stands in the metadata.
struct ONNXExport {
  private let model: TrainedModel

  init(_ model: TrainedModel) {
    self.model = model
  }

  /// The whole file.
  func file() -> ONNXModelProto {
    let blueprint = model.blueprint
    var graph = ONNXGraphWriter(input: blueprint.input)
    for index in blueprint.layers.indices { graph.append(layer: index, of: model) }
    var file = ONNXModelProto()
    file.irVersion = 8
    file.producerName = ONNXMetadata.producer
    file.docString =
      "\(blueprint.name): \(blueprint.input) inputs, \(blueprint.output) outputs. "
      + "Pictures are [batch, height, width, channels]."
    var standard = ONNXOperatorSetIdProto()
    standard.version = 17
    file.opsetImport = [standard]
    file.graph = graph.finished(name: blueprint.name, output: blueprint.output)
    file.metadataProps = metadata.map { key, value in
      var entry = ONNXStringStringEntryProto()
      entry.key = key
      entry.value = value
      return entry
    }
    return file
  }

  private var metadata: [(String, String)] {
    var entries = [(ONNXMetadata.blueprint, model.blueprint.jsonText)]
    if !model.classNames.isEmpty {
      entries.append((ONNXMetadata.classes, Self.list(model.classNames)))
    }
    if let table = model.table {
      entries.append((ONNXMetadata.table, table.json.description))
      entries.append((ONNXMetadata.inputs, Self.list(table.inputNames)))
      entries.append((ONNXMetadata.outputs, Self.list(table.targetNames)))
    }
    return entries
  }

  private static func list(_ names: [String]) -> String {
    JSONValue.array(names.map { .string($0) }).description
  }
}

/// The texts of an ONNX file that ONNX has no field for.
enum ONNXMetadata {
  static let producer = "glassbox"
  static let blueprint = "blueprint"
  static let classes = "classes"
  static let table = "table"
  /// The names of single inputs and outputs, for other tools; `table` says them, too.
  static let inputs = "inputs"
  static let outputs = "outputs"
}
