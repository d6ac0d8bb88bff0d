import NetworkDescription

/// How a network is trained.
public struct TrainingOptions: Hashable, Sendable {
  /// How many times every sample is seen.
  public var epochs: Int
  /// How many samples are averaged for one step.
  public var batchSize: Int
  /// Where the order of the samples comes from.
  public var seed: UInt64
  /// Whether every epoch visits the samples in another order.
  public var shuffle: Bool
  /// After how many epochs in a row without a smaller validation loss training ends.
  ///
  /// The network then is the one with the smallest, whatever ended training. Nil leaves both out.
  public var patience: Int?
  /// Whether the training samples are measured once more after the last update, as printed examples
  /// do: the loss of an epoch is that before each of its updates.
  public var measuresLastUpdate: Bool

  /// Describes how to train; Keras' defaults.
  public init(
    epochs: Int = 1, batchSize: Int = 32, seed: UInt64 = 1, shuffle: Bool = true,
    patience: Int? = nil, measuresLastUpdate: Bool = false
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.seed = seed
    self.shuffle = shuffle
    self.patience = patience
    self.measuresLastUpdate = measuresLastUpdate
  }

  func validate() throws(TrainingError) {
    for (name, number) in [
      ("epochs", epochs), ("batch size", batchSize), ("patience", patience ?? 1),
    ] where !NumberRange.counts.contains(number) {
      throw .badOption(name: name, found: number)
    }
  }
}
