import TextFormats
import TrainingData

/// Samples to learn from, and samples that are only measured.
public struct SampleParts {
  /// What is learned from.
  public let training: Dataset
  /// What is only measured; nil if there is nothing.
  public let validation: Dataset?

  /// Divides data.
  ///
  /// - Parameters:
  ///   - limit: How many of the training samples are used.
  ///   - share: How many of these are held back to validate on; nil for the test part.
  public init(of split: DataSplit, limit: Int?, holdingBack share: Double?, seed: UInt64) throws {
    let all = limit.map { split.train.prefix($0) } ?? split.train
    guard let share else {
      (training, validation) = (all, split.test)
      return
    }
    let parts = all.holdingBack(share, seed: seed)
    guard parts.training.count > 0, parts.validation.count > 0 else {
      throw PlainError(
        "--validation-split: expected at least one sample in both parts, found "
          + "\(parts.training.count) and \(parts.validation.count)")
    }
    (training, validation) = (parts.training, parts.validation)
  }

  private init(training: Dataset, validation: Dataset?) {
    self.training = training
    self.validation = validation
  }

  /// Both parts with their targets in the size they are learned in.
  public func scaled(by scaling: TargetScaling?) -> SampleParts {
    guard let scaling else { return self }
    return SampleParts(
      training: scaling.scaled(training), validation: validation.map(scaling.scaled))
  }
}
