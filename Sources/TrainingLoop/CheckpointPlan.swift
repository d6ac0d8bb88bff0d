import NetworkDescription

/// When training hands over the point it has come to, and to whom.
///
/// It does so after every epoch, and when it is asked to stop; within an epoch, if that is wanted.
public struct CheckpointPlan {
  /// After how many batches of an epoch it does so, too; nil for none.
  public let everyBatches: Int?
  /// Keeps the point; what it throws ends training.
  public let save: (TrainingPoint) throws -> Void

  /// Says what to do with points of training.
  public init(everyBatches: Int? = nil, save: @escaping (TrainingPoint) throws -> Void) {
    self.everyBatches = everyBatches
    self.save = save
  }

  /// Whether to do so after that many batches of an epoch.
  func isDue(afterBatch batchCount: Int) -> Bool {
    guard let everyBatches else { return false }
    return batchCount.isMultiple(of: everyBatches)
  }

  /// How many more batches there are until then.
  func batchesUntilDue(after batchCount: Int) -> Int? {
    everyBatches.map { $0 - batchCount % $0 }
  }
}

extension TrainingPoint {
  /// Checks that training with these options could have come to this point.
  ///
  /// - Parameter sampleCount: How many samples an epoch has.
  /// - Throws: ``TrainingError`` that says what it cannot have come to.
  public func validate(for options: TrainingOptions, sampleCount: Int) throws(TrainingError) {
    guard epoch >= 1, epoch - 1 <= options.epochs else {
      throw .badStart(
        what: "epoch", expected: "at least 1 and at most 1 more than \(options.epochs)",
        found: epoch)
    }
    let batches = sampleCount == 0 ? 0 : (sampleCount - 1) / options.batchSize + 1
    let most = epoch > options.epochs ? 0 : batches
    guard 0...most ~= batchCount else {
      throw .badStart(what: "batches learned", expected: "0 to \(most)", found: batchCount)
    }
    let learned = batchCount == batches ? sampleCount : batchCount * options.batchSize
    guard total.sampleCount == learned else {
      throw .badStart(
        what: "samples learned", expected: "\(learned) in \(batchCount) batches",
        found: total.sampleCount)
    }
  }
}
