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
///     slope      e(σ′) = e(y) + 3u, e(tanh′) = 2|y|·e(y) + 3u, none for straight lines
///     backward   e(δ) = |slope|·e(q) + |q|·e(slope) + 2u·|δ|
///                e(q) = γ·Σ|w·δ| + Σ|w|·e(δ)                  q is ∂loss/∂output, δ is ∂loss/∂sum
///     gradient   e(g) = γ·Σ|x·δ| + Σ(|x|·e(δ) + |δ|·e(x))     over the samples of the batch
///
/// Products of two errors are left out; they are 10⁻⁶ of it, and 1 % is added for them.
struct RoundingBound {
  private(set) var outputs: [Double] = []
  private(set) var gradients: [String: [Double]] = [:]
  /// Whether a relu's sum is so near 0 that its slope may be taken from the other side.
  private(set) var isNearCorner = false

  private static let unit = 0x1p-24
  private static let margin = 1.01

  private static func gamma(_ terms: Int) -> Double {
    Double(terms) * unit / (1 - Double(terms) * unit)
  }

  /// Works out the bounds of a batch, for dense layers without penalties.
  init(_ network: NeuronNetwork, _ inputs: [[Double]], _ targets: [[Double]]) throws {
    for (input, target) in zip(inputs, targets) {
      _ = try network.gradients(inputs: input, targets: target)
      let forward = forwardErrors(network)
      outputs += (forward.last?.outputs ?? []).map { $0 * Self.margin }
      addBackwardErrors(network, forward, target, batchSize: inputs.count)
    }
  }

  private struct LayerErrors {
    var sums: [Double]
    var outputs: [Double]
  }

  private mutating func forwardErrors(_ network: NeuronNetwork) -> [LayerErrors] {
    let u = Self.unit
    let inputs = network.inputNeurons.map { u * abs($0.output) }
    var errors = [LayerErrors(sums: inputs, outputs: inputs)]
    for layer in network.layers.dropFirst() {
      let before = errors[errors.count - 1].outputs
      let sums = zip(layer.neurons, layer.incoming).map { neuron, links in
        let size = links.reduce(abs(neuron.bias?.value ?? 0)) { $0 + abs($1.contribution) }
        return Self.gamma(links.count + 3) * size
          + zip(links, before).reduce(0) { $0 + abs($1.0.weight.value) * $1.1 }
      }
      let largest = sums.reduce(0, max)
      let outputs = zip(layer.neurons, sums).map { neuron, error in
        // Σₖ|∂pⱼ/∂sₖ| = 2pⱼ(1 − pⱼ) is ½ at most.
        let moved = neuron.activation == .softmax ? largest / 2 : neuron.steepestSlope * error
        return moved + 8 * u * max(1, abs(neuron.output))
      }
      for (neuron, error) in zip(layer.neurons, sums) where neuron.hasCorner {
        isNearCorner = isNearCorner || abs(neuron.sum) <= 2 * error
      }
      errors.append(LayerErrors(sums: sums, outputs: outputs))
    }
    return errors
  }

  private mutating func addBackwardErrors(
    _ network: NeuronNetwork, _ forward: [LayerErrors], _ targets: [Double], batchSize: Int
  ) {
    let u = Self.unit
    // The batch's mean: each sample brings its share.
    let share = 1 / Double(batchSize)
    let together = network.isLossFused
    let outputs = network.outputNeurons
    let factor = network.loss == .meanSquaredError ? 2 / Double(outputs.count) : 1
    let divisor = network.loss == .binaryCrossEntropy ? Double(outputs.count) : 1
    var pushed = zip(zip(outputs, targets), forward[forward.count - 1].outputs).map { pair, error in
      factor / divisor * (error + 4 * u * (abs(pair.0.output) + abs(pair.1)))
    }
    for index in network.layers.indices.dropFirst().reversed() {
      let layer = network.layers[index]
      let isLast = index == network.layers.count - 1
      let transposed = layer.neurons.indices.map { unit in
        let neuron = layer.neurons[unit]
        if isLast && together { return pushed[unit] }
        return abs(neuron.slope) * pushed[unit]
          + abs(neuron.sensitivity) * neuron.slopeError(forward[index].outputs[unit], u)
          + 2 * u * abs(neuron.inputSensitivity)
      }
      let sources = network.layers[index - 1].neurons
      let gamma = Self.gamma(batchSize + 4)
      var weights: [Double] = []
      for (row, source) in sources.enumerated() {
        for (unit, neuron) in layer.neurons.enumerated() {
          weights.append(
            share * Self.margin
              * (gamma * abs(source.output * neuron.inputSensitivity)
                + abs(source.output) * transposed[unit]
                + abs(neuron.inputSensitivity) * forward[index - 1].outputs[row]))
        }
      }
      let biases = zip(layer.neurons, transposed).map { neuron, error in
        share * Self.margin * (gamma * abs(neuron.inputSensitivity) + error)
      }
      add(weights, to: "layers.\(index - 1).weight")
      add(biases, to: "layers.\(index - 1).bias")

      let pushGamma = Self.gamma(layer.neurons.count + 3)
      pushed = sources.indices.map { row in
        zip(layer.incoming, transposed).reduce(0) { total, unit in
          let link = unit.0[row]
          return total + pushGamma * abs(link.pushedSensitivity)
            + abs(link.weight.value) * unit.1
        }
      }
    }
  }

  private mutating func add(_ errors: [Double], to name: String) {
    gradients[name] = gradients[name].map { zip($0, errors).map(+) } ?? errors
  }
}

extension Neuron {
  /// The steepest slope its activation has anywhere.
  fileprivate var steepestSlope: Double {
    switch activation {
    case .sigmoid: 0.25
    case .identity, .tanh, .relu, .softmax: 1
    case .leakyRelu(let slope): max(1, abs(slope))
    }
  }

  fileprivate var hasCorner: Bool {
    switch activation {
    case .relu, .leakyRelu: true
    case .identity, .sigmoid, .tanh, .softmax: false
    }
  }

  fileprivate func slopeError(_ outputError: Double, _ unit: Double) -> Double {
    switch activation {
    case .sigmoid: outputError + 3 * unit
    case .tanh: 2 * abs(output) * outputError + 3 * unit
    case .identity, .relu, .leakyRelu, .softmax: 0
    }
  }
}
