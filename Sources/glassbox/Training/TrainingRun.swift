import ModelFiles
import NetworkDescription
import TrainingData
import TrainingLoop

/// A training with everything that decides how it goes, as `train` and `experiment` run it.
struct TrainingRun {
  /// What is trained, from what seed, for how long and in batches of what size.
  let blueprint: NetworkBlueprint
  /// Which engine computes.
  let engine: EngineChoice
  /// The samples to learn from and those to validate on.
  let samples: SampleParts
  /// How pictures are changed from epoch to epoch.
  let augment: AugmentChoice?
  /// After how many epochs without a smaller validation loss it ends.
  var patience: Int?

  /// How long, in batches of what size, in what order.
  var options: TrainingOptions {
    TrainingOptions(
      epochs: blueprint.training.epochs, batchSize: blueprint.training.batchSize,
      seed: blueprint.seed, patience: patience)
  }

  /// Builds the network.
  ///
  /// - Parameter parameters: What it has learned; nil for the blueprint's first weights, and what a
  ///   normalization has to know of the training samples.
  func network(parameters: Parameters?, threads: Int) throws -> any TrainableNetwork {
    // Without a normalization the engine makes the weights, once it knows that there is room.
    let isFitted = parameters == nil && blueprint.layers.contains(.normalization)
    return try engine.network(
      blueprint,
      parameters: isFitted
        ? blueprint.initialParameters(fitting: samples.training) : parameters, threads: threads)
  }

  /// What decides how training goes, besides the blueprint.
  func circumstances() -> [String: String] {
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

  /// Trains a network, with a checkpoint after every epoch if there is a file for it.
  ///
  /// - Parameters:
  ///   - watcher: Is told how it goes, and may stop it.
  ///   - checkpoint: Where to keep how far it has come; it goes on from there.
  /// - Throws: `TrainingError`, and what is wrong with a checkpoint.
  func fit(
    _ network: any TrainableNetwork, watcher: any TrainingWatcher, checkpoint: CheckpointFile?
  ) throws -> [EpochRecord] {
    guard let checkpoint else { return try fit(network, watcher: watcher) }
    let circumstances = circumstances()
    return try fit(
      network, watcher: watcher,
      from: try checkpoint.start(
        of: blueprint, with: circumstances, options, sampleCount: samples.training.count),
      checkpoints: checkpoint.plan(of: blueprint, with: circumstances))
  }

  /// Trains a network that was built from the blueprint.
  ///
  /// - Parameters:
  ///   - start: Where to go on from; nil for the network as it is.
  ///   - checkpoints: What to do with the points that training comes to.
  func fit(
    _ network: any TrainableNetwork, watcher: any TrainingWatcher, from start: TrainingPoint? = nil,
    checkpoints: CheckpointPlan? = nil
  ) throws -> [EpochRecord] {
    try Trainer(network: network, options: options).fit(
      try shownSamples(), validation: samples.validation, watcher: watcher, from: start,
      checkpoints: checkpoints)
  }

  /// The samples of every epoch, changed a little if that was asked for.
  private func shownSamples() throws -> (Int) -> any SampleSource {
    let dataset = samples.training
    guard let augment else { return { _ in dataset } }
    return try augment.samples(of: dataset, seed: blueprint.seed)
  }
}
