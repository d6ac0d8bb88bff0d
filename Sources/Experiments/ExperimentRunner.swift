import Dispatch
import ModelFiles
import NetworkDescription
import NetworkPictures
import Synchronization
import TrainingData
import TrainingLoop
import TrainingRuns

/// Makes the runs of an experiment, one after another or side by side.
public final class ExperimentRunner: Sendable {
  private let runs: [PlannedRun]
  private let folder: String
  private let threads: Int
  private let interval: Duration
  private let watcher: any ExperimentWatcher
  private let data: SharedData
  private let next = Mutex(0)
  private let problem = Mutex<(any Error)?>(nil)

  /// - Parameters:
  ///   - folder: Where the folders of the runs are.
  ///   - threads: How many each run may use.
  ///   - interval: How long it may take until an epoch is kept, from which an interrupted run goes
  ///     on.
  ///   - watcher: Is told how it goes.
  public init(
    _ runs: [PlannedRun], in folder: String, threads: Int,
    keepingEvery interval: Duration = .seconds(1),
    watcher: any ExperimentWatcher
  ) {
    self.runs = runs
    self.folder = folder
    self.threads = threads
    self.interval = interval
    self.watcher = watcher
    data = SharedData(watcher)
  }

  /// Makes all runs that are not there yet.
  ///
  /// - Parameter jobs: How many at a time.
  /// - Returns: What they came to, in their order; those that were not begun are missing.
  /// - Throws: What is wrong with data or files. A network that cannot be trained any further is no
  ///   error, but a result.
  public func run(jobs: Int) throws -> [RunOutcome] {
    let outcomes = Mutex<[Int: RunOutcome]>([:])
    DispatchQueue.concurrentPerform(iterations: min(jobs, runs.count)) { _ in
      while let index = takeNext() {
        do {
          let outcome = try outcome(of: index)
          outcomes.withLock { $0[index] = outcome }
          watcher.ended(index, outcome)
        } catch {
          problem.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let problem = problem.withLock({ $0 }) { throw problem }
    return outcomes.withLock { outcomes in runs.indices.compactMap { outcomes[$0] } }
  }

  /// The next run to make; nil when there is none, or something went wrong.
  private func takeNext() -> Int? {
    guard !watcher.shouldStop, problem.withLock({ $0 == nil }) else { return nil }
    return next.withLock { next in
      guard next < runs.count else { return nil }
      defer { next += 1 }
      return next
    }
  }

  private func outcome(of index: Int) throws -> RunOutcome {
    let planned = runs[index]
    let files = RunFolder(path: "\(folder)/\(planned.folder)")
    if try files.prepare(for: planned) {
      watcher.note("\(planned.title): its settings have changed, it is made again")
    }
    if let outcome = try files.outcome(of: planned) { return outcome }

    let split = try data.split(for: planned)
    let run = TrainingRun(
      blueprint: planned.blueprint, engine: planned.engine,
      samples: try SampleParts(
        of: split, limit: planned.limit, holdingBack: planned.validationSplit,
        seed: planned.blueprint.seed),
      augment: planned.augment)
    let network = try run.network(parameters: nil, threads: threads)
    let (epochs, ending) = try train(network, run, index, files)
    try files.write(HistoryTable.text(epochs), to: files.history)
    try files.write(
      LearningCurves.chart(epochs, title: planned.title).drawing.svg(), to: files.curves)
    switch ending {
    case .stopped: break
    case .failed(let reason): try files.write(reason + "\n", to: files.problem)
    case .finished:
      try TrainedModel(
        blueprint: planned.blueprint, parameters: network.parameters,
        classNames: split.train.classNames ?? [], table: split.train.table
      ).write(to: files.model)
      files.removeCheckpoint()
    }
    return RunOutcome(run: planned, epochs: epochs, ending: ending, wasKept: false)
  }

  /// Trains from where an earlier attempt was interrupted, or from the beginning.
  private func train(
    _ network: any TrainableNetwork, _ run: TrainingRun, _ index: Int, _ files: RunFolder
  ) throws -> (epochs: [EpochFigures], ending: RunOutcome.Ending) {
    let circumstances = run.circumstances()
    let found = try files.progress()
    try found?.checkpoint.check(isOf: run.blueprint, with: circumstances, path: files.checkpoint)
    if let epoch = found?.checkpoint.point.epoch {
      watcher.note("\(runs[index].title): going on in epoch \(epoch)")
    }
    let keeper = RunKeeper(
      index, after: found?.epochs ?? [], in: files, every: interval, watcher: watcher
    ) {
      try TrainingCheckpoint(blueprint: run.blueprint, circumstances: circumstances, point: $0)
    }
    var ending = RunOutcome.Ending.finished
    do {
      _ = try run.fit(
        network, watcher: keeper, from: found?.checkpoint.point, checkpoints: keeper.plan)
    } catch let error as TrainingError where error.lastGoodEpoch != nil {
      ending = .failed("\(error)")
    }
    try keeper.finish()
    if ending == .finished, keeper.epochs.count < run.blueprint.training.epochs {
      ending = .stopped
    }
    return (keeper.epochs, ending)
  }
}

/// Data that several runs learn from, opened once.
final class SharedData: Sendable {
  private let watcher: any ExperimentWatcher
  private let opened = Mutex<[String: DataSplit]>([:])

  init(_ watcher: any ExperimentWatcher) {
    self.watcher = watcher
  }

  /// The data of a run; others wait while it is opened.
  func split(for run: PlannedRun) throws -> DataSplit {
    // All that opening depends on, besides the paths; the seed decides only what is made up.
    let key =
      "\(run.data)|\(run.table)|\(run.blueprint.name)|\(run.blueprint.input)|\(run.blueprint.output)|"
      + "\(run.blueprint.loss)|\(run.blueprint.seed)"
    return try opened.withLock { opened in
      if let split = opened[key] { return split }
      let split = try DataSource.open(
        run.data, for: run.blueprint, seed: run.blueprint.seed, table: run.table,
        note: watcher.note)
      // One is enough: runs that share data follow each other.
      opened = [key: split]
      return split
    }
  }
}
