import ModelFiles
import NetworkDescription
import TextFormats

/// A stranger's network, read from ONNX and taken apart into layers.
///
/// ```swift
/// let imported = try ONNXImport(bytes: bytes).model(named: "digits")
/// print(imported.model.blueprint.parameterCount, imported.notes)
/// ```
public struct ONNXImport {
  /// What becomes of the model's inputs before they are those of the file.
  public var scaling = InputScaling()
  /// Whether probabilities are made of answers that are none, by a softmax at the end.
  public var addsSoftmax = false
  private let file: ONNXFile

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The complete file.
  ///   - folder: Where data that is not in the file may lie; nil for nowhere.
  /// - Throws: ``ImportProblem`` for what is no ONNX file, or a damaged one.
  public init(bytes: [UInt8], folder: String? = nil) throws(ImportProblem) {
    file = try ONNXFile(bytes: bytes, folder: folder)
  }

  /// The network as a model.
  ///
  /// - Parameter name: What it is called, where the file is not of this program.
  /// - Throws: ``ImportProblem`` with the node that cannot be expressed, and what it would need.
  public func model(named name: String) throws(ImportProblem) -> ImportedModel {
    let (translation, made) = try network()
    var (network, notes) = (made, translation.notes)
    if addsSoftmax, network.lastActivation != .softmax {
      do throws(NetworkBuilder.Refusal) {
        try network.activate(.softmax)
      } catch {
        throw ImportProblem("", error.reason)
      }
    }
    if translation.answersAreLogarithms {
      notes.append(
        "The file answers with the logarithms of the probabilities; the model with the probabilities."
      )
    }
    if network.lastActivation == .identity, network.shape.count > 1 {
      notes.append("Its answers are no chances; --softmax makes them so.")
    }
    let others = file.outputs.filter { $0 != translation.graph.output }
    if !others.isEmpty {
      notes.append(
        "The model answers with '\(translation.graph.output)', not with "
          + others.map { "'\($0)'" }.joined(separator: ", ") + ".")
    }
    let own = ONNXOwnTexts(file.metadata)
    let last = network.lastActivation
    let loss = own.loss(fitting: last) ?? Self.usualLoss(of: last, outputs: network.shape.count)
    if own.blueprint == nil {
      notes.append(
        "What it learned with is not in the file: \(loss.name) is what its last activation "
          + "(\(last.name)) is mostly trained with, sgd a guess.")
    }
    return ImportedModel(
      model: try model(network, loss, own, named: name), notes: notes,
      inputPlaces: addsSoftmax ? [] : translation.inputPlaces, scaling: scaling,
      fileAnswersWithLogarithms: translation.answersAreLogarithms)
  }

  /// The first output that a chain of layers can make, with the likeliest meaning of the input.
  ///
  /// Where a file only says how often the network is right, what that picks the largest of is its
  /// answer.
  private func network() throws(ImportProblem) -> (ONNXTranslation, NetworkBuilder) {
    var first: ImportProblem?
    let picked = file.nodes.filter { $0.operation == "ArgMax" }.compactMap(\.inputs.first)
    for output in (file.outputs + picked).prefix(Self.mostOutputs) {
      do throws(ImportProblem) {
        let graph = try ONNXGraph(file, answering: output)
        for reading in InputReading.likely(for: graph.input.dims) {
          do throws(ImportProblem) {
            var translation = try ONNXTranslation(graph, reading, scaling: scaling)
            let network = try translation.run()
            return (translation, network)
          } catch {
            first = first ?? error
          }
        }
      } catch {
        first = first ?? error
      }
    }
    throw first ?? ImportProblem("", "expected an output, found none")
  }

  private static let mostOutputs = 16

  private static func usualLoss(of activation: Activation, outputs: Int) -> Loss {
    switch activation {
    case .softmax where outputs > 1: .categoricalCrossEntropy
    case .sigmoid: .binaryCrossEntropy
    default: .meanSquaredError
    }
  }

  private func model(
    _ network: NetworkBuilder, _ loss: Loss, _ own: ONNXOwnTexts, named name: String
  ) throws(ImportProblem) -> TrainedModel {
    var tensors: [String: Tensor] = [:]
    for (index, entry) in network.entries.enumerated() {
      for (role, tensor) in entry.tensors {
        tensors[NetworkBlueprint.tensorName(layer: index, role)] = tensor
      }
    }
    for (name, tensor) in tensors {
      guard let index = tensor.values.firstIndex(where: { !$0.isFinite }) else { continue }
      throw ImportProblem(
        "\(name)[\(index)]", "expected a finite number, found \(tensor.values[index])")
    }
    do throws(BlueprintError) {
      let blueprint = try NetworkBlueprint(
        name: own.blueprint?.name ?? name, input: network.input,
        layers: network.entries.map(\.layer),
        loss: loss, optimizer: own.blueprint?.optimizer ?? .sgd(SGD()),
        seed: own.blueprint?.seed ?? 1, training: own.blueprint?.training ?? TrainingDefaults())
      return try own.model(blueprint, Parameters(tensors))
    } catch {
      throw ImportProblem("", "\(error)")
    }
  }
}

/// What an ONNX file that this program has written says beyond ONNX.
private struct ONNXOwnTexts {
  let blueprint: NetworkBlueprint?
  private let classNames: [String]
  private let table: TableForm?

  init(_ metadata: [String: String]) {
    blueprint = metadata[ONNXMetadata.blueprint].flatMap { try? NetworkBlueprint(json: $0) }
    var names: [String] = []
    if let json = metadata[ONNXMetadata.classes].flatMap({ try? JSONValue(parsing: $0) }),
      case .array(let items) = json
    {
      for case .string(let name) in items { names.append(name) }
    }
    classNames = names
    table = metadata[ONNXMetadata.table].flatMap {
      try? TableForm(json: JSONValue(parsing: $0), at: .root)
    }
  }

  func loss(fitting activation: Activation) -> Loss? {
    blueprint.flatMap { $0.loss.accepts(activation) ? $0.loss : nil }
  }

  /// Names that no longer fit a file which was changed are left out.
  func model(
    _ blueprint: NetworkBlueprint, _ parameters: Parameters
  ) throws(BlueprintError) -> TrainedModel {
    // Where the layers are still those, they keep what ONNX has no place for: penalties and the like.
    let same = self.blueprint.flatMap { own in
      own.input == blueprint.input && own.outputShapes == blueprint.outputShapes
        && own.parameterSpecifications.map(\.name) == blueprint.parameterSpecifications.map(\.name)
        && own.layers.map(\.activation) == blueprint.layers.map(\.activation) ? own : nil
    }
    let blueprint = same ?? blueprint
    if let full = try? TrainedModel(
      blueprint: blueprint, parameters: parameters, classNames: classNames, table: table)
    {
      return full
    }
    return try TrainedModel(blueprint: blueprint, parameters: parameters)
  }
}
