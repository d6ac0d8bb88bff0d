/// The epoch with the smallest validation loss so far, in training that stops when none better comes.
public struct BestEpoch: Hashable, Sendable {
  /// Which epoch, from 1.
  public var epoch: Int
  /// Its validation loss.
  public var loss: Double
  /// What the network had learned after it.
  public var parameters: Parameters
  /// How many epochs there have been since.
  public var epochsSince: Int

  /// Puts an epoch and what it came to together.
  public init(epoch: Int, loss: Double, parameters: Parameters, epochsSince: Int = 0) {
    self.epoch = epoch
    self.loss = loss
    self.parameters = parameters
    self.epochsSince = epochsSince
  }
}
