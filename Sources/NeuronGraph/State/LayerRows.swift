import NetworkDescription

/// The neurons and links of all layers in rows, side by side, as a step visits them.
///
/// On the way from object to object through arrays of arrays, Swift counts at every one who holds it,
/// which takes longer than the arithmetic. Rows hold nothing: the layers do, and they outlive them.
final class LayerRows {
  /// A neuron, and which of the links lead to it.
  struct Cell {
    let neuron: Unmanaged<Neuron>
    let bias: Unmanaged<Weight>?
    let activation: Activation
    let links: Range<Int>
  }

  /// What a link needs to carry a number either way.
  struct Wire {
    let source: Unmanaged<Neuron>
    let weight: Unmanaged<Weight>
  }

  /// A layer, and which of the neurons are its own.
  struct Row {
    let layer: Unmanaged<NeuronLayer>
    let cells: Range<Int>
    /// Whether it has neurons that do something together.
    let hasPools: Bool
    let hasSoftmax: Bool
    /// Whether every one of its neurons has a link from every input neuron, in their order, and no other;
    /// asked only where the inputs are many enough to pass over those that are 0.
    let takesAllInputs: Bool
  }

  /// With fewer inputs it takes longer to look which of them are 0 than to add them.
  private static let manyInputs = 16

  /// The input neurons.
  let inputs: UnsafeMutableBufferPointer<Unmanaged<Neuron>>
  /// The neurons whose outputs are the answer.
  let outputs: UnsafeMutableBufferPointer<Unmanaged<Neuron>>
  /// Whether some links are silent in training.
  let hasDropout: Bool
  /// All other layers.
  let rows: UnsafeMutableBufferPointer<Row>
  let cells: UnsafeMutableBufferPointer<Cell>
  let wires: UnsafeMutableBufferPointer<Wire>
  /// The positions of the sample's inputs that bring something, first; and how many those are.
  let inkedPlaces: UnsafeMutableBufferPointer<Int>
  @exclusivity(unchecked) var inkedCount = 0
  /// How far the weights of the first layer may yet move before one of them could stop being a finite
  /// number; 0 where nobody has looked since they were given other values.
  @exclusivity(unchecked) var wayToOverflow = 0.0

  init(of layers: [NeuronLayer], answering outputNeurons: [Neuron]) {
    var rows: [Row] = []
    var cells: [Cell] = []
    var wires: [Wire] = []
    let inputNeurons = layers.first?.neurons ?? []
    for layer in layers.dropFirst() {
      let first = cells.count
      for (neuron, links) in zip(layer.neurons, layer.incoming) {
        let range = wires.count..<wires.count + links.count
        cells.append(
          Cell(
            neuron: .passUnretained(neuron), bias: neuron.bias.map { .passUnretained($0) },
            activation: neuron.activation, links: range))
        wires += links.map {
          Wire(source: .passUnretained($0.source), weight: .passUnretained($0.weight))
        }
      }
      rows.append(
        Row(
          layer: .passUnretained(layer), cells: first..<cells.count,
          hasPools: !layer.maxPools.isEmpty,
          hasSoftmax: !layer.softmaxGroups.isEmpty,
          takesAllInputs: inputNeurons.count >= Self.manyInputs && layer.maxPools.isEmpty
            && layer.incoming.allSatisfy { links in
              links.count == inputNeurons.count
                && zip(links, inputNeurons).allSatisfy { $0.source === $1 }
            }))
    }
    hasDropout = layers.contains { $0.dropout != nil }
    outputs = Self.room(for: outputNeurons.map { .passUnretained($0) })
    inputs = Self.room(for: inputNeurons.map { .passUnretained($0) })
    inkedPlaces = Self.room(for: inputNeurons.map { _ in 0 })
    (self.rows, self.cells) = (Self.room(for: rows), Self.room(for: cells))
    self.wires = Self.room(for: wires)
  }

  private static func room<Element>(
    for elements: [Element]
  ) -> UnsafeMutableBufferPointer<Element> {
    let room = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = room.initialize(from: elements)
    return room
  }

  deinit {
    inputs.deallocate()
    outputs.deallocate()
    rows.deallocate()
    cells.deallocate()
    wires.deallocate()
    inkedPlaces.deallocate()
  }
}
