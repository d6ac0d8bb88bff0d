import NetworkDescription

/// How a session trains, and how much it may remember.
public struct SessionOptions: Hashable, Sendable {
  /// How many times every sample is seen; the session ends after that.
  public var epochs: Int
  /// How many samples are averaged for one step.
  public var batchSize: Int
  /// Where the order of the samples comes from.
  public var seed: UInt64
  /// Whether every epoch visits the samples in another order.
  public var shuffle: Bool
  /// How many bytes the kept states of the network may take together; at least two are kept.
  public var memoryBudget: Int

  /// Describes a session.
  ///
  /// - Parameter memoryBudget: In bytes; 64 MB unless asked otherwise.
  public init(
    epochs: Int, batchSize: Int, seed: UInt64 = 1, shuffle: Bool = true,
    memoryBudget: Int = 64 << 20
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.seed = seed
    self.shuffle = shuffle
    self.memoryBudget = memoryBudget
  }

  /// Training as a blueprint has it by default.
  public init(_ blueprint: NetworkBlueprint) {
    self.init(
      epochs: blueprint.training.epochs, batchSize: blueprint.training.batchSize,
      seed: blueprint.seed, shuffle: blueprint.training.shuffle)
  }

  func validate() throws(SessionError) {
    for (name, value) in [("epochs", epochs), ("batch size", batchSize)] {
      guard NumberRange.counts.contains(value) else {
        throw .badOption(name: name, found: value)
      }
    }
  }
}
