import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What people call the neurons of a network: `input 1`, `hidden 2`, `output 0`.
///
/// With several hidden layers it is `hidden1 2`, `hidden2 0`, …; the neurons of a dropout layer are
/// called `dropout 0`, `dropout 1`, …; in a picture a neuron is called by
/// its place, `input (3, 5)` for row 3 and column 5, and by its channel where there are several.
public struct NeuronLabels: Sendable {
  /// What a neuron is called: the name of its layer, and its place there.
  private struct Label {
    let layer: String
    let text: String

    init(_ layer: String, _ place: String) {
      (self.layer, text) = (layer, "\(layer) \(place)")
    }
  }

  private var labels: [NeuronName: Label] = [:]
  private var withoutBias: Set<NeuronName> = []
  private let sharedBiases: [NeuronName: WeightPlace]

  /// Names the neurons of a network.
  ///
  /// - Complexity: Time and space grow with the number of neurons.
  public init(_ network: NeuronNetwork) {
    sharedBiases = network.sharedBiases
    let outputs = Set(network.outputNeurons.map { $0.name })
    let inside = network.layers.dropFirst().filter { layer in
      layer.neurons.contains { !outputs.contains($0.name) }
    }
    name(inside.filter { $0.dropout == nil }, "hidden")
    name(inside.filter { $0.dropout != nil }, "dropout")
    for (index, neuron) in network.outputNeurons.enumerated() {
      labels[neuron.name] = Label("output", "\(index)")
    }
    if let inputs = network.layers.first { name(inputs, "input") }
    for layer in network.layers.dropFirst() {
      for neuron in layer.neurons where neuron.bias == nil { withoutBias.insert(neuron.name) }
    }
  }

  /// The label of a neuron, by the name that events use; the name itself if it is not known.
  public subscript(_ neuron: NeuronName) -> String { labels[neuron]?.text ?? neuron.description }

  /// What the neurons of a neuron's layer are called together: `hidden1`.
  package func layerName(of neuron: NeuronName) -> String { labels[neuron]?.layer ?? "" }

  /// The label of a link: `hidden 2 → output 0`.
  public subscript(_ link: LinkName) -> String {
    "\(self[link.from]) → \(self[link.to])"
  }

  /// The label of a neuron or a link.
  public subscript(_ place: NetworkPlace) -> String {
    switch place {
    case .neuron(let name): self[name]
    case .link(let name): self[name]
    }
  }

  /// Whether a neuron adds a bias to its sum.
  package func hasBias(_ neuron: NeuronName) -> Bool { !withoutBias.contains(neuron) }

  /// Where the bias of a neuron sits if others have it, too.
  func sharedBias(_ neuron: NeuronName) -> WeightPlace? { sharedBiases[neuron] }

  /// Numbers the layers of a kind if there are several.
  private mutating func name(_ layers: [NeuronLayer], _ kind: String) {
    for (number, layer) in layers.enumerated() {
      name(layer, layers.count == 1 ? kind : "\(kind)\(number + 1)")
    }
  }

  private mutating func name(_ layer: NeuronLayer, _ kind: String) {
    for (index, neuron) in layer.neurons.enumerated() {
      labels[neuron.name] = Label(kind, Self.place(of: index, in: layer.shape))
    }
  }

  private static func place(of index: Int, in shape: Shape) -> String {
    guard shape.isPicture else { return "\(index)" }
    let (width, channels) = (shape.extents[1], shape.extents[2])
    let pixel = index / channels
    let place = "\(pixel / width), \(pixel % width)"
    return channels == 1 ? "(\(place))" : "(\(place), \(index % channels))"
  }
}
