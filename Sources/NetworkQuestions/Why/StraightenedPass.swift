import NetworkDescription
import NeuronGraph

/// The network as a straight line through the present sample, walked back; see ``WhyAnswer``.
struct StraightenedPass {
  /// How much Σ amount × sum of the seeds changes with each neuron's output, along the line.
  private var amounts: [ObjectIdentifier: Double] = [:]
  /// What comes of biases and constants.
  private(set) var constants = 0.0
  /// Whether the line is the network itself near this sample.
  private(set) var isPiecewiseLinear = true

  /// Walks back from the sums of some neurons, over the numbers of the last forward pass.
  init(_ network: NeuronNetwork, from seeds: [(neuron: Neuron, amount: Double)]) {
    var onSums: [ObjectIdentifier: Double] = [:]
    for (neuron, amount) in seeds { onSums[ObjectIdentifier(neuron), default: 0] += amount }
    for layer in network.layers.dropFirst().reversed() {
      for (neuron, links) in zip(layer.neurons, layer.incoming) {
        let onOutput = amount(at: neuron)
        var onSum = onSums[ObjectIdentifier(neuron)] ?? 0
        if onOutput != 0 {
          let ratio = neuron.ratioFromZero
          onSum += onOutput * ratio
          constants += onOutput * (neuron.output - ratio * neuron.sum)
          if !neuron.activation.traits.isPiecewiseLinear { isPiecewiseLinear = false }
        }
        guard onSum != 0 else { continue }
        constants += onSum * (neuron.bias?.value ?? 0)
        for link in links {
          amounts[ObjectIdentifier(link.source), default: 0] += onSum * link.weight.value
        }
      }
    }
  }

  /// The amount at a neuron's output.
  func amount(at neuron: Neuron) -> Double { amounts[ObjectIdentifier(neuron)] ?? 0 }
}

extension Neuron {
  /// (output − output at a sum of 0) ÷ sum, at present.
  fileprivate var ratioFromZero: Double {
    switch activation.traits.form {
    case .pieces: slope
    // Near 0 the quotient has no digits left, and the slope is the same.
    case .curve(let atZero, _): abs(sum) < 1e-5 ? slope : (output - atZero) / sum
    case .shares: 0
    }
  }
}
