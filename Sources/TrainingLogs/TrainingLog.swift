import Interchange
import NetworkDescription
import TextFormats
import TrainingLoop
import TrainingRuns

/// A training as TensorBoard shows it, written while it goes on.
///
/// The folder is laid out as Keras does it: runs `train` and `validation` with curves of the same
/// names, and the settings of both beside them.
///
///     folder/             hyperparameters, and how it ended
///     folder/train/       curves, histograms, pictures, the blueprint as text and graph
///     folder/validation/  curves, confusion and mistakes; where there are samples to validate on
public final class TrainingLog {
  private let run: TrainingRun
  private let network: any TrainableNetwork
  private let snapshots: NetworkSnapshots?
  private let session: EventFile
  private let training: EventFile
  private let validation: EventFile?
  private let flushInterval: Duration
  private var lastFlush = ContinuousClock.now
  private var lastStep: Int?

  /// How the log of a training begins.
  public enum Beginning {
    /// In a folder without a log.
    case new
    /// At the beginning, after an attempt that got no further than its first epoch, if there was
    /// any.
    case again
    /// At the beginning; an earlier log of the same place is of no use any more.
    case anew
    /// Where an interrupted training goes on; what the log has of that epoch and later ones is cut
    /// off.
    case goingOn(epoch: Int)
  }

  /// Begins the log of a training, or goes on with it.
  ///
  /// - Parameters:
  ///   - folder: Where it goes.
  ///   - network: The network that is trained, to look at in between.
  ///   - plan: What it shows besides curves; nil for nothing.
  ///   - flushInterval: How long an epoch may wait until it is in the files; where checkpoints
  ///     follow epochs, it must not.
  ///   - variation: What the training is called among others of an experiment.
  /// - Throws: `PlainError` for a folder with the log of another training, or that cannot be written
  ///   to.
  public init(
    in folder: String, of run: TrainingRun, _ network: any TrainableNetwork,
    beginning: Beginning = .new, showing plan: SnapshotPlan?,
    flushingEvery flushInterval: Duration = .milliseconds(200),
    variation: String? = nil
  ) throws {
    self.run = run
    self.network = network
    self.flushInterval = flushInterval
    snapshots = plan.map { NetworkSnapshots($0, of: run) }
    let trainingFolder = "\(folder)/train"
    var step: Int?
    switch beginning {
    case .new: break
    case .anew: step = 0
    case .again:
      step = 0
      if let last = EventFile.lastStep(inFolder: trainingFolder), last > 1 {
        throw PlainError(
          "\(trainingFolder): has \(counted(last, "epoch")) of a training whose checkpoint is not "
            + "there: choose another folder for --tensorboard")
      }
    case .goingOn(let epoch): step = epoch
    }
    let isNew = step == 0 || !Self.exists(in: folder)
    session = try EventFile(inFolder: folder, goingOnAt: step)
    training = try EventFile(inFolder: trainingFolder, goingOnAt: step)
    validation = try run.samples.validation.map { _ in
      try EventFile(inFolder: "\(folder)/validation", goingOnAt: step)
    }
    guard isNew else { return }
    try session.append([.hyperparameters(Hyperparameters.of(run, variation))], step: 0)
    try training.append(graphOf: run.blueprint)
    let blueprint = run.blueprint.jsonText.split(separator: "\n").map { "    \($0)\n" }.joined()
    try training.append([.text("blueprint", blueprint)], step: 0)
    try writeSnapshots(step: 0)
    try flush()
  }

  /// Whether a folder has the log of a training.
  public static func exists(in folder: String) -> Bool {
    EventFile.lastStep(inFolder: folder) != nil
  }

  /// Writes down what an epoch came to.
  public func write(_ record: EpochRecord) throws {
    let step = record.epoch
    lastStep = step
    let rate = run.blueprint.optimizer.learningRate(at: lastTrainingStep(of: record))
    try training.append(
      Self.scalars(record.training) + [
        .scalar("epoch_learning_rate", rate),
        .scalar("epoch_samples_per_second", record.samplesPerSecond),
      ], step: step)
    if let measured = record.validation {
      try validation?.append(Self.scalars(measured), step: step)
    }
    try writeSnapshots(step: step)
    if ContinuousClock.now - lastFlush >= flushInterval { try flush() }
  }

  /// Writes down how the training has ended, if it has learned anything since the log was opened.
  ///
  /// - Parameter isSuccess: nil if it may go on another time.
  public func end(isSuccess: Bool?) throws {
    if let lastStep, let isSuccess {
      try session.append([.end(isSuccess: isSuccess)], step: lastStep)
    }
    try flush()
  }

  /// Brings everything that was written down into the files.
  public func flush() throws {
    try session.flush()
    try training.flush()
    try validation?.flush()
    lastFlush = .now
  }

  /// The last training step of an epoch; the first of all is step 0.
  private func lastTrainingStep(of record: EpochRecord) -> Int {
    let size = run.options.batchSize
    func batches(_ samples: Int) -> Int { (samples + size - 1) / size }
    return (record.epoch - 1) * batches(run.samples.training.count)
      + batches(record.training.sampleCount) - 1
  }

  private func writeSnapshots(step: Int) throws {
    guard let snapshots, snapshots.isDue(step, of: run.blueprint.training.epochs) else { return }
    let shown = snapshots.values(of: network.parameters)
    try training.append(shown.network, step: step)
    try (validation ?? training).append(shown.answers, step: step)
  }

  /// The metrics under the names that Keras gives them.
  private static func scalars(_ result: BatchResult) -> [LoggedValue] {
    result.quality.kind.metrics.compactMap { metric in
      result[metric].map { .scalar(metric.epochTag, $0) }
    }
  }
}

extension Metric {
  /// The name of its curve, as Keras writes it.
  fileprivate var epochTag: String {
    switch self {
    case .loss: "epoch_loss"
    case .accuracy: "epoch_accuracy"
    case .meanAbsoluteError: "epoch_mean_absolute_error"
    case .rSquared: "epoch_r2_score"
    }
  }
}
