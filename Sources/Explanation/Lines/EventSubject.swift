import NeuronGraph

/// What an event is about.
extension TraceEvent {
  /// The neuron that is at work: for a link, its target; nil for the loss.
  public var neuron: String? {
    switch self {
    case .input(let neuron, _), .neuronForward(let neuron, _, _, _, _, _),
      .outputSensitivity(let neuron, _, _, _, _), .neuronBackward(let neuron, _, _, _, _),
      .biasUpdate(let neuron, _):
      neuron
    case .dropoutLot, .poolingChoice, .linkForward, .linkBackward, .weightUpdate: link?.to
    case .loss, .penalty: nil
    }
  }

  /// The link it is about, if it is about one.
  public var link: LinkNames? {
    switch self {
    case .dropoutLot(let link, _, _, _), .poolingChoice(let link, _, _),
      .linkForward(let link, _, _, _),
      .linkBackward(let link, _, _, _, _, _), .weightUpdate(let link, _):
      link
    case .input, .neuronForward, .loss, .penalty, .outputSensitivity, .neuronBackward,
      .biasUpdate:
      nil
    }
  }
}

extension TraceEvent.LinkNames {
  /// Whether the link has this name, without making a text of it: runs ask that of every event.
  package func isCalled(_ name: String) -> Bool {
    name.utf8.count == from.utf8.count + 1 + to.utf8.count && name.hasPrefix(from)
      && name.hasSuffix(to)
  }
}
