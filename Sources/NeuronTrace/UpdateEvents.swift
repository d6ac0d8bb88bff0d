import NetworkDescription
import NeuronGraph
import TextFormats

extension TraceEvent {
  /// A link's weight moved.
  public struct WeightUpdate: TraceEventPayload {
    package static let name = "weightUpdate"
    package static let phase = Phase.update

    /// The link, or the first of those that share the weight.
    public let link: TracedLink
    /// How the weight moved.
    public let move: WeightMove

    package var subject: Subject { .link(link) }
    package var entries: [(String, JSONValue)] { [("link", link.name.json)] + move.entries }
  }

  /// A neuron's bias moved.
  public struct BiasUpdate: TraceEventPayload {
    package static let name = "biasUpdate"
    package static let phase = Phase.update

    /// The neuron, or the first of those that share the bias.
    public let neuron: NeuronName
    /// How the bias moved.
    public let move: WeightMove

    package var subject: Subject { .neuron(neuron) }
    package var entries: [(String, JSONValue)] { [("neuron", neuron.json)] + move.entries }
  }
}
