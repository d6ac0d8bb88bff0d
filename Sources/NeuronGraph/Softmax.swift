import CMath

/// Neurons whose outputs are shares of one whole: output = e^sum / total of e^sum.
///
/// The largest sum is taken off every sum first, which changes no share and keeps e^sum finite.
public struct SoftmaxGroup {
  /// What the shares of a group were made with: output = e^(sum − largest) / total.
  public struct Shares: Hashable, Sendable {
    /// The largest sum of the group.
    public let largest: Double
    /// The total of e^(sum − largest) over the group.
    public let total: Double
  }

  /// The neurons that share.
  public let neurons: [Neuron]

  /// Forward: turns the sums into shares.
  func activate() -> Shares {
    let largest = neurons.reduce(-Double.infinity) { max($0, $1.sum) }
    var total = 0.0
    for neuron in neurons {
      neuron.output = glassbox_exp(neuron.sum - largest)
      total += neuron.output
    }
    for neuron in neurons {
      neuron.output /= total
    }
    return Shares(largest: largest, total: total)
  }

  /// Backward: turns the sensitivities of the outputs into those of the sums.
  ///
  /// More for one means less for the others. From ∂outputᵢ/∂sumⱼ = outputᵢ(δᵢⱼ − outputⱼ) follows
  /// inputSensitivityⱼ = outputⱼ × (sensitivityⱼ − common), common = Σᵢ sensitivityᵢ × outputᵢ.
  ///
  /// - Returns: What is common to the group.
  func turnBack() -> Double {
    let common = neurons.reduce(0) { $0 + $1.sensitivity * $1.output }
    for neuron in neurons {
      neuron.inputSensitivity = neuron.output * (neuron.sensitivity - common)
    }
    return common
  }
}

extension NeuronLayer {
  /// Backward: lets all softmax groups turn back, and says how each of their neurons turned.
  func turnBackSoftmax() -> [ObjectIdentifier: TurningSlope] {
    var slopes: [ObjectIdentifier: TurningSlope] = [:]
    for group in softmaxGroups {
      let common = group.turnBack()
      for neuron in group.neurons { slopes[ObjectIdentifier(neuron)] = .softmax(common: common) }
    }
    return slopes
  }
}
