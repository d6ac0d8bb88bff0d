import NetworkDescription
import NeuronGraph

/// How far outputs and gradients in single precision may be from those of the objects.
///
/// It is worked out for each number from the lengths and sizes of the sums that lead to it, and not
/// measured. Everything rests on one fact: a sum of n products, added up in any order, is off by at
/// most γₙ·Σ|xᵢ·wᵢ| with γₙ = n·u / (1 − n·u) and u = 2⁻²⁴ (Higham, "Accuracy and stability of
/// numerical algorithms", 2nd edition 2002, section 3.1). With e for the bound of an error:
///
///     sum        e(s) = γ·(Σ|w·x| + |b|) + Σ|w|·e(x)          n links; rounding w and x themselves
///                                                             counts as two terms more
///     output     e(y) = steepest·e(s) + 8u·max(1, |y|)        the steepest slope there is; kernels
///                                                             are good to a few last digits
///     slope      e(σ′) = e(y) + 3u, e(tanh′) = 2|y|·e(y) + 3u, none for straight lines, and the
///                whole slope where a corner is within e(s)
///     backward   e(δ) = |slope|·e(q) + |q|·e(slope) + e(q)·e(slope) + 2u·|δ|
///                e(q) = γ·Σ|w·δ| + Σ|w|·e(δ)                  q is ∂loss/∂output, δ is ∂loss/∂sum
///     gradient   e(g) = γ·Σ|x·δ| + Σ(|x|·e(δ) + |δ|·e(x))     over all uses and samples
///
/// A normalization is computed in double precision and rounded once. The largest of a pool is off by
/// no more than any of its sources; where another one may be the largest, both may be given all that
/// comes back. Each term may be taken for 0 below 2⁻¹²⁶. For products of errors, 1 % is added.
package struct RoundingBound {
  private static let unit = RoundedNumber.unit
  private static let margin = 1.01

  private let network: NeuronNetwork
  private let map: NeuronMap
  private let normalized: Int?

  /// Prepares to work out bounds.
  package init(_ network: NeuronNetwork, of blueprint: NetworkBlueprint) {
    self.network = network
    map = NeuronMap(network)
    normalized = blueprint.layers.firstIndex(of: .normalization).map { $0 + 1 }
  }

  /// The bounds of the outputs, sample after sample, without dropout.
  package func outputs(on source: some SampleSource, samples: ArraySlice<Int>) throws -> [Double] {
    try samples.flatMap { sample in
      try network.forward(source.input(of: sample))
      let errors = forwardErrors()
      return map.outputs.map { errors.outputs[$0] * Self.margin }
    }
  }

  /// The bounds of the gradients of a batch's mean loss, as the next training step has them.
  package func gradients(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws -> Parameters {
    var errors: [ObjectIdentifier: Double] = [:]
    defer { network.clearGradients() }
    for (position, sample) in samples.enumerated() {
      let targets = source.target(of: sample)
      _ = try network.addGradients(
        inputs: source.input(of: sample), targets: targets, sample: position)
      // The pass has let all values through again; its lots are the same when drawn once more.
      network.drawDropout(sample: position)
      defer { network.endDropout() }
      addBackwardErrors(forwardErrors(), targets, batchSize: samples.count, to: &errors)
    }
    addPenaltyErrors(to: &errors)
    return network.collect {
      (errors[ObjectIdentifier($0)] ?? 0) * Self.margin + RoundedNumber.smallest
    }
  }

  private static func gamma(_ terms: Int) -> Double {
    Double(terms) * unit / (1 - Double(terms) * unit)
  }

  private static func lost(_ terms: Int) -> Double { Double(terms) * RoundedNumber.smallest }
}

// MARK: - Forward

extension RoundingBound {
  /// The bounds of every neuron's sum and output, by its number in the map.
  private struct Errors {
    var sums: [Double]
    var outputs: [Double]
  }

  private func forwardErrors() -> Errors {
    // What is normalized is taken as it is.
    let inputs = network.inputNeurons.map { normalized == nil ? Self.unit * abs($0.output) : 0 }
    var errors = Errors(sums: inputs, outputs: inputs)
    for (number, layer) in network.layers.enumerated().dropFirst() {
      let sums = layer.neurons.indices.map { unit in
        sumError(of: unit, in: layer, number, errors.outputs)
      }
      let softmax = softmaxErrors(in: layer, sums)
      let outputs = zip(layer.neurons, sums).map { neuron, error in
        let steepest = neuron.activation.traits.steepestSlope
        return (softmax[ObjectIdentifier(neuron)] ?? steepest * error)
          + (neuron.activation == .identity ? 0 : 8 * Self.unit * max(1, abs(neuron.output)))
      }
      errors.sums += sums
      errors.outputs += outputs
    }
    return errors
  }

  private func sumError(
    of unit: Int, in layer: NeuronLayer, _ number: Int, _ outputs: [Double]
  ) -> Double {
    let neuron = layer.neurons[unit]
    if let normalized, number < normalized { return 0 }
    if number == normalized { return Self.unit * abs(neuron.sum) + RoundedNumber.smallest }
    let links = layer.incoming[unit]
    let sources = map.sources[number][unit]
    if !layer.maxPools.isEmpty { return sources.reduce(0) { max($0, outputs[$1]) } }
    var size = abs(neuron.bias?.value ?? 0)
    var handedOn = 0.0
    for (link, source) in zip(links, sources) {
      size += abs(link.contribution)
      handedOn += abs(link.weight.value) * outputs[source]
    }
    return Self.gamma(links.count + 3) * size + handedOn + Self.lost(links.count + 1)
  }

  /// Σₖ|∂pⱼ/∂sₖ| = 2pⱼ(1 − pⱼ) is ½ at most.
  private func softmaxErrors(
    in layer: NeuronLayer, _ sums: [Double]
  ) -> [ObjectIdentifier: Double] {
    guard !layer.softmaxGroups.isEmpty else { return [:] }
    let errors = Dictionary(
      uniqueKeysWithValues: zip(layer.neurons.map { ObjectIdentifier($0) }, sums))
    var shares: [ObjectIdentifier: Double] = [:]
    for group in layer.softmaxGroups {
      let largest = group.neurons.reduce(0) { max($0, errors[ObjectIdentifier($1)] ?? 0) }
      for neuron in group.neurons { shares[ObjectIdentifier(neuron)] = largest / 2 }
    }
    return shares
  }
}

// MARK: - Backward

extension RoundingBound {
  private func addBackwardErrors(
    _ forward: Errors, _ targets: [Double], batchSize: Int,
    to errors: inout [ObjectIdentifier: Double]
  ) {
    // Of a batch's mean each sample brings its share.
    let share = 1 / Double(batchSize)
    var pushed = [Double](repeating: 0, count: forward.outputs.count)
    let total = targets.reduce(0, +)
    for (place, target) in zip(map.outputs, targets) {
      let neuron = map.neurons[place]
      pushed[place] = network.lossError(
        neuron, target: target, total: total, outputError: forward.outputs[place])
    }
    for (number, layer) in network.layers.enumerated().dropFirst().reversed() {
      let start = map.starts[number]
      let isFused = number == network.layers.count - 1 && network.isLossFused
      let onSums =
        isFused
        ? Array(pushed[start..<start + layer.neurons.count])
        : sensitivityErrors(of: layer, from: start, forward, pushed)
      for (unit, neuron) in layer.neurons.enumerated() {
        let (delta, error) = (abs(neuron.inputSensitivity), onSums[unit])
        if let bias = neuron.bias, bias.isLearned {
          let gamma = Self.gamma(map.uses(of: bias) * batchSize + 4)
          errors[ObjectIdentifier(bias), default: 0] +=
            share * (gamma * delta + error) + Self.lost(2)
        }
        for (link, source) in zip(layer.incoming[unit], map.sources[number][unit]) {
          let (size, weight) = (abs(map.neurons[source].output), abs(link.weight.value))
          pushed[source] +=
            Self.gamma(map.fanOut[source] + 3) * weight * delta + weight * error + Self.lost(2)
          guard link.weight.isLearned else { continue }
          let gamma = Self.gamma(map.uses(of: link.weight) * batchSize + 4)
          errors[ObjectIdentifier(link.weight), default: 0] +=
            share
            * (gamma * size * delta + size * error + (delta + error) * forward.outputs[source])
            + Self.lost(2)
        }
      }
      for pool in layer.maxPools { addTies(of: pool, forward, to: &pushed) }
    }
  }

  /// ∂loss/∂sum of each neuron of a layer.
  private func sensitivityErrors(
    of layer: NeuronLayer, from start: Int, _ forward: Errors, _ pushed: [Double]
  ) -> [Double] {
    var errors = layer.neurons.enumerated().map { unit, neuron in
      let slope = neuron.slopeError(
        sumError: forward.sums[start + unit], outputError: forward.outputs[start + unit])
      let own = pushed[start + unit]
      return abs(neuron.slope) * own + abs(neuron.sensitivity) * slope + own * slope
        + 2 * Self.unit * abs(neuron.inputSensitivity) + Self.lost(2)
    }
    for group in layer.softmaxGroups {
      let places = group.neurons.compactMap { map.place(of: $0) }
      let sizes = group.neurons.map { abs($0.sensitivity * $0.output) }
      var common = Self.gamma(places.count + 2) * sizes.reduce(0, +) + Self.lost(places.count)
      for (neuron, place) in zip(group.neurons, places) {
        common +=
          forward.outputs[place] * (abs(neuron.sensitivity) + pushed[place])
          + neuron.output * pushed[place]
      }
      for (neuron, place) in zip(group.neurons, places) {
        let distance = abs(neuron.sensitivity - group.common)
        let moved = pushed[place] + common + 2 * Self.unit * (distance + abs(neuron.sensitivity))
        errors[place - start] =
          forward.outputs[place] * (distance + moved) + neuron.output * moved
          + 2 * Self.unit * abs(neuron.inputSensitivity) + Self.lost(2)
      }
    }
    return errors
  }

  /// Where two sources of a pool are too close to tell which is larger, all may go back to either.
  private func addTies(of pool: MaxPool, _ forward: Errors, to pushed: inout [Double]) {
    guard let open = pool.open, let best = map.place(of: open.source) else { return }
    let least = open.source.output - forward.outputs[best]
    let rivals = pool.links.compactMap { map.place(of: $0.source) }.filter {
      $0 != best && map.neurons[$0].output + forward.outputs[$0] >= least
    }
    guard !rivals.isEmpty else { return }
    for place in rivals + [best] { pushed[place] += abs(open.target.inputSensitivity) }
  }

  private func addPenaltyErrors(to errors: inout [ObjectIdentifier: Double]) {
    for layer in network.layers where layer.penalty != .none {
      var seen: Set<ObjectIdentifier> = []
      for link in layer.incoming.joined() where seen.insert(ObjectIdentifier(link.weight)).inserted
      {
        let size = layer.penalty.l1 + layer.penalty.l2 * abs(link.weight.value)
        let gradient = abs(link.weight.gradient)
        errors[ObjectIdentifier(link.weight), default: 0] +=
          4 * Self.unit * (size + gradient) + Self.lost(3)
      }
    }
  }
}

extension NeuronNetwork {
  /// How far what the loss tells of an output, or of its sum where they are fused, may be off.
  fileprivate func lossError(
    _ neuron: Neuron, target: Double, total: Double, outputError: Double
  ) -> Double {
    let unit = RoundedNumber.unit
    let sizes = abs(neuron.output) + abs(target)
    let distance = outputError + 4 * unit * sizes
    let share = loss.traits.isMean ? 1 / Double(outputCount) : 1
    switch loss {
    case .categoricalCrossEntropy where isLossFused:
      return abs(total) * outputError + 4 * unit * (abs(total) * neuron.output + abs(target))
    case .binaryCrossEntropy where isLossFused: return share * distance
    case .categoricalCrossEntropy, .binaryCrossEntropy:
      // t / y and (1 − t) / (1 − y) are as steep as their squares.
      let least = min(neuron.output, 1 - neuron.output) - outputError
      guard least > 0 else { return .infinity }
      return share * 2 * distance / (least * least)
    case .meanAbsoluteError:
      return share * (abs(neuron.output - target) <= distance ? 2 : 2 * unit)
    case .meanSquaredError: return share * 2 * distance
    case .halfSquaredError, .huber: return share * distance
    }
  }
}

extension Neuron {
  /// How far its slope may be off.
  fileprivate func slopeError(sumError: Double, outputError: Double) -> Double {
    let unit = RoundedNumber.unit
    if activation.traits.hasCorner, abs(sum) <= 2 * sumError {
      return 2 * activation.traits.steepestSlope
    }
    switch activation {
    case .sigmoid, .elu, .softplus: return outputError + 3 * unit * max(1, abs(output))
    case .tanh: return 2 * abs(output) * outputError + 3 * unit
    // Their slopes change by less than 1 when sums do; the error of the sum is in the output's.
    case .gelu, .silu: return sumError + 8 * unit * max(1, abs(sum))
    case .leakyRelu(let slope): return unit * abs(slope)
    case .identity, .relu, .softmax: return 0
    }
  }
}
