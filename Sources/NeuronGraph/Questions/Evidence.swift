import NetworkDescription

/// What speaks for one answer rather than another.
public struct Evidence: Hashable, Sendable {
  /// What one neuron of the layer before brings to the one answer and to the other.
  public struct Voice: Hashable, Sendable {
    /// The neuron that speaks.
    public let neuron: NeuronName
    /// Its output.
    public let output: Double
    /// The weight of its link to the answer.
    public let weightFor: Double
    /// The weight of its link to the other answer.
    public let weightAgainst: Double
    /// output × (weight for − weight against): positive speaks for the answer.
    public var share: Double { output * (weightFor - weightAgainst) }
  }

  /// The sum of the answer's neuron less the sum of the other's.
  public let difference: Double
  /// The part of the difference that comes from the biases.
  public let biases: Double
  /// The parts that come over the links, in the order of the neurons; they add up to the rest.
  public let voices: [Voice]
  /// How much the difference changes with each input: ∂difference/∂input.
  public let inputSensitivities: [Double]
}

extension NeuronNetwork {
  /// What speaks for one output rather than another, for given inputs.
  ///
  /// Looks at the sums of the output neurons, before the activation: those add up plainly. Changes
  /// no weight.
  ///
  /// - Parameters:
  ///   - answer: The position of an output neuron.
  ///   - other: The position of another.
  /// - Throws: `InputError` for a wrong number of inputs.
  /// - Returns: nil if there are no such outputs, or they are not in the last layer.
  public func evidence(
    inputs: [Double], for answer: Int, ratherThan other: Int
  ) throws(InputError) -> Evidence? {
    guard let last = layers.last, last.neurons.indices.contains(answer),
      last.neurons.indices.contains(other), answer != other
    else { return nil }
    _ = try predict(inputs)
    let (neuron, otherNeuron) = (last.neurons[answer], last.neurons[other])
    var against: [ObjectIdentifier: Double] = [:]
    for link in last.incoming[other] {
      against[ObjectIdentifier(link.source), default: 0] += link.weight.value
    }
    let voices = last.incoming[answer].map { link in
      Evidence.Voice(
        neuron: link.source.name, output: link.source.output, weightFor: link.weight.value,
        weightAgainst: against[ObjectIdentifier(link.source)] ?? 0)
    }
    return Evidence(
      difference: neuron.sum - otherNeuron.sum,
      biases: (neuron.bias?.value ?? 0) - (otherNeuron.bias?.value ?? 0),
      voices: voices, inputSensitivities: sensitivities(of: neuron, less: otherNeuron))
  }

  /// ∂(one sum − another)/∂input for every input, at the present outputs.
  private func sensitivities(of neuron: Neuron, less other: Neuron) -> [Double] {
    guard pullBack(from: [(neuron, 1), (other, -1)]) else { return [] }
    return inputNeurons.map { $0.sensitivity }
  }
}
