/// What neurons and links take, measured on 64-bit systems.
enum ObjectMemory {
  /// A neuron.
  static let neuron = 250.0
  /// A link and its weight.
  private static let link = 131.0
  /// What training has of a link besides: its source and its weight in a row.
  private static let rowEntry = 16.0
  /// A link whose weight others share.
  private static let sharingLink = 60.0
  /// A learned weight in the lists of what the optimizer moves.
  private static let listing = 32.0
  /// What an optimizer remembers of a weight, if anything.
  private static let memory = 16.0

  /// The neurons and links of a layer.
  static func structure(ofLayer index: Int, of blueprint: NetworkBlueprint) -> Double {
    let bytes = blueprint.layers[index].traits.sharesWeights ? sharingLink : link
    return Double(blueprint.linkCount(ofLayer: index)) * bytes
      + Double(blueprint.neuronCount(ofLayer: index)) * neuron
  }

  /// What its learned numbers take besides: copies and, in training, lists and memory.
  static func numbers(
    ofLayer index: Int, of blueprint: NetworkBlueprint, training: Bool
  ) -> Double {
    let optimizer = blueprint.optimizer
    let moving = training ? listing + (optimizer.memoryNames.isEmpty ? 0 : memory) : 0
    let rows = training ? Double(blueprint.linkCount(ofLayer: index)) * rowEntry : 0
    return rows + blueprint.storedCount(ofLayer: index)
      * (moving + TensorMemory.copies(optimizer, training: training))
  }
}
