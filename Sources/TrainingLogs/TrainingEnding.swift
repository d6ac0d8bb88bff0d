import TextFormats

/// How a training has ended, alone or among others of an experiment.
public enum TrainingEnding: Equatable, Sendable {
  /// It is at its end, as planned.
  case finished
  /// It was asked to stop, and may go on.
  case stopped
  /// Others were better after so many epochs, and the budget goes to them.
  case outrun(epochs: Int)
  /// It could not go on, for this reason.
  case failed(String)

  /// Whether it has come to its end; nil if it may go on another time.
  public var isSuccess: Bool? {
    switch self {
    case .finished: true
    case .failed: false
    case .stopped, .outrun: nil
    }
  }

  /// In words.
  var words: String {
    switch self {
    case .finished: "finished"
    case .stopped: "stopped"
    case .outrun(let epochs): "outrun by others after \(counted(epochs, "epoch"))"
    case .failed(let reason): "failed: \(reason)"
    }
  }
}
