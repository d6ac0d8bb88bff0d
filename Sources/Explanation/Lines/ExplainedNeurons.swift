import NetworkDescription
import NeuronGraph
import NeuronTrace

/// The few neurons of a large network that an explanation is about.
///
/// Of the millions of events of a step most are about others, and are left out before anything is
/// looked up or put into words.
package struct ExplainedNeurons {
  private let names: Set<NeuronName>
  /// Events about the same neuron follow each other.
  private var last: (neuron: NeuronName, isExplained: Bool) = (.unplaced, false)

  /// - Parameter neurons: By their names. Outputs, and neurons that share a softmax, are explained anyhow,
  ///   because the lines of others speak of all of them.
  package init(_ neurons: Set<NeuronName>, in network: NeuronNetwork) {
    let sharing = network.layers.dropFirst().flatMap { $0.neurons }.filter {
      $0.activation == .softmax
    }
    names = neurons.union((sharing + network.outputNeurons).map { $0.name })
  }

  /// Whether an event is about one of them.
  mutating func includes(_ event: TraceEvent) -> Bool {
    switch event {
    case .input, .loss, .penalty, .outputSensitivity: return true
    case .dropoutLot, .poolingChoice, .linkForward, .neuronForward, .neuronBackward, .linkBackward,
      .weightUpdate, .biasUpdate:
      return event.neuron.map { contains($0) } ?? true
    }
  }

  /// Whether later lines need to know of an event that is about another neuron.
  func needs(_ event: TraceEvent, _ labels: NeuronLabels) -> Bool {
    switch event {
    // What is pushed to one of them, or adds to the gradient of a weight that it stands for.
    case .linkBackward(let event):
      names.contains(event.link.from) || event.link.sharedWeight.map(standsFor) ?? false
    case .neuronBackward(let event):
      labels.sharedBias(event.neuron).map(standsFor) ?? false
    case .dropoutLot, .input, .poolingChoice, .linkForward, .neuronForward, .loss, .penalty,
      .outputSensitivity, .weightUpdate, .biasUpdate:
      false
    }
  }

  private mutating func contains(_ neuron: NeuronName) -> Bool {
    if last.neuron != neuron { last = (neuron, names.contains(neuron)) }
    return last.isExplained
  }

  /// Whether a shared weight is called by a link to one of them, or by one of them.
  private func standsFor(_ place: WeightPlace) -> Bool { names.contains(place.target) }
}
