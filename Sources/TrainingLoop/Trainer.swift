import NetworkDescription

/// Trains a network, epoch after epoch: shuffle, batches, validation.
///
/// It knows engines only as `TrainableNetwork` and data only as `SampleSource`.
///
/// ```swift
/// let network = try NeuronNetwork(Recipe.xor.blueprint())
/// let trainer = Trainer(network: network, options: TrainingOptions(epochs: 500, batchSize: 4))
/// let history = try trainer.fit(LogicGate.xor.dataset)
/// print(history.last?.loss ?? 0)
/// ```
public struct Trainer {
  /// The network that learns.
  public let network: any TrainableNetwork
  /// How long, and in batches of what size.
  public let options: TrainingOptions

  /// Puts a network and the way to train it together.
  public init(network: any TrainableNetwork, options: TrainingOptions) {
    self.network = network
    self.options = options
  }

  /// Trains for the epochs of the options, or until it is asked to stop.
  ///
  /// - Parameters:
  ///   - training: The samples to learn from.
  ///   - validation: Samples that are only measured, after every epoch.
  ///   - watcher: Told of progress; asked after every batch whether to stop, or after several that take next to no time.
  ///   - start: Where to go on from, if not from the network as it is; what follows is then, to
  ///     the last bit, what would have followed without the interruption.
  ///   - checkpoints: What to do with the points that training comes to.
  /// - Returns: What every epoch came to, of very many only some (see ``ThinnedHistory``); when asked
  ///   to stop, the last may be an unfinished one.
  /// - Throws: ``TrainingError``. When the loss or a weight stopped being a finite number, the network
  ///   is put back to where it was after the last good epoch. `BlueprintError` for a start that is
  ///   none of this network's, and whatever saving checkpoints throws.
  public func fit(
    _ training: any SampleSource, validation: (any SampleSource)? = nil,
    watcher: (any TrainingWatcher)? = nil, from start: TrainingPoint? = nil,
    checkpoints: CheckpointPlan? = nil
  ) throws -> [EpochRecord] {
    try fit(
      { _ in training }, validation: validation, watcher: watcher, from: start,
      checkpoints: checkpoints)
  }

  /// Trains on samples that may look different in every epoch, as augmented pictures do.
  public func fit(
    _ training: (_ epoch: Int) -> any SampleSource, validation: (any SampleSource)? = nil,
    watcher: (any TrainingWatcher)? = nil, from start: TrainingPoint? = nil,
    checkpoints: CheckpointPlan? = nil
  ) throws -> [EpochRecord] {
    try options.validate()
    try check(training(1), "training data")
    if let validation { try check(validation, "validation data") }
    if options.patience != nil, validation == nil {
      throw TrainingError.noSamples(what: "validation data, without which patience has no end")
    }
    var point =
      try start.map { try restore($0, training) }
      ?? TrainingPoint(state: network.trainingState, beginningOf: 1)
    // What is left of the network if an epoch goes wrong; quick epochs since then are made again.
    var (kept, secondsSinceKept) = (point, 0.0)
    var stopping = options.patience.map { EarlyStopping(patience: $0, best: point.best) }
    var history = ThinnedHistory<EpochRecord>(
      number: { $0.epoch }, loss: { $0.validation?.loss })
    while point.epoch <= options.epochs, stopping?.isOver != true {
      let epoch = point.epoch
      let source = training(epoch)
      var clock = EpochClock(from: point, epochs: options.epochs, sampleCount: source.count)
      do {
        let isFinished = try runEpoch(
          source, from: point, clock: &clock, watcher: watcher, checkpoints: checkpoints)
        let isLast = isFinished && epoch == options.epochs
        let record = try clock.record(
          validation: isFinished ? validation.map { try measure($0) } : nil,
          afterLastUpdate: isLast && options.measuresLastUpdate ? measure(source) : nil)
        let overflow =
          network.hasFiniteParameters ? nil : network.parameters.firstOverflow(in: network)
        if let overflow = overflow ?? record.validation?.overflow {
          throw overflow.error(epoch: epoch, batch: clock.batchCount)
        }
        secondsSinceKept += record.seconds
        if checkpoints != nil || stopping != nil || secondsSinceKept >= Self.secondsToRepeat {
          let state = network.trainingState
          if let loss = record.validation?.loss {
            stopping?.epochDidEnd(epoch, validationLoss: loss, parameters: state.parameters)
          }
          point =
            isFinished
            ? TrainingPoint(state: state, beginningOf: epoch + 1, best: stopping?.best)
            : clock.point(state)
          (kept, secondsSinceKept) = (point, 0)
        } else {
          point.moveOn(toEpoch: epoch + 1)
        }
        watcher?.epochWillBeKept(record)
        try checkpoints?.save(point)
        history.append(record)
        watcher?.epochDidEnd(record)
        if !isFinished { break }
      } catch NetworkError.notFinite(let fault) {
        try goBack(to: kept, beforeEpoch: epoch, training)
        throw TrainingError.diverged(
          epoch: epoch, batch: clock.batchCount + 1, fault: fault, lastGoodEpoch: epoch - 1)
      } catch let overflow as TrainingError {
        try goBack(to: kept, beforeEpoch: epoch, training)
        throw overflow
      }
      if watcher?.shouldStop == true { break }
    }
    if let best = stopping?.best { try network.setParameters(best.parameters) }
    return history.elements
  }

  /// Measures loss and accuracy without learning.
  ///
  /// - Throws: `InputError` for samples of another size than the network's.
  public func measure(_ source: some SampleSource) throws(InputError) -> BatchResult {
    var total = BatchResult()
    for batch in Array(0..<source.count).batches(of: Self.measuringBatchSize) {
      total += try network.evaluate(on: source, samples: batch).result
    }
    return total
  }

  /// Takes the network to a point that this training could have come to.
  private func restore(
    _ point: TrainingPoint, _ training: (_ epoch: Int) -> any SampleSource
  ) throws -> TrainingPoint {
    try point.validate(for: options, sampleCount: training(point.epoch).count)
    try network.restore(point.state)
    return point
  }

  /// Puts the network back to where it was before an epoch in which something went wrong.
  ///
  /// A point that was kept earlier is gone on from, as it was gone on from before.
  private func goBack(
    to kept: TrainingPoint, beforeEpoch epoch: Int, _ training: (_ epoch: Int) -> any SampleSource
  ) throws {
    guard kept.epoch < epoch else { return try network.setParameters(kept.lastGood) }
    try network.restore(kept.state)
    var point = kept
    while point.epoch < epoch {
      let source = training(point.epoch)
      var clock = EpochClock(from: point, epochs: options.epochs, sampleCount: source.count)
      _ = try runEpoch(source, from: point, clock: &clock, watcher: nil, checkpoints: nil)
      point.moveOn(toEpoch: point.epoch + 1)
    }
    try network.setParameters(network.parameters)
  }

  /// Runs the batches of one epoch; false if the watcher asked to stop before the last.
  private func runEpoch(
    _ source: any SampleSource, from start: TrainingPoint, clock: inout EpochClock,
    watcher: (any TrainingWatcher)?, checkpoints: CheckpointPlan?
  ) throws -> Bool {
    let batchSize = options.batchSize
    var rest = order(of: source, epoch: start.epoch).dropFirst(start.batchCount * batchSize)
    while !rest.isEmpty {
      let batches = min(
        network.quickBatches(of: batchSize),
        checkpoints?.batchesUntilDue(after: clock.batchCount) ?? .max)
      let samples = rest.prefix(batches * batchSize)
      rest = rest.dropFirst(samples.count)
      try clock.learn(batchSize: batchSize) { total throws(NetworkError) in
        try network.train(on: source, samples: samples, batchSize: batchSize, total: &total)
      }
      watcher?.batchDidEnd(clock.progress)
      if watcher?.shouldStop == true { return clock.isComplete }
      if let checkpoints, !clock.isComplete, checkpoints.isDue(afterBatch: clock.batchCount) {
        try save(clock, checkpoints)
      }
    }
    return true
  }

  /// Hands over a point within an epoch, unless the network has just ceased to be one: nobody
  /// should go on from there.
  private func save(_ clock: EpochClock, _ checkpoints: CheckpointPlan) throws {
    guard network.hasFiniteParameters else { return }
    try checkpoints.save(clock.point(network.trainingState))
  }

  private func order(of source: any SampleSource, epoch: Int) -> [Int] {
    guard options.shuffle else { return Array(0..<source.count) }
    return SeededRandom(seed: options.seed).permutation(of: source.count, step: epoch)
  }

  private func check(_ source: any SampleSource, _ what: String) throws(TrainingError) {
    guard source.count > 0 else { throw .noSamples(what: what) }
    try TrainingError.ifSamplesFit("\(what): ") { () throws(InputError) in
      try network.check(source)
    }
  }

  private static let measuringBatchSize = 256
  /// How much training may have to be made again when something goes wrong.
  ///
  /// To copy a small network takes longer than an epoch of a few samples.
  private static let secondsToRepeat = 0.02
}

/// Is told how training goes, and may stop it.
public protocol TrainingWatcher: AnyObject {
  /// Whether training should stop after the present batch.
  var shouldStop: Bool { get }
  /// A batch has been learned, or several that took next to no time.
  func batchDidEnd(_ progress: TrainingProgress)
  /// An epoch is over, and validated, but no checkpoint knows of it yet: what must not fall behind
  /// checkpoints is written down now.
  func epochWillBeKept(_ record: EpochRecord)
  /// An epoch is over, and validated.
  func epochDidEnd(_ record: EpochRecord)
}

extension TrainingWatcher {
  /// Most write nothing down.
  public func epochWillBeKept(_ record: EpochRecord) {}
}

extension Array where Element == Int {
  /// The elements in slices of a size; the last may be smaller.
  func batches(of size: Int) -> some Sequence<ArraySlice<Int>> {
    stride(from: 0, to: count, by: size).lazy.map { self[$0...].prefix(size) }
  }
}
