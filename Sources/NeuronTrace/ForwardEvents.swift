import NetworkDescription
import NeuronGraph
import TextFormats

extension TraceEvent {
  /// A link into a dropout layer drew a lot.
  public struct DropoutLot: TraceEventPayload {
    package static let name = "dropoutLot"
    package static let phase = Phase.forward

    /// The link.
    public let link: TracedLink
    /// How many of the layer's links are dropped: a part of 1.
    public let rate: Double
    /// Whether its neuron answers in this step.
    public let isKept: Bool
    /// The link's weight in this step: 1 / (1 − rate) if it is kept, and else 0.
    public let weight: Double

    package var subject: Subject { .link(link) }
    package var entries: [(String, JSONValue)] {
      link.entries + [
        ("dropout", .string(isKept ? "kept" : "silent")), ("rate", .number(rate)),
        ("weight", .number(weight)),
      ]
    }
  }

  /// An input neuron took its value.
  public struct InputTaken: TraceEventPayload {
    package static let name = "input"
    package static let phase = Phase.forward

    /// The input neuron.
    public let neuron: NeuronName
    /// The value.
    public let output: Double

    package var subject: Subject { .neuron(neuron) }
    package var entries: [(String, JSONValue)] {
      [("neuron", neuron.json), ("output", .number(output))]
    }
  }

  /// Of several links into a pooling neuron, this one brings the most: its weight is 1 in this pass,
  /// that of the others 0.
  public struct PoolingChoice: TraceEventPayload {
    package static let name = "poolingChoice"
    package static let phase = Phase.forward

    /// The link that was chosen.
    public let link: TracedLink
    /// The output of its source, which is the largest.
    public let output: Double
    /// How many links there are to choose from.
    public let count: Int

    package var subject: Subject { .link(link) }
    package var entries: [(String, JSONValue)] {
      link.entries + [("output", .number(output)), ("count", .integer(count))]
    }
  }

  /// A link brought its `contribution` = `input` × `weight` to its target.
  public struct LinkForward: TraceEventPayload {
    package static let name = "linkForward"
    package static let phase = Phase.forward

    /// The link.
    public let link: TracedLink
    /// Its weight.
    public let weight: Double
    /// The output of its source.
    public let input: Double
    /// What it brought.
    public let contribution: Double

    package var subject: Subject { .link(link) }
    package var entries: [(String, JSONValue)] {
      link.entries + [
        ("weight", .number(weight)), ("input", .number(input)),
        ("contribution", .number(contribution)),
      ]
    }
  }

  /// A neuron's `sum` = bias + all contributions went through its activation.
  public struct NeuronForward: TraceEventPayload {
    package static let name = "neuronForward"
    package static let phase = Phase.forward

    /// The neuron.
    public let neuron: NeuronName
    /// Its bias; 0 where it has none.
    public let bias: Double
    /// The bias and what the links brought.
    public let sum: Double
    /// What makes the output of the sum.
    public let activation: Activation
    /// What it answered.
    public let output: Double
    /// What the shares of its group were made with, if it is a softmax.
    public let softmax: SoftmaxGroup.Shares?

    package var subject: Subject { .neuron(neuron) }
    package var entries: [(String, JSONValue)] {
      let shares: [(String, JSONValue)] =
        softmax.map { [("largest", .number($0.largest)), ("total", .number($0.total))] } ?? []
      return [
        ("neuron", neuron.json), ("bias", .number(bias)), ("sum", .number(sum)),
        ("activation", activation.json), ("output", .number(output)),
      ] + shares
    }
  }
}
