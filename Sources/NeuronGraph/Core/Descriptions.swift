import NetworkDescription

// What `print` says of the objects of a network: what each is, with the numbers it holds now.

extension Weight: CustomStringConvertible {
  /// `weight 0.25, gradient -0.5`.
  public var description: String {
    "weight \(value), " + (isTrainable ? "gradient \(gradient)" : "not learned")
  }
}

extension Link: CustomStringConvertible {
  /// `link 0.1-1.0: output 1.0 × weight 0.25 = 0.25, gradient -0.5, pushes back -0.125`.
  public var description: String {
    "link \(name): output \(source.output) × weight \(weight.value) = \(contribution), "
      + (weight.isTrainable ? "gradient \(weightGradient)" : "not learned")
      + ", pushes back \(pushedSensitivity)"
  }
}

extension Neuron: CustomStringConvertible {
  /// `neuron 1.0: tanh of sum 0.25 is output 0.2449, bias 0.0, sensitivity -0.5, of its sum -0.47`;
  /// an input neuron has its output and sensitivity only.
  public var description: String {
    let called = name == .unplaced ? "neuron" : "neuron \(name)"
    guard !name.isInput else {
      return "input \(called): output \(output), sensitivity \(sensitivity)"
    }
    return "\(called): \(activation.name) of sum \(sum) is output \(output), "
      + (bias.map { "bias \($0.value)" } ?? "no bias")
      + ", sensitivity \(sensitivity), of its sum \(inputSensitivity)"
  }
}

extension NeuronLayer: CustomStringConvertible {
  /// `6 tanh neurons, 12 links`.
  public var description: String {
    let links = incoming.reduce(0) { $0 + $1.count }
    let kind = links == 0 ? "input" : neurons.first?.activation.name ?? ""
    return "\(shape) \(kind) neuron\(neurons.count == 1 ? "" : "s")"
      + (links == 0 ? "" : ", \(links) link\(links == 1 ? "" : "s")")
  }
}

extension NeuronNetwork: CustomStringConvertible {
  /// The network in one line, and a line for each layer.
  public var description: String {
    let learned = weights.trainable.count
    return
      ([
        "network with loss \(loss.name), optimizer \(optimizer.name), \(learned) weights to learn, "
          + "after \(stepCount) step\(stepCount == 1 ? "" : "s")"
      ] + layers.enumerated().map { "  layer \($0): \($1)" }).joined(separator: "\n")
  }
}
