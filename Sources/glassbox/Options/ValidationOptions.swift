import ArgumentParser
import NetworkDescription
import TrainingData
import TrainingRuns

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

  /// With what a suggested network needs, where nobody has said otherwise.
  func completed(by suggestion: SuggestedNetwork?) -> ValidationOptions {
    guard let suggestion else { return self }
    var options = self
    options.validationSplit = validationSplit ?? suggestion.validationSplit
    options.patience = patience ?? suggestion.patience
    return options
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
