import ArgumentParser
import NetworkDescription
import TrainingLogs
import TrainingRuns

/// The options of the commands that train, for TensorBoard to look on.
struct TensorBoardOptions: ParsableArguments {
  @Option(
    help: """
      A folder for TensorBoard to read while training goes on: curves, histograms, pictures, \
      hyperparameters, the graph.
      """)
  var tensorboard: String?

  @Option(
    parsing: .unconditional,
    help: """
      After how many epochs --tensorboard gets histograms and pictures, 0 for none (default: about \
      twenty times in all).
      """)
  var tensorboardEvery: Int?

  func validate() throws {
    try OptionLimits.check(atLeast: 0, ("--tensorboard-every", tensorboardEvery))
    if tensorboardEvery != nil, tensorboard == nil {
      throw ValidationError("--tensorboard-every: expected --tensorboard, too, found none")
    }
  }

  /// The log of a training, if one is wanted.
  ///
  /// - Parameters:
  ///   - resumes: Whether an interrupted training may go on.
  ///   - checkpoint: Where it goes on from, if it does.
  func log(
    of run: TrainingRun, _ network: any TrainableNetwork, data: [String], resumes: Bool,
    from checkpoint: CheckpointFile?
  ) throws -> TrainingLog? {
    try tensorboard.map { folder in
      let beginning: TrainingLog.Beginning =
        if let epoch = checkpoint?.found?.point.epoch {
          .goingOn(epoch: epoch)
        } else {
          resumes ? .again : .new
        }
      return try TrainingLog(
        in: folder, of: run, network, beginning: beginning,
        showing: SnapshotPlan(everyEpochs: tensorboardEvery, data: data),
        flushingEvery: checkpoint == nil ? .milliseconds(200) : .zero)
    }
  }
}
