import NetworkDescription
import NeuronGraph
import TextFormats

extension TraceEvent {
  /// An output neuron was compared with its target.
  public struct OutputSensitivity: TraceEventPayload {
    package static let name = "outputSensitivity"
    package static let phase = Phase.backward

    /// The output neuron.
    public let neuron: NeuronName
    /// What it answered.
    public let output: Double
    /// What it should have answered.
    public let target: Double
    /// How much the loss changes with the output; where loss and activation are fused, with the sum.
    public let sensitivity: Double
    /// Whether loss and activation are fused, so that the sensitivity is ∂loss/∂sum.
    public let isFused: Bool

    package var subject: Subject { .neuron(neuron) }
    package var entries: [(String, JSONValue)] {
      [
        ("neuron", neuron.json), ("output", .number(output)), ("target", .number(target)),
        ("sensitivity", .number(sensitivity)),
        // What `fused` was called before is still there for those who read it.
      ] + (isFused ? [("together", .bool(true)), ("fused", .bool(true))] : [])
    }
  }

  /// A neuron's `inputSensitivity` = `sensitivity` × `slope`; a softmax neuron first takes off what
  /// is `common` to its group.
  public struct NeuronBackward: TraceEventPayload {
    package static let name = "neuronBackward"
    package static let phase = Phase.backward

    /// The neuron.
    public let neuron: NeuronName
    /// How much the loss changes with its output.
    public let sensitivity: Double
    /// How steeply its output follows its sum.
    public let slope: Double
    /// How much the loss changes with its sum.
    public let inputSensitivity: Double
    /// What a softmax takes off the sensitivity first.
    public let common: Double?

    package var subject: Subject { .neuron(neuron) }
    package var entries: [(String, JSONValue)] {
      [
        ("neuron", neuron.json), ("sensitivity", .number(sensitivity)),
        ("slope", .number(slope)), ("inputSensitivity", .number(inputSensitivity)),
      ] + (common.map { [("common", .number($0))] } ?? [])
    }
  }

  /// A link added `weightGradient` = `inputSensitivity` × `input` to its weight's gradient, and
  /// `pushed` = `inputSensitivity` × `weight` to its source.
  public struct LinkBackward: TraceEventPayload {
    package static let name = "linkBackward"
    package static let phase = Phase.backward

    /// The link.
    public let link: TracedLink
    /// How much the loss changes with its target's sum.
    public let inputSensitivity: Double
    /// The output of its source.
    public let input: Double
    /// Its weight.
    public let weight: Double
    /// What it added to the gradient of its weight.
    public let weightGradient: Double
    /// What it pushed to its source.
    public let pushed: Double

    package var subject: Subject { .link(link) }
    package var entries: [(String, JSONValue)] {
      link.entries + [
        ("inputSensitivity", .number(inputSensitivity)), ("input", .number(input)),
        ("weight", .number(weight)), ("weightGradient", .number(weightGradient)),
        ("pushed", .number(pushed)),
      ]
    }
  }
}
