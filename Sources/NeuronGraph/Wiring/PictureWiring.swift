import NetworkDescription

/// Wires the layers that look at pictures: convolution, pooling, normalization.
extension BlueprintWiring {
  /// Links every neuron to the pixels that its window sees; all positions share the weights.
  mutating func wire(_ convolution: Conv2D, _ index: Int) {
    let weights = weights(index, .weight)
    let biases = convolution.useBias ? self.weights(index, .bias) : []
    let (filters, channels) = (convolution.filters, channelCount(intoLayer: index))
    let kernelWidth = convolution.window.size.width
    let neurons = Self.neurons(
      shaped: blueprint.outputShapes[index], layer: index + 1
    ) { name, neuron in
      Neuron(
        name: name, activation: convolution.activation,
        bias: convolution.useBias ? biases[neuron % filters] : nil)
    }
    var incoming: [[Link]] = []
    incoming.reserveCapacity(neurons.count)
    forEachPosition(of: convolution.window, index) { pixels in
      for filter in 0..<filters {
        var links: [Link] = []
        links.reserveCapacity(pixels.count * channels)
        for pixel in pixels {
          // The weight is shaped [kernel height, kernel width, channels, filters].
          let kernelStart = (pixel.kernelRow * kernelWidth + pixel.kernelColumn) * channels
          for channel in 0..<channels {
            links.append(
              Link(
                from: pixel.sources[pixel.sources.startIndex + channel],
                to: neurons[incoming.count],
                weight: weights[(kernelStart + channel) * filters + filter]))
          }
        }
        incoming.append(links)
      }
    }
    append(
      NeuronLayer(
        shape: blueprint.outputShapes[index], neurons: neurons, incoming: incoming,
        penalty: convolution.penalty, softmaxGroupSize: filters))
    let size = convolution.window.size
    addTensor(index, .weight, shape: [size.height, size.width, channels, filters], weights)
    if convolution.useBias { addTensor(index, .bias, shape: [filters], biases) }
  }

  /// Links every neuron to the pixels of its window, one channel each; only one of its links is open.
  mutating func wire(_ pooling: MaxPooling2D, _ index: Int) {
    let layer = pooled(pooling.window, index) { _ in Weight(0, isTrainable: false) }
    append(
      NeuronLayer(
        shape: layer.shape, neurons: layer.neurons, incoming: layer.incoming,
        maxPools: layer.incoming.compactMap(MaxPool.init)))
  }

  /// The same, but each link carries its share of the mean; equal shares are one weight.
  mutating func wire(_ pooling: AveragePooling2D, _ index: Int) {
    var shares: [Int: Weight] = [:]
    append(
      pooled(pooling.window, index) { count in
        let share = shares[count] ?? Weight(1 / Double(count), isTrainable: false)
        shares[count] = share
        return share
      })
  }

  /// Gives every input one successor, over a link that scales it; see `NormalizationWeights`.
  mutating func wireNormalization(_ index: Int) {
    let weights = NormalizationWeights(
      means: values(index, .mean), deviations: values(index, .deviation))
    let (shape, sources) = (blueprint.outputShapes[index], outputNeurons)
    let features = weights.means.count
    let neurons = Self.neurons(shaped: shape, layer: index + 1) { name, neuron in
      Neuron(name: name, bias: weights.offsets[neuron % features])
    }
    let incoming = neurons.indices.map { neuron in
      [
        Link(
          from: sources[neuron], to: neurons[neuron], weight: weights.scales[neuron % features])
      ]
    }
    append(NeuronLayer(shape: shape, neurons: neurons, incoming: incoming))
    addTensor(index, .mean, shape: [features], weights.means)
    addTensor(index, .deviation, shape: [features], weights.deviations)
    normalization = weights
  }

  /// A real pixel that a window sees: where in the window it lies, and its neurons, one a channel.
  private struct Pixel {
    let kernelRow: Int
    let kernelColumn: Int
    let sources: ArraySlice<Neuron>
  }

  private func channelCount(intoLayer index: Int) -> Int {
    blueprint.inputShape(ofLayer: index).extents[2]
  }

  /// Hands the real pixels of every position of a window to `body`, row by row.
  private func forEachPosition(
    of window: SlidingWindow, _ index: Int, _ body: ([Pixel]) -> Void
  ) {
    let input = blueprint.inputShape(ofLayer: index)
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    let (width, channels) = (input.extents[1], input.extents[2])
    let sources = outputNeurons
    for row in 0..<rows.count {
      for column in 0..<columns.count {
        body(
          rows.pixels(at: row).flatMap { y in
            columns.pixels(at: column).map { x in
              let start = (y * width + x) * channels
              return Pixel(
                kernelRow: y - rows.start(row), kernelColumn: x - columns.start(column),
                sources: sources[start..<start + channels])
            }
          })
      }
    }
  }

  /// A layer with a neuron for every position of a window and every channel.
  ///
  /// - Parameter weight: The weight of a link, given how many links its neuron has.
  private func pooled(
    _ window: SlidingWindow, _ index: Int, weight: (_ count: Int) -> Weight
  ) -> NeuronLayer {
    let shape = blueprint.outputShapes[index]
    let neurons = Self.neurons(shaped: shape, layer: index + 1) { name, _ in Neuron(name: name) }
    var incoming: [[Link]] = []
    incoming.reserveCapacity(neurons.count)
    forEachPosition(of: window, index) { pixels in
      for channel in 0..<channelCount(intoLayer: index) {
        incoming.append(
          pixels.map { pixel in
            Link(
              from: pixel.sources[pixel.sources.startIndex + channel],
              to: neurons[incoming.count], weight: weight(pixels.count))
          })
      }
    }
    return NeuronLayer(shape: shape, neurons: neurons, incoming: incoming)
  }
}
