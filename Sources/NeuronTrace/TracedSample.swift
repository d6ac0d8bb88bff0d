import NetworkDescription
import NeuronGraph

/// Writes down what one sample does in a step: after each phase, the numbers as they stand in the
/// neurons and links.
///
/// It computes nothing, and the passes know nothing of it.
struct TracedSample {
  private let network: NeuronNetwork
  private let uses: WeightUses

  init(_ network: NeuronNetwork) {
    self.network = network
    uses = network.weightUses
  }

  /// A sample's part of a training step: forward, loss, backward; the weights do not move.
  ///
  /// - Parameters:
  ///   - sample: The sample's position in the batch.
  ///   - withPenalty: Whether the penalty on large weights, which is there once a batch, is told
  ///     along with the loss.
  /// - Returns: The loss of the sample, and the penalty.
  /// - Throws: `NetworkError` for a wrong number of values, or a loss that is not a finite number.
  func trace(
    inputs: [Double], targets: [Double], sample: Int = 0, withPenalty: Bool,
    _ observe: (TraceEvent) -> Void
  ) throws(NetworkError) -> (loss: Double, penalty: Double) {
    network.drawDropout(sample: sample)
    defer { network.endDropout() }

    let loss: Double
    do {
      try network.checkTargets(targets.count)  // before anything is told
      try network.forward(inputs)
      tellDropout(observe)
      tellForward(observe)
      loss = try network.compare(with: targets)
    } catch {
      throw .wrongSize(error)
    }
    observe(.loss(.init(loss: network.loss, value: loss)))
    try network.requireFinite(loss, sample: sample)
    let penalty = withPenalty ? try tellPenalties(observe) : 0
    tellComparison(with: targets, observe)

    network.backward()
    tellBackward(observe)
    return (loss, penalty)
  }

  private func tellDropout(_ observe: (TraceEvent) -> Void) {
    for layer in network.layers {
      guard let mask = layer.dropout else { continue }
      for link in layer.incoming.joined() {
        observe(
          .dropoutLot(
            .init(
              link: traced(link), rate: mask.rate, isKept: link.weight.value != 0,
              weight: link.weight.value)))
      }
    }
  }

  /// Tells of the forward pass that the network has made last.
  func tellForward(_ observe: (TraceEvent) -> Void) {
    for neuron in network.inputNeurons {
      observe(.input(.init(neuron: neuron.name, output: neuron.output)))
    }
    for layer in network.layers.dropFirst() {
      for pool in layer.maxPools {
        guard let open = pool.open else { continue }
        observe(
          .poolingChoice(
            .init(
              link: traced(open), output: open.source.output, count: pool.links.count)))
      }
      for (neuron, links) in zip(layer.neurons, layer.incoming) {
        for link in links {
          observe(
            .linkForward(
              .init(
                link: traced(link), weight: link.weight.value, input: link.source.output,
                contribution: link.contribution)))
        }
        if neuron.activation != .softmax { tellAnswer(of: neuron, observe) }
      }
      for group in layer.softmaxGroups {
        for neuron in group.neurons { tellAnswer(of: neuron, sharing: group.shares, observe) }
      }
    }
  }

  private func tellAnswer(
    of neuron: Neuron, sharing shares: SoftmaxGroup.Shares? = nil, _ observe: (TraceEvent) -> Void
  ) {
    observe(
      .neuronForward(
        .init(
          neuron: neuron.name, bias: neuron.bias?.value ?? 0, sum: neuron.sum,
          activation: neuron.activation, output: neuron.output, softmax: shares)))
  }

  private func tellPenalties(_ observe: (TraceEvent) -> Void) throws(NetworkError) -> Double {
    for cost in network.penaltyCosts {
      observe(
        .penalty(
          .init(
            layer: cost.layer, penalty: cost.penalty, sizes: cost.sizes, squares: cost.squares,
            value: cost.total)))
    }
    return try network.finitePenalty()
  }

  private func tellComparison(with targets: [Double], _ observe: (TraceEvent) -> Void) {
    let isFused = network.isLossFused
    for (neuron, target) in zip(network.outputNeurons, targets) {
      observe(
        .outputSensitivity(
          .init(
            neuron: neuron.name, output: neuron.output, target: target,
            sensitivity: isFused ? neuron.inputSensitivity : neuron.sensitivity, isFused: isFused)))
    }
  }

  private func tellBackward(_ observe: (TraceEvent) -> Void) {
    for (number, layer) in network.layers.enumerated().dropFirst().reversed() {
      let isFused = network.isLossFused && number == network.layers.count - 1
      let common = isFused ? [:] : commonParts(of: layer)
      for (neuron, links) in zip(layer.neurons, layer.incoming).reversed() {
        let shared = common[ObjectIdentifier(neuron)]
        observe(
          .neuronBackward(
            .init(
              neuron: neuron.name,
              sensitivity: isFused ? neuron.inputSensitivity : neuron.sensitivity,
              slope: isFused ? 1 : shared == nil ? neuron.slope : neuron.output,
              inputSensitivity: neuron.inputSensitivity, common: shared)))
        for link in links.reversed() {
          observe(
            .linkBackward(
              .init(
                link: traced(link), inputSensitivity: link.target.inputSensitivity,
                input: link.source.output, weight: link.weight.value,
                weightGradient: link.weightGradient, pushed: link.pushedSensitivity)))
        }
      }
    }
  }

  /// What a softmax took off each of its neurons' sensitivities.
  private func commonParts(of layer: NeuronLayer) -> [ObjectIdentifier: Double] {
    var common: [ObjectIdentifier: Double] = [:]
    for group in layer.softmaxGroups {
      for neuron in group.neurons { common[ObjectIdentifier(neuron)] = group.common }
    }
    return common
  }

  private func traced(_ link: Link) -> TracedLink {
    TracedLink(link.name, sharedWeight: uses.sharedPlace(of: link.weight))
  }
}
