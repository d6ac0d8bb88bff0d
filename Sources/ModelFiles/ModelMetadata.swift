/// The texts that make a safetensors file a model of this program.
enum ModelMetadata {
  /// Says which program the other texts are for.
  static let format = "format"
  /// What stands under `format`.
  static let formatName = "glassbox"
  /// Tells later layouts of these texts from this one.
  static let version = "version"
  /// The only version so far.
  static let supportedVersion = "1"
  /// The blueprint file, as people read and write it.
  static let blueprint = "blueprint"
  /// A JSON list with the names of the outputs.
  static let classes = "classes"
  /// A JSON object: what the columns mean of the table that was learned from.
  static let table = "table"
}

/// The texts that make a safetensors file a checkpoint of this program.
enum CheckpointMetadata {
  /// What stands under `ModelMetadata.format`.
  static let formatName = "glassbox-checkpoint"
  /// The only version so far.
  static let supportedVersion = "1"
  static let step = "step"
  static let epoch = "epoch"
  static let batch = "batch"
  static let seconds = "seconds"
  static let lossSum = "lossSum"
  static let penaltySum = "penaltySum"
  static let correctCount = "correctCount"
  /// The errors of an epoch whose targets are numbers; not in other files.
  static let errors = "errors"
  static let sampleCount = "sampleCount"
  /// The best epoch, its validation loss, and the epochs since; only where training looks for one.
  static let bestEpoch = "bestEpoch"
  static let bestLoss = "bestLoss"
  static let epochsSinceBest = "epochsSinceBest"
  /// Begins the names of the circumstances.
  static let circumstance = "with."
  /// Begins the names of tensors that an optimizer remembers, before its own word for them.
  static let optimizer = "optimizer."
  /// Begins the names of the parameters at the beginning of the epoch.
  static let epochStart = "epochStart."
  /// Begins the names of the parameters after the best epoch.
  static let best = "best."
}
