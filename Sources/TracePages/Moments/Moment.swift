import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One stop on the page's time line: an event that is shown, or several that are told together.
struct Moment {
  /// What happens, numbered as the page knows it.
  enum Kind: UInt8 {
    /// A step begins: what the last one left is taken away.
    case begin
    case dropoutLot, input, linkForward, neuronForward
    case loss
    case outputSensitivity, neuronBackward, linkBackward
    case weightUpdate, biasUpdate
  }

  /// Who takes part.
  enum Extent: UInt8 {
    /// One neuron or link, or the loss.
    case one
    /// The links to a neuron that are not listed, or did not matter in this phase.
    case otherLinks
    /// The neurons of a layer that are not listed, with all their links.
    case otherNeurons
  }

  let kind: Kind
  let extent: Extent
  /// The number of the neuron or link; for other links that of their target, for other neurons
  /// that of their layer.
  let subject: Int
  /// The place in the trace, from 0, of its event, or of the last of them.
  var event: Int
  /// How many events it stands for.
  var count = 1
  /// What the explanation says.
  var text = ""
  /// What that means, for somebody who sees it for the first time.
  var sentence = ""
  /// Which slots get new numbers.
  var slots: [Int] = []
  /// The new numbers.
  var values: [Double] = []

  mutating func assign(_ slot: Int, _ value: Double) {
    slots.append(slot)
    values.append(value)
  }

  /// Takes in another event that is told together with this.
  mutating func merge(_ other: Moment) {
    event = max(event, other.event)
    count += other.count
    if sentence.isEmpty { sentence = other.sentence }
    slots += other.slots
    values += other.values
  }
}

extension TraceEvent {
  /// Its kind of moment; a penalty is told with the loss.
  var momentKind: Moment.Kind {
    switch self {
    case .dropoutLot: .dropoutLot
    case .input: .input
    case .linkForward: .linkForward
    // What a pooling neuron chooses is told when it answers.
    case .poolingChoice, .neuronForward: .neuronForward
    case .loss, .penalty: .loss
    case .outputSensitivity: .outputSensitivity
    case .neuronBackward: .neuronBackward
    case .linkBackward: .linkBackward
    case .weightUpdate: .weightUpdate
    case .biasUpdate: .biasUpdate
    }
  }

  /// The link that it is told with; what a pooling neuron chose is told with the neuron.
  var toldLink: LinkName? {
    if case .poolingChoice = self { return nil }
    return link?.name
  }
}
