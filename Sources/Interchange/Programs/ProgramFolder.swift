import ModelFiles
import NetworkDescription
import TextFormats

/// What the folders with programs have in common: weights, stored answers, data, requirements.
struct ProgramFolder {
  /// The names of the files.
  static let weights = "weights.safetensors"
  static let answers = "answers.json"

  let request: ExportRequest

  /// All files, with the program itself.
  ///
  /// - Parameter packages: What has to be installed, a line each.
  func files(program: String, packages: [String]) throws -> [ExportedFile] {
    let probes = request.probes.map { probe in
      JSONValue.object([
        ("inputs", .array(probe.inputs.map { .number($0) })),
        ("outputs", .array(probe.outputs.map { .number($0) })),
      ])
    }
    let weights = try request.model.encoded(precision: .float64, name: Self.weights)
    return [
      ExportedFile(name: "model.py", text: program),
      ExportedFile(name: "data.py", text: DataProgram.text),
      ExportedFile(name: Self.weights, bytes: weights),
      ExportedFile(name: Self.answers, text: "\(JSONValue.array(probes))\n"),
      ExportedFile(
        name: "requirements.txt",
        text: (packages + ["numpy", "safetensors"]).map { $0 + "\n" }.joined()),
    ]
  }

  /// The constants that a program begins with.
  var constants: String {
    let (blueprint, model) = (request.model.blueprint, request.model)
    return """
      INPUT = \(Python.tuple(blueprint.input.extents))
      OUTPUTS = \(blueprint.output.count)
      CLASSES = \(Python.list(model.classNames))
      ONE_CLASS_EACH = \(Python.bool(blueprint.loss.traits.targets == .classes))
      EPOCHS, BATCH_SIZE, SHUFFLE, SEED = \(blueprint.training.epochs), \
      \(blueprint.training.batchSize), \(Python.bool(blueprint.training.shuffle)), \
      \(blueprint.seed)
      """
  }

  /// What the network is, for the first line of a program.
  var title: String {
    let blueprint = request.model.blueprint
    return "\(Python.comment(blueprint.name)): \(counted(blueprint.parameterCount, "parameter")), "
      + "\(blueprint.input) inputs, \(blueprint.output) outputs."
  }
}
