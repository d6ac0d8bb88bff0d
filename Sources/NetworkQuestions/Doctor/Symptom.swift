import NetworkDescription

/// What shows that a training has gone wrong, before anybody knows why.
public enum Symptom: String, Sendable, Hashable {
  /// The loss is no finite number any more.
  case notFinite = "the loss is no finite number"
  /// The loss is larger than before the first step.
  case grew = "the loss grew"
  /// The loss is no smaller than that of the best constant answer.
  case noBetterThanConstant = "no better than the best constant answer"
  /// Every sample gets the answer of the most frequent class.
  case oneClass = "always the most frequent class"
  /// Part has been learned, but far from all.
  case partlyLearned = "partly learned"
  /// All is well.
  case none = "none"

  /// Looks for it in what training came to.
  init(lossBefore: Double, _ outcome: Outcome, _ constant: ConstantAnswer, _ kind: TargetKind) {
    let learned = 1 - outcome.loss / constant.loss
    let isLearned =
      constant.isPerfect
      ? outcome.loss <= Self.smallLoss
      : kind == .classes
        ? learned >= 0.6 && outcome.accuracy ?? 0 >= 0.95 : learned >= 0.9
    if !outcome.loss.isFinite {
      self = .notFinite
    } else if isLearned {
      self = .none
    } else if outcome.loss > 1.1 * lossBefore {
      self = .grew
    } else if learned < Self.leastLearned {
      self = .noBetterThanConstant
    } else if let accuracy = outcome.accuracy, accuracy <= constant.accuracy ?? 0,
      Set(outcome.outputs.map { ChosenSamples.classIndex($0) }).count == 1
    {
      self = .oneClass
    } else {
      self = .partlyLearned
    }
  }

  /// Below what share of the way from the best constant answer's loss to 0 nothing is learned.
  static let leastLearned = 0.05
  private static let smallLoss = 0.01

  /// Whether it is plain that something is wrong, whatever is tried.
  var isPlain: Bool { self != .none && self != .partlyLearned }

  /// Whether a change of the loss is a cure.
  ///
  /// Where nothing was learned, it has to get clear of the best constant answer; where part was, the
  /// loss has to fall to half, for there is always something that makes it a little smaller.
  func isCured(from before: Double, to after: Double, constant: Double) -> Bool {
    guard after.isFinite else { return false }
    return isPlain
      ? after < 0.9 * constant && !(after > 0.75 * before) : after <= 0.5 * before
  }
}
