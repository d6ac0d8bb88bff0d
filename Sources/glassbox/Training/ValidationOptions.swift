import ArgumentParser
import NetworkDescription
import TrainingData

/// The options that say what is learned from, what is only measured, and when that is enough.
struct ValidationOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Learn from the first so many samples only.")
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: """
      Hold back this share of the training samples, chosen by the seed, to validate on instead of \
      a test part.
      """)
  var validationSplit: Double?

  @Option(
    parsing: .unconditional,
    help: """
      Stop after so many epochs without a smaller validation loss; the best network is kept.
      """)
  var patience: Int?

  func validate() throws {
    try OptionLimits.check(atLeast: 1, ("--limit", limit), ("--patience", patience))
    if let validationSplit, !(validationSplit > 0 && validationSplit < 1) {
      throw ValidationError(
        "--validation-split: expected a share between 0 and 1, found \(validationSplit)")
    }
  }

  /// The samples to learn from and those to validate on, if there are any.
  func parts(
    of split: DataSplit, seed: UInt64
  ) throws -> SampleParts {
    let parts = try SampleParts(of: split, limit: limit, holdingBack: validationSplit, seed: seed)
    guard patience == nil || parts.validation != nil else {
      throw CommandFailure(
        "--patience: expected validation samples, found none: add --validation-split 0.1")
    }
    return parts
  }
}

/// Samples to learn from, and samples that are only measured.
struct SampleParts {
  let training: Dataset
  let validation: Dataset?

  /// - Parameters:
  ///   - limit: How many of the training samples are used.
  ///   - share: How many of these are held back to validate on; nil for the test part.
  init(of split: DataSplit, limit: Int?, holdingBack share: Double?, seed: UInt64) throws {
    let all = limit.map { split.train.prefix($0) } ?? split.train
    guard let share else {
      (training, validation) = (all, split.test)
      return
    }
    let parts = all.holdingBack(share, seed: seed)
    guard parts.training.count > 0, parts.validation.count > 0 else {
      throw CommandFailure(
        "--validation-split: expected at least one sample in both parts, found "
          + "\(parts.training.count) and \(parts.validation.count)")
    }
    (training, validation) = (parts.training, parts.validation)
  }
}
