import NetworkDescription
import SystemFiles

/// A training that can go on exactly where it was, as checkpoint files keep it.
///
/// A file is safetensors, as a model's is, with all numbers in 64 bits: the parameters under their
/// names, what the optimizer remembers under `optimizer.velocity.layers.0.weight` and the like, and,
/// within an epoch, the parameters it began with under `epochStart.layers.0.weight`; where training
/// keeps its best epoch, the parameters after that under `best.layers.0.weight`. Where training is,
/// and of what, are texts in the metadata.
public struct TrainingCheckpoint: Equatable, Sendable {
  /// What is trained, from what seed, for how many epochs, and in batches of what size.
  public let blueprint: NetworkBlueprint
  /// What else decides how training goes, in words by name: the samples, say, or the engine.
  public let circumstances: [String: String]
  /// Where training is.
  public let point: TrainingPoint

  /// Puts a training and the point it has come to together.
  ///
  /// - Throws: ``BlueprintError`` if the point's tensors do not belong to the
  ///   blueprint.
  public init(
    blueprint: NetworkBlueprint, circumstances: [String: String], point: TrainingPoint
  ) throws(BlueprintError) {
    try blueprint.validate(point.state)
    try blueprint.validate(point.lastGood)
    if let best = point.best { try blueprint.validate(best.parameters) }
    self.blueprint = blueprint
    self.circumstances = circumstances
    self.point = point
  }
}

extension TrainingCheckpoint {
  /// Reads a checkpoint file.
  ///
  /// - Throws: ``ModelFileError`` for anything that is not a complete, sound checkpoint.
  public init(contentsOf path: String) throws(ModelFileError) {
    self = try CheckpointReading(file: SafetensorsReading(path: path)).checkpoint()
  }

  /// Writes a checkpoint file, replacing an older one only once the new one is complete.
  ///
  /// - Throws: ``ModelFileError`` if it cannot be written, or if a parameter is not finite.
  public func write(to path: String) throws(ModelFileError) {
    try writing(name: path).write(to: path)
  }

  /// Refuses a checkpoint that was written by training something else, or otherwise.
  ///
  /// - Parameter path: What error messages call the checkpoint.
  /// - Throws: ``ModelFileError`` that names what differs.
  public func check(
    isOf blueprint: NetworkBlueprint, with circumstances: [String: String], path: String
  ) throws(ModelFileError) {
    func compare(
      _ what: String, _ expected: String, _ found: String
    ) throws(ModelFileError) {
      guard expected != found else { return }
      throw ModelFileError(
        file: path,
        problem: .otherTraining(what: what, expected: expected, found: found))
    }
    let own = self.blueprint
    // A file has no room for long lists of first weights; the checkpoint's own weights count.
    let blueprint = (try? blueprint.withoutLongStarts) ?? blueprint
    try compare("network", blueprint.name, own.name)
    try compare("seed", "\(blueprint.seed)", "\(own.seed)")
    try compare("epochs", "\(blueprint.training.epochs)", "\(own.training.epochs)")
    try compare("batch size", "\(blueprint.training.batchSize)", "\(own.training.batchSize)")
    for name in Set(circumstances.keys).union(self.circumstances.keys).sorted() {
      try compare(name, circumstances[name] ?? "none", self.circumstances[name] ?? "none")
    }
    let pairs = zip(blueprint.jsonText.split(separator: "\n"), own.jsonText.split(separator: "\n"))
    for (line, ownLine) in pairs {
      try compare(
        "blueprint", String(line).withoutIndentation, String(ownLine).withoutIndentation)
    }
    try compare("blueprint", blueprint.jsonText, own.jsonText)
  }
}

extension String {
  fileprivate var withoutIndentation: String { String(drop { $0 == " " }) }
}
