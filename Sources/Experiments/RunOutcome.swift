import TrainingRuns

/// What a run came to.
public struct RunOutcome: Sendable {
  /// How it ended.
  public enum Ending: Equatable, Sendable {
    /// All epochs are over, and the model is saved.
    case finished
    /// It was asked to stop, and can go on.
    case stopped
    /// Training could not go on, for this reason.
    case failed(String)
  }

  /// The run.
  public let run: PlannedRun
  /// Its epochs, those of earlier attempts included.
  public let epochs: [EpochFigures]
  /// How it ended.
  public let ending: Ending
  /// Whether it was made by an earlier command.
  public let wasKept: Bool

  /// The epoch with the most right answers among the validation samples, the first of them.
  public var best: EpochFigures? {
    epochs.filter { $0.validation != nil }.max {
      let (left, right) = ($0.validation?.accuracy ?? 0, $1.validation?.accuracy ?? 0)
      return left == right ? $0.epoch > $1.epoch : left < right
    }
  }
}
