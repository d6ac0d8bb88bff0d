import NetworkDescription

/// Whom a line of an explanation is about.
public enum LineSubject: Hashable, Sendable {
  /// A neuron.
  case neuron(NeuronName)
  /// A link.
  case link(LinkName)
  /// The neurons that share a softmax.
  case softmax([NeuronName])
  /// An output that is compared with its target.
  case comparison(of: NeuronName)
  /// The loss.
  case loss
  /// The weights of a layer.
  case layer(Int)

  // Those that matter too little to have lines of their own, summed up:

  /// Inputs.
  case otherInputs(count: Int)
  /// Outputs.
  case otherOutputs(count: Int)
  /// Some of the neurons that share a softmax.
  case otherNeurons(count: Int, ofSoftmax: [NeuronName])
  /// Links that bring something to a neuron.
  case otherLinks(count: Int, to: NeuronName)
  /// Links that push something back to a neuron.
  case otherLinksBack(count: Int, to: NeuronName)
  /// Uses of a weight that several links share, or of a bias that several neurons share.
  case otherUses(count: Int, of: WeightPlace)
}

extension NeuronLabels {
  /// What a line that is about somebody begins with: `hidden 2`, `768 other links → hidden 0`.
  public subscript(_ subject: LineSubject) -> String {
    switch subject {
    case .neuron(let name), .comparison(let name): self[name]
    case .link(let name): self[name]
    case .softmax(let neurons):
      [neurons.first, neurons.count > 1 ? neurons.last : nil].compactMap { $0.map { self[$0] } }
        .joined(separator: " to ")
    case .loss: "loss"
    case .layer(let number): "layer \(number)"
    case .otherInputs(let count): "\(Counted(count, "other input"))"
    case .otherOutputs(let count): "\(Counted(count, "other output"))"
    case .otherNeurons(let count, _): "\(Counted(count, "other neuron"))"
    case .otherLinks(let count, let target): "\(Counted(count, "other link")) → \(self[target])"
    case .otherLinksBack(let count, let source):
      "\(Counted(count, "other link")) from \(self[source])"
    case .otherUses(let count, let weight): "\(self[weight.place]), \(Counted(count, "other"))"
    }
  }
}
