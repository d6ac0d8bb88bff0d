import NetworkDescription

/// How much memory a network of objects may take; nobody waits for one that is larger.
enum MemoryBudget {
  /// What a link and its weight take, what a link takes whose weight others share, and what a
  /// neuron takes; measured on 64-bit systems.
  private static let bytesPerLink = 131.0
  private static let bytesPerSharingLink = 60.0
  private static let bytesPerNeuron = 250.0
  /// Room for 40 million links.
  private static let mostBytes = 40_000_000 * bytesPerLink

  /// Refuses a network that would take more, before memory is taken for any of it.
  static func check(_ blueprint: NetworkBlueprint) throws(BlueprintError) {
    // In floating point, since a file may describe more than an Int can count.
    var bytes = Double(blueprint.input.count) * bytesPerNeuron
    for (index, layer) in blueprint.layers.enumerated() {
      bytes +=
        Double(blueprint.linkCount(ofLayer: index))
        * (layer.traits.sharesWeights ? bytesPerSharingLink : bytesPerLink)
      bytes += Double(blueprint.neuronCount(ofLayer: index)) * bytesPerNeuron
    }
    guard bytes <= mostBytes else {
      throw .tooLarge(
        links: blueprint.linkCount, neurons: blueprint.neuronCount,
        bytes: Int(min(bytes, 0x1p62)), mostBytes: Int(mostBytes))
    }
  }
}
