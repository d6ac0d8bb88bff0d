/// The weights of a network, each of them once, as training needs them.
///
/// An object, as every step asks for it and a value would be copied with all its lists.
final class NetworkWeights {
  /// The weights that training moves, in the order they were wired.
  let trainable: [Weight]

  /// The same with those that are frozen.
  let learned: [Weight]

  /// The weights that training leaves alone; links push gradients to them all the same.
  let fixed: [Weight]

  /// Whether no two links or neurons share a weight that is trained.
  let noneIsShared: Bool

  /// Collects every weight once, even if links share it, in the order of the passes.
  init(of layers: [NeuronLayer]) {
    var seen: Set<ObjectIdentifier> = []
    var trainable: [Weight] = []
    var learned: [Weight] = []
    var fixed: [Weight] = []
    var uses = 0
    for layer in layers {
      for (neuron, links) in zip(layer.neurons, layer.incoming) {
        for weight in links.map({ $0.weight }) + (neuron.bias.map { [$0] } ?? []) {
          if weight.isTrainable { uses += 1 }
          guard seen.insert(ObjectIdentifier(weight)).inserted else { continue }
          if weight.isTrainable { trainable.append(weight) } else { fixed.append(weight) }
          if weight.isLearned { learned.append(weight) }
        }
      }
    }
    self.trainable = trainable
    self.learned = learned
    self.fixed = fixed
    noneIsShared = trainable.count == uses
  }
}
