import NetworkBlueprint

/// Remembers the parameters with the smallest validation loss, and when to stop waiting for better.
///
/// The rule is that of Keras' `EarlyStopping(patience:, restore_best_weights=True)` with its
/// default `min_delta` of 0: an epoch is better if its validation loss is smaller than all before.
struct EarlyStopping {
  private let patience: Int
  private var best: (loss: Double, parameters: Parameters)?
  private var epochsWithoutBetter = 0

  /// - Parameter patience: How many epochs in a row may be no better, at least 1.
  init(patience: Int) {
    self.patience = patience
  }

  /// Whether there have been too many epochs without a better one.
  var isOver: Bool { epochsWithoutBetter >= patience }

  /// The parameters after the best epoch; nil before the first.
  var bestParameters: Parameters? { best?.parameters }

  /// Takes note of an epoch.
  mutating func epochDidEnd(validationLoss: Double, parameters: Parameters) {
    if let best, validationLoss >= best.loss {
      epochsWithoutBetter += 1
    } else {
      best = (validationLoss, parameters)
      epochsWithoutBetter = 0
    }
  }
}

extension [EpochRecord] {
  /// The epoch with the smallest validation loss, the first of them; nil without validation.
  public var best: EpochRecord? {
    filter { $0.validation != nil }.min {
      ($0.validation?.loss ?? .infinity) < ($1.validation?.loss ?? .infinity)
    }
  }
}
