import NetworkBlueprint

/// How much memory a network of objects may take; nobody waits for one that is larger.
enum MemoryBudget {
  /// What a link and its weight take, and what a neuron takes, measured on 64-bit systems.
  private static let bytesPerLink = 131
  private static let bytesPerNeuron = 250
  /// Room for 40 million links.
  private static let mostBytes = 40_000_000 * bytesPerLink

  /// Refuses a network that would take more, before memory is taken for any of it.
  static func check(_ blueprint: NetworkBlueprint) throws(BlueprintError) {
    let (links, neurons) = (blueprint.linkCount, blueprint.neuronCount)
    let bytes = links * bytesPerLink + neurons * bytesPerNeuron
    guard bytes <= mostBytes else {
      throw .tooLarge(links: links, neurons: neurons, bytes: bytes, mostBytes: mostBytes)
    }
  }
}
