/// A number that tells how well a network answers, under one name wherever it appears.
public enum Metric: String, Hashable, Sendable, CaseIterable {
  /// The mean loss of a sample.
  case loss
  /// The share of right answers, 0 to 1; where targets are classes.
  case accuracy
  /// The mean of |output − target|; where targets are numbers.
  case meanAbsoluteError
  /// The part of the targets' variance that the outputs explain; where targets are numbers.
  case rSquared

  /// The name in JSON and in tables for programs.
  public var key: String { rawValue }

  /// The name of the same number on validation data.
  public var validationKey: String {
    switch self {
    case .loss: "validationLoss"
    case .accuracy: "validationAccuracy"
    case .meanAbsoluteError: "validationMeanAbsoluteError"
    case .rSquared: "validationRSquared"
    }
  }

  /// The name people read.
  public var title: String {
    switch self {
    case .loss: "loss"
    case .accuracy: "accuracy"
    case .meanAbsoluteError: "mean absolute error"
    case .rSquared: "R²"
    }
  }
}

extension TargetKind {
  /// What is measured where targets are such.
  public var metrics: [Metric] {
    switch self {
    case .classes: [.loss, .accuracy]
    case .numbers: [.loss, .meanAbsoluteError, .rSquared]
    }
  }
}

/// How good answers are besides their loss.
public enum AnswerQuality: Hashable, Sendable {
  /// The share of right answers, 0 to 1.
  case accuracy(Double)
  /// How close numbers come; R² is nil if the targets never change.
  case errors(meanAbsolute: Double, rSquared: Double?)

  /// What the targets are.
  public var kind: TargetKind {
    switch self {
    case .accuracy: .classes
    case .errors: .numbers
    }
  }

  /// One of its numbers; nil for those that it does not have.
  public subscript(metric: Metric) -> Double? {
    switch (self, metric) {
    case (.accuracy(let share), .accuracy): share
    case (.errors(let mean, _), .meanAbsoluteError): mean
    case (.errors(_, let rSquared), .rSquared): rSquared
    default: nil
    }
  }
}
