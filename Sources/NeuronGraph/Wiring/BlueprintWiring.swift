import NetworkDescription

/// Turns a blueprint into neurons and links, layer by layer.
///
/// Layer N of the blueprint becomes the neurons N+1.0, N+1.1, …; layer 0 are the inputs. Flatten
/// adds no neurons, so its number is left out.
struct BlueprintWiring {
  let blueprint: NetworkBlueprint
  private let parameters: Parameters
  private(set) var layers: [NeuronLayer]
  private(set) var tensors: [WeightTensor] = []
  /// What stands on the links of a normalization; most networks have none.
  var normalization: NormalizationWeights?

  var outputNeurons: [Neuron] { layers[layers.count - 1].neurons }

  init(_ blueprint: NetworkBlueprint, _ parameters: Parameters) {
    self.blueprint = blueprint
    self.parameters = parameters
    let inputs = Self.neurons(shaped: blueprint.input, layer: 0) { name, _ in Neuron(name: name) }
    layers = [
      NeuronLayer(
        shape: blueprint.input, neurons: inputs,
        incoming: [[Link]](repeating: [], count: inputs.count))
    ]
  }

  mutating func wireAllLayers() {
    for (index, layer) in blueprint.layers.enumerated() {
      switch layer {
      case .dense(let dense): wire(dense, index)
      case .activation(let activation): wire(activation, index)
      case .dropout(let dropout): wire(dropout, index)
      case .flatten: break
      case .conv2D(let convolution): wire(convolution, index)
      case .maxPooling2D(let pooling): wire(pooling, index)
      case .averagePooling2D(let pooling): wire(pooling, index)
      case .normalization: wireNormalization(index)
      }
    }
  }

  /// Links every neuron of the layer before to every neuron of the new one.
  private mutating func wire(_ dense: Dense, _ index: Int) {
    let sources = outputNeurons
    let weights = values(index, .weight)
    let frozen = blueprint.frozen(.weight, ofLayer: index)
    let biases = dense.useBias ? self.weights(index, .bias) : []
    let shape = blueprint.outputShapes[index]
    let neurons = Self.neurons(shaped: shape, layer: index + 1) { name, unit in
      Neuron(name: name, activation: dense.activation, bias: dense.useBias ? biases[unit] : nil)
    }
    // The links of one neuron lie next to each other in memory, as the passes visit them.
    let incoming = neurons.enumerated().map { unit, neuron in
      sources.enumerated().map { row, source in
        let position = row * dense.units + unit
        return Link(
          from: source, to: neuron,
          weight: Weight(weights[position], isFrozen: frozen.contains(position)))
      }
    }
    append(
      NeuronLayer(shape: shape, neurons: neurons, incoming: incoming, penalty: dense.penalty))

    let inTensorOrder = sources.indices.flatMap { row in incoming.map { $0[row].weight } }
    addTensor(index, .weight, shape: [sources.count, dense.units], inTensorOrder)
    if dense.useBias { addTensor(index, .bias, shape: [dense.units], biases) }
  }

  /// Gives every neuron of the layer before one successor, over a link that only passes on.
  private mutating func wire(_ layer: ActivationLayer, _ index: Int) {
    let passOn = Weight(1, isTrainable: false)
    let sources = outputNeurons
    let shape = blueprint.outputShapes[index]
    let neurons = Self.neurons(shaped: shape, layer: index + 1) { name, _ in
      Neuron(name: name, activation: layer.activation)
    }
    let incoming = zip(sources, neurons).map { [Link(from: $0, to: $1, weight: passOn)] }
    append(
      NeuronLayer(
        shape: shape, neurons: neurons, incoming: incoming,
        softmaxGroupSize: shape.extents.last))
  }

  /// The same, but every link has a weight of its own, which the dropout mask sets.
  private mutating func wire(_ dropout: Dropout, _ index: Int) {
    let shape = blueprint.outputShapes[index]
    let neurons = Self.neurons(shaped: shape, layer: index + 1) { name, _ in Neuron(name: name) }
    let incoming = zip(outputNeurons, neurons).map {
      [Link(from: $0, to: $1, weight: Weight(1, isTrainable: false))]
    }
    append(
      NeuronLayer(
        shape: shape, neurons: neurons, incoming: incoming,
        dropout: DropoutMask(seed: blueprint.seed, layer: index, rate: dropout.rate)))
  }

  /// Adds a layer whose neurons link to those of the layers before.
  mutating func append(_ layer: NeuronLayer) { layers.append(layer) }

  func values(_ layer: Int, _ role: ParameterSpecification.Role) -> [Double] {
    parameters[NetworkBlueprint.tensorName(layer: layer, role)]?.values ?? []
  }

  /// The numbers of a tensor as weights that are learned, or frozen.
  func weights(_ layer: Int, _ role: ParameterSpecification.Role) -> [Weight] {
    let frozen = blueprint.frozen(role, ofLayer: layer)
    return values(layer, role).enumerated().map {
      Weight($0.element, isFrozen: frozen.contains($0.offset))
    }
  }

  mutating func addTensor(
    _ layer: Int, _ role: ParameterSpecification.Role, shape: [Int], _ weights: [Weight]
  ) {
    tensors.append(
      WeightTensor(
        name: NetworkBlueprint.tensorName(layer: layer, role), role: role, shape: shape,
        weights: weights))
  }

  /// Makes the neurons of a layer, named `layer.index` or `layer.row.column.channel`.
  static func neurons(
    shaped shape: Shape, layer: Int, make: (_ name: NeuronName, _ index: Int) -> Neuron
  ) -> [Neuron] {
    (0..<shape.count).map { make(shape.neuronName(layer: layer, index: $0), $0) }
  }
}
