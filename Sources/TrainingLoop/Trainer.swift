import NetworkBlueprint

/// Trains a network, epoch after epoch: shuffle, batches, validation.
///
/// It knows engines only as ``TrainableNetwork`` and data only as ``SampleSource``.
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
  ///   - watcher: Told of progress; asked after every batch whether to stop.
  /// - Returns: What every epoch came to; when asked to stop, the last may be an unfinished one.
  /// - Throws: ``TrainingError``. When the loss or a weight stopped being a finite number, the network
  ///   is put back to where it was after the last good epoch.
  public func fit(
    _ training: any SampleSource, validation: (any SampleSource)? = nil,
    watcher: (any TrainingWatcher)? = nil
  ) throws -> [EpochRecord] {
    try fit({ _ in training }, validation: validation, watcher: watcher)
  }

  /// Trains on samples that may look different in every epoch, as augmented pictures do.
  public func fit(
    _ training: (_ epoch: Int) -> any SampleSource, validation: (any SampleSource)? = nil,
    watcher: (any TrainingWatcher)? = nil
  ) throws -> [EpochRecord] {
    try options.validate()
    try check(training(1), "training data")
    if let validation { try check(validation, "validation data") }
    if options.patience != nil, validation == nil {
      throw TrainingError.noSamples(what: "validation data, without which patience has no end")
    }
    var stopping = options.patience.map(EarlyStopping.init)
    let random = SeededRandom(seed: options.seed)
    var history: [EpochRecord] = []
    var lastGood = network.parameters
    for epoch in 1...options.epochs {
      let source = training(epoch)
      let order =
        options.shuffle
        ? random.permutation(of: source.count, step: epoch) : Array(0..<source.count)
      var clock = EpochClock(epoch: epoch, epochs: options.epochs, sampleCount: source.count)
      do {
        let isFinished = try runEpoch(source, order: order, clock: &clock, watcher: watcher)
        let record = clock.record(validation: isFinished ? validation.map { measure($0) } : nil)
        let parameters = network.parameters
        if let overflow = parameters.firstOverflow ?? record.validation?.overflow {
          throw overflow.error(epoch: epoch, batch: clock.batchCount)
        }
        lastGood = parameters
        history.append(record)
        watcher?.epochDidEnd(record)
        if let loss = record.validation?.loss {
          stopping?.epochDidEnd(validationLoss: loss, parameters: parameters)
        }
      } catch let fault as TrainingFault {
        try network.setParameters(lastGood)
        throw TrainingError.diverged(
          epoch: epoch, batch: clock.batchCount + 1, fault: fault, lastGoodEpoch: epoch - 1)
      } catch let overflow as TrainingError {
        try network.setParameters(lastGood)
        throw overflow
      }
      if watcher?.shouldStop == true || stopping?.isOver == true { break }
    }
    if let best = stopping?.bestParameters { try network.setParameters(best) }
    return history
  }

  /// Measures loss and accuracy without learning.
  public func measure(_ source: any SampleSource) -> BatchResult {
    var total = BatchResult()
    for batch in Array(0..<source.count).batches(of: Self.measuringBatchSize) {
      total += network.evaluate(on: source, samples: batch).result
    }
    return total
  }

  /// Runs the batches of one epoch; false if the watcher asked to stop before the last.
  private func runEpoch(
    _ source: any SampleSource, order: [Int], clock: inout EpochClock,
    watcher: (any TrainingWatcher)?
  ) throws -> Bool {
    for batch in order.batches(of: options.batchSize) {
      clock.add(try network.train(on: source, samples: batch))
      watcher?.batchDidEnd(clock.progress)
      if watcher?.shouldStop == true { return clock.isComplete }
    }
    return true
  }

  private func check(_ source: any SampleSource, _ what: String) throws(TrainingError) {
    guard source.count > 0 else { throw .noSamples(what: what) }
    guard source.inputCount == network.inputCount else {
      throw .wrongWidth(
        what: "\(what): inputs", expected: network.inputCount, found: source.inputCount)
    }
    guard source.targetCount == network.outputCount else {
      throw .wrongWidth(
        what: "\(what): targets", expected: network.outputCount, found: source.targetCount)
    }
  }

  private static let measuringBatchSize = 256
}

/// Is told how training goes, and may stop it.
public protocol TrainingWatcher: AnyObject {
  /// Whether training should stop after the present batch.
  var shouldStop: Bool { get }
  /// A batch has been learned.
  func batchDidEnd(_ progress: TrainingProgress)
  /// An epoch is over, and validated.
  func epochDidEnd(_ record: EpochRecord)
}

extension Array where Element == Int {
  /// The elements in slices of a size; the last may be smaller.
  func batches(of size: Int) -> some Sequence<ArraySlice<Int>> {
    stride(from: 0, to: count, by: size).lazy.map { self[$0..<Swift.min($0 + size, count)] }
  }
}
