/// What a network learns from, and what it is tested on.
public struct DataSplit: Equatable, Sendable {
  /// The samples to train with.
  public let train: Dataset
  /// The samples kept for testing; nil when the data does not come with any.
  public let test: Dataset?

  /// Puts training and test data together.
  public init(train: Dataset, test: Dataset?) {
    self.train = train
    self.test = test
  }

  /// What to measure a finished network on: the test data, or the training data if that is all.
  public var forEvaluation: Dataset { test ?? train }
}
