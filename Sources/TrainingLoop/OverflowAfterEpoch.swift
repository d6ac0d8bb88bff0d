import NetworkDescription

/// A number that is not finite although no batch's loss gave it away.
///
/// The last step of an epoch can make weights overflow without anybody computing a loss with them;
/// such a network is no better than one whose loss is not a number.
struct OverflowAfterEpoch {
  let place: TrainingError.Overflowed
  let value: Double

  func error(epoch: Int, batch: Int) -> TrainingError {
    .overflowed(
      epoch: epoch, batch: batch, place: place, value: value, lastGoodEpoch: epoch - 1)
  }
}

extension Parameters {
  /// The first number that is not finite, in the order of the tensors' names, and where it sits.
  func firstOverflow(in network: any TrainableNetwork) -> OverflowAfterEpoch? {
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      if let index = tensor.values.firstIndex(where: { !$0.isFinite }) {
        let place = network.place(of: index, in: name)
        return OverflowAfterEpoch(
          place: place.map { .weight($0) } ?? .number(tensor: name, index: index),
          value: tensor.values[index])
      }
    }
    return nil
  }
}

extension BatchResult {
  /// The loss, if it is not finite.
  var overflow: OverflowAfterEpoch? {
    loss.isFinite ? nil : OverflowAfterEpoch(place: .validationLoss, value: loss)
  }
}
