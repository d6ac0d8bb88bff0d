import NetworkDescription

/// Remembers the parameters with the smallest validation loss, and when to stop waiting for better.
///
/// The rule is that of Keras' `EarlyStopping(patience:, restore_best_weights=True)` with its
/// default `min_delta` of 0: an epoch is better if its validation loss is smaller than all before.
struct EarlyStopping {
  private let patience: Int
  /// The best epoch so far; nil before the first.
  private(set) var best: BestEpoch?

  /// - Parameters:
  ///   - patience: How many epochs in a row may be no better, at least 1.
  ///   - best: The best epoch of a training that goes on.
  init(patience: Int, best: BestEpoch?) {
    self.patience = patience
    self.best = best
  }

  /// Whether there have been too many epochs without a better one.
  var isOver: Bool { (best?.epochsSince ?? 0) >= patience }

  /// Takes note of an epoch.
  mutating func epochDidEnd(_ epoch: Int, validationLoss: Double, parameters: Parameters) {
    if let best, validationLoss >= best.loss {
      self.best?.epochsSince += 1
    } else {
      best = BestEpoch(epoch: epoch, loss: validationLoss, parameters: parameters)
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
