import CMath

/// Neurons whose outputs are shares of one whole: output = e^sum / total of e^sum.
///
/// The largest sum is taken off every sum first, which changes no share and keeps e^sum finite.
public final class SoftmaxGroup {
  /// What the shares of a group were made with: output = e^(sum − largest) / total.
  public struct Shares: Hashable, Sendable {
    /// The largest sum of the group.
    public let largest: Double
    /// The total of e^(sum − largest) over the group.
    public let total: Double
  }

  /// The neurons that share.
  public let neurons: [Neuron]

  /// Forward: what the present outputs were made with.
  public private(set) var shares = Shares(largest: 0, total: 1)

  /// Backward: Σ sensitivity × output, which every neuron's sensitivity is measured against.
  public private(set) var common = 0.0

  init(_ neurons: [Neuron]) { self.neurons = neurons }

  /// Forward: turns the sums into shares.
  func activate() {
    let largest = neurons.reduce(-Double.infinity) { max($0, $1.sum) }
    var total = 0.0
    for neuron in neurons {
      neuron.output = glassbox_exp(neuron.sum - largest)
      total += neuron.output
    }
    for neuron in neurons { neuron.output /= total }
    shares = Shares(largest: largest, total: total)
  }

  /// Backward: turns the sensitivities of the outputs into those of the sums.
  ///
  /// More for one means less for the others. From ∂outputᵢ/∂sumⱼ = outputᵢ(δᵢⱼ − outputⱼ) follows
  /// inputSensitivityⱼ = outputⱼ × (sensitivityⱼ − common), common = Σᵢ sensitivityᵢ × outputᵢ.
  func applySlopes() {
    common = neurons.reduce(0) { $0 + $1.sensitivity * $1.output }
    for neuron in neurons {
      neuron.inputSensitivity = neuron.output * (neuron.sensitivity - common)
    }
  }
}
