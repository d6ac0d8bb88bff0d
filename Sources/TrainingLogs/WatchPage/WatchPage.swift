import NetworkDescription
import Synchronization
import SystemFiles
import TextFormats
import TrainingLoop
import TrainingRuns

/// A page for browsers that shows how one or several trainings go.
///
/// It is written whole, about once a second, and loads itself anew as long as anything is to come;
/// then it stays as the report.
public final class WatchPage: Sendable {
  struct State {
    var runs: [WatchedRun]
    var pace = Pace(least: .seconds(1), oneIn: 20)
    var isOver = false
  }

  /// A training that will be shown.
  public struct Planned {
    private let title: String
    private let blueprint: NetworkBlueprint
    private let engine: EngineChoice
    private let augment: AugmentChoice?

    /// - Parameter title: What tells it from others.
    public init(
      title: String, blueprint: NetworkBlueprint, engine: EngineChoice, augment: AugmentChoice?
    ) {
      self.title = title
      self.blueprint = blueprint
      self.engine = engine
      self.augment = augment
    }

    var watched: WatchedRun {
      WatchedRun(
        title: title, epochs: blueprint.training.epochs,
        settings: Hyperparameters.of(blueprint, engine, augment: augment, samples: nil))
    }
  }

  private let path: String
  private let title: String
  private let state: Mutex<State>

  /// A page with trainings that all have still to begin.
  ///
  /// - Parameters:
  ///   - path: The file it is written to.
  ///   - title: What stands above all.
  ///   - runs: The trainings, in the order in which they are listed.
  public init(_ path: String, title: String, runs: [Planned]) throws {
    self.path = path
    self.title = title
    state = Mutex(State(runs: runs.map(\.watched)))
    try state.withLock { try write(&$0) }
  }

  /// Says that a training is over that nobody watches, such as one that was kept from before.
  public func ended(_ index: Int, after epochs: [EpochFigures], _ ending: TrainingEnding) throws {
    try end(index) { run in
      run.take(epochs)
      run.phase = .over(ending)
    }
  }

  /// Says that nothing more is to come: the page stays as it is now.
  public func finish() throws {
    try state.withLock { state in
      state.isOver = true
      try write(&state)
    }
  }

  /// Changes what is known of a training, and writes the page if it is time to.
  func update(_ index: Int, _ change: (inout WatchedRun) -> Void) throws {
    try state.withLock { state in
      change(&state.runs[index])
      if state.pace.isDue { try write(&state) }
    }
  }

  /// Changes what is known of a training that is over; a page with no other is over, too.
  func end(_ index: Int, _ change: (inout WatchedRun) -> Void) throws {
    try state.withLock { state in
      change(&state.runs[index])
      state.isOver = state.runs.count == 1
      try write(&state)
    }
  }

  private func write(_ state: inout State) throws {
    let (runs, isOver) = (state.runs, state.isOver)
    try state.pace.run {
      let text = try WatchPageText(title: title, runs: runs, isOver: isOver).page
      do {
        try AtomicFile.replace(path, with: Array(text.utf8))
      } catch {
        throw PlainError("\(path): cannot write it: \(error)")
      }
    }
  }
}
