import ModelFiles
import NetworkDescription
import TrainingData
import TrainingLoop

/// A training with everything that decides how it goes, as `train` and `experiment` run it.
public struct TrainingRun {
  /// What is trained, from what seed, for how long and in batches of what size.
  public let blueprint: NetworkBlueprint
  /// Which engine computes.
  public let engine: EngineChoice
  /// The samples to learn from and those to validate on.
  public let samples: SampleParts
  /// How pictures are changed from epoch to epoch.
  public let augment: AugmentChoice?
  /// After how many epochs without a smaller validation loss it ends.
  public var patience: Int?
  /// Whether the training samples are measured once more after the last update.
  public var measuresLastUpdate: Bool

  /// Puts everything together.
  public init(
    blueprint: NetworkBlueprint, engine: EngineChoice, samples: SampleParts,
    augment: AugmentChoice? = nil, patience: Int? = nil, measuresLastUpdate: Bool = false
  ) {
    self.blueprint = blueprint
    self.engine = engine
    self.samples = samples
    self.augment = augment
    self.patience = patience
    self.measuresLastUpdate = measuresLastUpdate
  }

  /// How long, in batches of what size, in what order.
  public var options: TrainingOptions {
    TrainingOptions(
      epochs: blueprint.training.epochs, batchSize: blueprint.training.batchSize,
      seed: blueprint.seed, shuffle: blueprint.training.shuffle, patience: patience,
      measuresLastUpdate: measuresLastUpdate)
  }

  /// Whether it takes less than a second to measure samples once more.
  public static func isQuicklyMeasured(
    _ samples: some SampleSource, by blueprint: NetworkBlueprint
  ) -> Bool {
    samples.count <= 10_000_000 / max(1, blueprint.linkCount)
  }

  /// Builds the network, if there is room for it.
  ///
  /// - Parameters:
  ///   - parameters: What it has learned; nil for the blueprint's first weights, and what a
  ///     normalization has to know of the training samples.
  ///   - limit: How much memory it may take.
  public func network(
    parameters: Parameters?, threads: Int, limit: MemoryLimit = .ofMachine
  ) throws -> any TrainableNetwork {
    try engine.network(
      blueprint, parameters: parameters ?? firstParameters, threads: threads,
      rows: rows, training: true, limit: limit)
  }

  /// How many samples of a batch there has to be room for: never more than there are.
  private var rows: Int { min(blueprint.training.batchSize, samples.training.count) }

  /// What a network knows before it learns: nil for nothing but the blueprint's first weights, which
  /// the engine makes once it knows that there is room.
  public var firstParameters: Parameters? {
    blueprint.layers.contains(.normalization)
      ? blueprint.initialParameters(fitting: samples.training) : nil
  }

  /// What decides how training goes, besides the blueprint.
  public func circumstances() -> [String: String] {
    let training = samples.training
    var circumstances = [
      "engine": engine.rawValue,
      "samples": "\(training.count) of \(training.inputShape) with \(training.targetCount) targets",
      "samples' fingerprint": String(training.fingerprint, radix: 16),
      "augmentation": augment.map { "\($0)" } ?? "off",
    ]
    if let patience, let validation = samples.validation {
      circumstances["patience"] = "\(patience)"
      circumstances["validation samples' fingerprint"] = String(validation.fingerprint, radix: 16)
    }
    return circumstances
  }

  /// Trains a network that was built from the blueprint.
  ///
  /// - Parameters:
  ///   - start: Where to go on from; nil for the network as it is.
  ///   - checkpoints: What to do with the points that training comes to.
  public func fit(
    _ network: any TrainableNetwork, watcher: any TrainingWatcher, from start: TrainingPoint? = nil,
    checkpoints: CheckpointPlan? = nil
  ) throws -> [EpochRecord] {
    if let start { try check(start) }
    return try Trainer(network: network, options: options).fit(
      try shownSamples(), validation: samples.validation, watcher: watcher, from: start,
      checkpoints: checkpoints)
  }

  /// Refuses a point with more or fewer steps than this training has made when it comes there: dropout
  /// and schedules would go on from somewhere else.
  private func check(_ start: TrainingPoint) throws(TrainingError) {
    try start.validate(for: options, sampleCount: samples.training.count)
    let perEpoch = (samples.training.count - 1) / options.batchSize + 1
    let expected = (start.epoch - 1) * perEpoch + start.batchCount
    guard start.state.step == expected else {
      throw .badStart(what: "steps made", expected: "\(expected)", found: start.state.step)
    }
  }

  /// The samples of every epoch, changed a little if that was asked for.
  private func shownSamples() throws -> (Int) -> any SampleSource {
    let dataset = samples.training
    guard let augment else { return { _ in dataset } }
    return try augment.samples(of: dataset, seed: blueprint.seed)
  }
}
