import Dispatch
import ModelFiles
import NetworkDescription
import NetworkPictures
import Synchronization
import TrainingData
import TrainingLogs
import TrainingLoop
import TrainingRuns

/// Makes the runs of an experiment, one after another or side by side.
public final class ExperimentRunner: Sendable {
  private let runs: [PlannedRun]
  private let folder: String
  private let threads: Int
  private let memoryLimit: MemoryLimit?
  private let interval: Duration
  private let logs: LogPlan?
  private let page: WatchPage?
  private let watcher: any ExperimentWatcher
  private let data: SharedData
  /// The runs that this command has trained already, as far as a budget let it.
  private let begun = Mutex<Set<Int>>([])
  private let problem = Mutex<(any Error)?>(nil)

  /// - Parameters:
  ///   - folder: Where the folders of the runs are.
  ///   - threads: How many each run may use.
  ///   - memoryLimit: How much memory a network may take; nil for what is free then.
  ///   - interval: How long it may take until an epoch is kept, from which an interrupted run goes
  ///     on.
  ///   - logs: Where TensorBoard finds the runs, a folder for each, and what it shows of them.
  ///   - page: Shows the runs, in their order.
  ///   - watcher: Is told how it goes.
  public init(
    _ runs: [PlannedRun], in folder: String, threads: Int, memoryLimit: MemoryLimit? = nil,
    keepingEvery interval: Duration = .seconds(1), logs: LogPlan? = nil,
    page: WatchPage? = nil, watcher: any ExperimentWatcher
  ) {
    self.runs = runs
    self.folder = folder
    self.threads = threads
    self.memoryLimit = memoryLimit
    self.interval = interval
    self.logs = logs
    self.page = page
    self.watcher = watcher
    data = SharedData(watcher)
  }

  /// Makes all runs that are not there yet.
  ///
  /// - Parameters:
  ///   - jobs: How many at a time.
  ///   - halving: How the runs share a budget of epochs; nil where each is trained to its end.
  /// - Returns: What they came to, in their order; those that were not begun are missing.
  /// - Throws: What is wrong with data or files. A network that cannot be trained any further is no
  ///   error, but a result.
  public func run(jobs: Int, sharing halving: Halving? = nil) throws -> [RunOutcome] {
    guard let halving else {
      let outcomes = try run(Array(runs.indices), jobs: jobs, until: nil)
      return runs.indices.compactMap { outcomes[$0] }
    }
    let outcomes = try halving.outcomes(of: runs.count) { left, epochs in
      try run(left, jobs: jobs, until: epochs)
    }
    for (index, outcome) in outcomes.sorted(by: { $0.key < $1.key }) {
      try page?.ended(index, after: outcome.epochs, outcome.ending)
      watcher.ended(index, outcome)
    }
    return runs.indices.compactMap { outcomes[$0] }
  }

  /// Makes one run, or as much of it as a budget lets it have for now.
  public func run(only index: Int, sharing halving: Halving? = nil) throws {
    guard let next = try waiting(sharing: halving).first(where: { $0.index == index }) else {
      return
    }
    let limit = memoryLimit ?? .ofMachine
    try runs[index].check(limit, threads: threads)
    let outcome = try outcome(of: index, until: next.epochs, limit)
    watcher.ended(index, outcome)
  }

  /// The runs that can be made now, by their numbers; none when everything is made.
  ///
  /// - Returns: With each, how many epochs it may have by then; nil for all.
  public func waiting(sharing halving: Halving? = nil) throws -> [(index: Int, epochs: Int?)] {
    var waiting: [(index: Int, epochs: Int?)] = []
    func find(_ left: [Int], _ epochs: Int?) throws -> [Int: RunOutcome] {
      var found: [Int: RunOutcome] = [:]
      for index in left {
        if let outcome = try earlierOutcome(of: index, until: epochs) {
          found[index] = outcome
        } else {
          waiting.append((index, epochs))
        }
      }
      return found
    }
    if let halving {
      _ = try halving.outcomes(of: runs.count) { try find($0, $1) }
    } else {
      _ = try find(Array(runs.indices), nil)
    }
    return waiting
  }

  /// Makes some of the runs.
  ///
  /// - Parameter epochs: After how many they pause; nil for the last.
  private func run(_ chosen: [Int], jobs: Int, until epochs: Int?) throws -> [Int: RunOutcome] {
    // Runs side by side share what there is.
    let limit = MemoryLimit(
      bytes: (memoryLimit ?? .ofMachine).bytes / max(1, min(jobs, chosen.count)))
    for index in chosen { try runs[index].check(limit, threads: threads) }
    let outcomes = Mutex<[Int: RunOutcome]>([:])
    let waiting = Mutex(chosen[...])
    DispatchQueue.concurrentPerform(iterations: min(jobs, chosen.count)) { _ in
      while problem.withLock({ $0 == nil }), !watcher.shouldStop,
        let index = waiting.withLock({ $0.popFirst() })
      {
        do {
          let outcome = try outcome(of: index, until: epochs, limit)
          outcomes.withLock { $0[index] = outcome }
          if epochs == nil { watcher.ended(index, outcome) }
        } catch {
          problem.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let problem = problem.withLock({ $0 }) { throw problem }
    return outcomes.withLock { $0 }
  }

  /// What an earlier attempt came to; nil if it has come to no end, and not so far.
  private func earlierOutcome(of index: Int, until lastEpoch: Int?) throws -> RunOutcome? {
    let planned = runs[index]
    let files = RunFolder(path: "\(folder)/\(planned.folder)")
    guard try files.isBegun(by: planned) else { return nil }
    if let outcome = try files.outcome(of: planned) { return outcome }
    guard let lastEpoch, let (_, epochs) = try files.progress(),
      epochs.last?.epoch ?? 0 >= lastEpoch
    else {
      return nil
    }
    return RunOutcome(run: planned, epochs: epochs, ending: .stopped, wasKept: true)
  }

  private func outcome(
    of index: Int, until lastEpoch: Int?, _ limit: MemoryLimit
  ) throws -> RunOutcome {
    let planned = runs[index]
    let files = RunFolder(path: "\(folder)/\(planned.folder)")
    let isFirstAttempt = !files.isBegun
    if try files.prepare(for: planned) {
      watcher.note("\(planned.title): its settings have changed, it is made again")
    }
    if let outcome = try earlierOutcome(of: index, until: lastEpoch) {
      if lastEpoch == nil { try page?.ended(index, after: outcome.epochs, outcome.ending) }
      if let logs, lastEpoch == nil, !logs.hasLog(of: planned) {
        watcher.note("\(planned.title): is kept from before, when nothing was logged of it")
      }
      return outcome
    }
    let split = try data.split(for: planned)
    let run = TrainingRun(
      blueprint: planned.blueprint, engine: planned.engine,
      samples: try SampleParts(
        of: split, limit: planned.limit, holdingBack: planned.validationSplit,
        seed: planned.blueprint.seed),
      augment: planned.augment)
    let form = ModelForm(
      blueprint: planned.blueprint, classNames: split.train.classNames ?? [],
      table: split.train.table)
    try files.check(form, run)
    let network = try run.network(parameters: nil, threads: threads, limit: limit)
    let (epochs, ending) = try train(network, run, index, files, until: lastEpoch) { epoch in
      try logs?.log(
        of: run, network, planned,
        beginning: epoch.map { .goingOn(epoch: $0) } ?? (isFirstAttempt ? .new : .anew))
    }
    try files.write(HistoryTable.text(epochs), to: files.history)
    try files.write(
      LearningCurves.chart(epochs, title: planned.title).drawing.svg(), to: files.curves)
    switch ending {
    case .stopped, .outrun: break
    case .failed(let reason): try files.write(reason + "\n", to: files.problem)
    case .finished:
      try TrainedModel(form, parameters: network.parameters).write(to: files.model)
      files.removeCheckpoint()
    }
    return RunOutcome(run: planned, epochs: epochs, ending: ending, wasKept: false)
  }

  /// Trains from where an earlier attempt was interrupted, or from the beginning.
  ///
  /// - Parameter log: Begins what is written for TensorBoard, in that epoch; nil for the beginning.
  private func train(
    _ network: any TrainableNetwork, _ run: TrainingRun, _ index: Int, _ files: RunFolder,
    until lastEpoch: Int?, log: (_ epoch: Int?) throws -> TrainingLog?
  ) throws -> (epochs: [EpochFigures], ending: TrainingEnding) {
    let circumstances = run.circumstances()
    let found = try files.progress()
    try found?.checkpoint.check(isOf: run.blueprint, with: circumstances, path: files.checkpoint)
    // From round to round of a search it is no news.
    let isNews = begun.withLock { $0.insert(index).inserted }
    if isNews, let epoch = found?.checkpoint.point.epoch {
      watcher.note("\(runs[index].title): going on in epoch \(epoch)")
    }
    let log = try log(found?.checkpoint.point.epoch)
    let watched = try page.map {
      try WatchedTraining(
        on: $0, index, of: run, network, data: runs[index].data, after: found?.epochs ?? [])
    }
    let keeper = RunKeeper(
      index, after: found?.epochs ?? [], in: files, every: interval, watcher: watcher, log: log,
      watched: watched, until: lastEpoch
    ) {
      try TrainingCheckpoint(blueprint: run.blueprint, circumstances: circumstances, point: $0)
    }
    var ending = TrainingEnding.finished
    do {
      _ = try run.fit(
        network, watcher: keeper, from: found?.checkpoint.point, checkpoints: keeper.plan)
    } catch let error as TrainingError where error.lastGoodEpoch != nil {
      ending = .failed("\(error)")
    }
    if ending == .finished, keeper.epochs.last?.epoch ?? 0 < run.blueprint.training.epochs {
      ending = .stopped
    }
    if let problem = keeper.problem { throw problem }
    try log?.end(isSuccess: ending.isSuccess)
    try watched?.end(ending)
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
