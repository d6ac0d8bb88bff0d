import NetworkDescription
import NeuronGraph
import NeuronTrace

/// The few neurons of a large network that an explanation is about.
///
/// Of the millions of events of a step most are about others, and are left out before anything is
/// looked up or put into words.
package struct ToldNeurons {
  private let told: Set<NeuronName>
  /// Events about the same neuron follow each other.
  private var last: (neuron: NeuronName, isTold: Bool) = (.unplaced, false)

  /// - Parameter neurons: By their names. Outputs, and neurons that share a softmax, are told anyhow,
  ///   because the lines of others speak of all of them.
  package init(_ neurons: Set<NeuronName>, in network: NeuronNetwork) {
    let together = network.layers.dropFirst().flatMap(\.neurons).filter {
      $0.activation == .softmax
    }
    told = neurons.union((together + network.outputNeurons).map(\.name))
  }

  /// Whether an event is about one of them.
  mutating func tells(_ event: TraceEvent) -> Bool {
    switch event {
    case .input, .loss, .penalty, .outputSensitivity: return true
    default: return event.neuron.map { contains($0) } ?? true
    }
  }

  /// Whether later lines need to know of an event that is about another neuron.
  func needs(_ event: TraceEvent, _ labels: NeuronLabels) -> Bool {
    switch event {
    // What is pushed to one of them, or adds to the gradient of a weight that it stands for.
    case .linkBackward(let event):
      told.contains(event.link.from) || event.link.sharedWeight.map(standsFor) ?? false
    case .neuronBackward(let event):
      labels.sharedBias(event.neuron).map(standsFor) ?? false
    default: false
    }
  }

  private mutating func contains(_ neuron: NeuronName) -> Bool {
    if last.neuron != neuron { last = (neuron, told.contains(neuron)) }
    return last.isTold
  }

  /// Whether a shared weight is called by a link to one of them, or by one of them.
  private func standsFor(_ place: WeightPlace) -> Bool { told.contains(place.target) }
}
