/// What the log of a training shows of the network besides curves, and how often.
public struct SnapshotPlan: Sendable {
  private let everyEpochs: Int?
  /// What the training's data was called, for drawing the plane it lies in.
  let data: [String]

  /// - Parameter everyEpochs: After how many epochs; nil for about twenty times in all.
  /// - Returns: nil for 0 epochs, which is never.
  public init?(everyEpochs: Int?, data: [String]) {
    guard everyEpochs != 0 else { return nil }
    self.everyEpochs = everyEpochs
    self.data = data
  }

  /// Whether the network is shown after so many epochs: before training and at its end in any case.
  func isDue(_ step: Int, of epochs: Int) -> Bool {
    step == epochs || step.isMultiple(of: everyEpochs ?? max(1, epochs / 20))
  }
}
