import NetworkDescription
import TrainingLogs
import TrainingRuns

/// What a run came to.
public struct RunOutcome: Sendable {
  /// The run.
  public let run: PlannedRun
  /// Its epochs, those of earlier attempts included.
  public let epochs: [EpochFigures]
  /// How it ended.
  public internal(set) var ending: TrainingEnding
  /// Whether it was made by an earlier command.
  public let wasKept: Bool

  /// What its targets are; nil before the first epoch.
  public var kind: TargetKind? { epochs.first?.training.quality.kind }

  /// Whether training could not go on.
  var isFailed: Bool { if case .failed = ending { true } else { false } }

  /// The loss after so many epochs, on validation samples where there are any; infinite for a run
  /// that did not get so far.
  func loss(after count: Int) -> Double {
    guard epochs.last?.epoch ?? 0 >= count,
      // Of very many epochs only some are kept.
      let epoch = epochs.last(where: { $0.epoch <= count })
    else { return .infinity }
    let loss = (epoch.validation ?? epoch.training).loss
    return loss.isNaN ? .infinity : loss
  }

  /// The epoch with the most right answers among the validation samples, or where targets are
  /// numbers, with the smallest mean absolute error; the first of them.
  public var best: EpochFigures? {
    guard let kind else { return nil }
    return epochs.filter { $0.validation != nil }.min {
      kind.mistakes($0.validation) < kind.mistakes($1.validation)
    }
  }
}

extension TargetKind {
  /// What decides which epoch was best.
  public var deciding: Metric {
    switch self {
    case .classes: .accuracy
    case .numbers: .meanAbsoluteError
    }
  }

  /// What is smallest in the best epoch.
  fileprivate func mistakes(_ measured: EpochFigures.Measured?) -> Double {
    let value = measured?[deciding]
    return switch self {
    case .classes: -(value ?? 0)
    case .numbers: value ?? .infinity
    }
  }
}

extension Metric {
  /// The name of its value in the best epoch, in JSON and in tables for programs.
  public var bestKey: String {
    "best" + validationKey.prefix(1).uppercased() + validationKey.dropFirst()
  }
}
