import NetworkDescription

/// The pull of a penalty whose `zeroStays`: after the optimizer has moved a weight, it is pulled
/// towards 0, and one that gets there is cut off for good.
struct ZeroPull {
  let weight: Weight
  /// The weight's place among those that training moves.
  let position: Int
  let penalty: Penalty
  /// Where the optimizer had moved the weight in the last step, before it was pulled.
  var moved = 0.0

  /// A weight pulled towards 0 by so much; 0 if it gets there.
  static func pulled(_ weight: Double, by pull: Double) -> Double {
    let rest = abs(weight) - pull
    guard rest > 0 else { return 0 }
    return weight > 0 ? rest : -rest
  }
}

extension NeuronNetwork {
  /// Every weight that training moves and that is pulled by itself; usually none.
  static func zeroPulls(
    of penalized: [PenalizedWeights], among trainable: [Weight]
  ) -> [ZeroPull] {
    let pulling = penalized.filter { $0.penalty.zeroStays }
    guard !pulling.isEmpty else { return [] }
    let positions = Dictionary(
      uniqueKeysWithValues: trainable.enumerated().map { (ObjectIdentifier($1), $0) })
    return pulling.flatMap { layer in
      layer.weights.compactMap { weight in
        positions[ObjectIdentifier(weight)].map {
          ZeroPull(weight: weight, position: $0, penalty: layer.penalty)
        }
      }
    }
  }

  /// Lets the optimizer move the weights, and then pulls those that are pulled.
  ///
  /// A weight that was 0 before is 0 again, and the optimizer remembers nothing of it.
  func pullTowardsZero(atRate rate: Double, after move: () -> Void) {
    let wasCut = zeroPulls.map { $0.weight.value == 0 }
    move()
    let start = startingMemory
    for (index, wasCut) in wasCut.enumerated() {
      let pull = zeroPulls[index]
      zeroPulls[index].moved = wasCut ? 0 : pull.weight.value
      pull.weight.value =
        wasCut ? 0 : ZeroPull.pulled(pull.weight.value, by: pull.penalty.pull(atRate: rate))
      if wasCut, !memory.isEmpty { memory[pull.position] = start }
    }
  }

  /// Where the optimizer had moved each weight in the last step that was then pulled.
  package var movedBeforePull: [ObjectIdentifier: Double] {
    Dictionary(uniqueKeysWithValues: zeroPulls.map { (ObjectIdentifier($0.weight), $0.moved) })
  }
}
