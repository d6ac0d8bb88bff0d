import NetworkDescription
import NeuronGraph
import TextFormats

/// One thing that happened in a training step, with the numbers that took part.
///
/// Events are told in the order in which the engine computes. Their numbers are the engine's own;
/// nothing is computed again for the trace. What each kind of event is called and tells stands with
/// its payload, in the files beside this one.
public enum TraceEvent: Hashable, Sendable {
  /// A link into a dropout layer was kept, or dropped, for this step.
  case dropoutLot(DropoutLot)
  /// An input neuron took its value.
  case input(InputTaken)
  /// A pooling neuron chose the link that brings the most.
  case poolingChoice(PoolingChoice)
  /// A link brought something to its target.
  case linkForward(LinkForward)
  /// A neuron's sum went through its activation.
  case neuronForward(NeuronForward)
  /// The loss of the outputs.
  case loss(LossComputed)
  /// What the weights of a layer cost.
  case penalty(PenaltyComputed)
  /// An output neuron was compared with its target.
  case outputSensitivity(OutputSensitivity)
  /// A neuron's sensitivity went back through its activation.
  case neuronBackward(NeuronBackward)
  /// A link added to its weight's gradient, and pushed a sensitivity to its source.
  case linkBackward(LinkBackward)
  /// A link's weight moved; if links share it, the first of them stands for all.
  case weightUpdate(WeightUpdate)
  /// A neuron's bias moved; if neurons share it, the first of them stands for all.
  case biasUpdate(BiasUpdate)
}

/// What every kind of event says of itself.
package protocol TraceEventPayload: Hashable, Sendable {
  /// What the kind is called in JSON.
  static var name: String { get }
  /// Which part of the step it belongs to.
  static var phase: TraceEvent.Phase { get }
  /// Whom it is about.
  var subject: TraceEvent.Subject { get }
  /// What it tells, under its names in JSON.
  var entries: [(String, JSONValue)] { get }
}

extension TraceEvent {
  /// The parts of a training step.
  public enum Phase: String, Hashable, Sendable {
    /// Values go from the inputs to the outputs.
    case forward
    /// The outputs are compared with the targets.
    case loss
    /// Sensitivities go from the outputs to the inputs.
    case backward
    /// Weights move against their gradients.
    case update
  }

  /// Whom an event is about.
  public enum Subject: Hashable, Sendable {
    /// A neuron by itself.
    case neuron(NeuronName)
    /// A link; the neuron at work is its target.
    case link(TracedLink)
    /// All outputs, or all weights of a layer.
    case whole
  }

  /// What the event says of itself.
  private struct Telling {
    let name: String
    let phase: Phase
    let subject: Subject

    init<Payload: TraceEventPayload>(_ payload: Payload) {
      (name, phase, subject) = (Payload.name, Payload.phase, payload.subject)
    }
  }

  private var telling: Telling {
    switch self {
    case .dropoutLot(let payload): Telling(payload)
    case .input(let payload): Telling(payload)
    case .poolingChoice(let payload): Telling(payload)
    case .linkForward(let payload): Telling(payload)
    case .neuronForward(let payload): Telling(payload)
    case .loss(let payload): Telling(payload)
    case .penalty(let payload): Telling(payload)
    case .outputSensitivity(let payload): Telling(payload)
    case .neuronBackward(let payload): Telling(payload)
    case .linkBackward(let payload): Telling(payload)
    case .weightUpdate(let payload): Telling(payload)
    case .biasUpdate(let payload): Telling(payload)
    }
  }

  /// The name of the event in JSON.
  public var name: String { telling.name }

  /// Which part of the step it belongs to.
  public var phase: Phase { telling.phase }

  /// Whom it is about.
  public var subject: Subject { telling.subject }

  /// The neuron that is at work: for a link, its target; nil for the loss.
  public var neuron: NeuronName? {
    switch subject {
    case .neuron(let name): name
    case .link(let link): link.to
    case .whole: nil
    }
  }

  /// The link it is about, if it is about one.
  public var link: TracedLink? {
    if case .link(let link) = subject { link } else { nil }
  }

  /// The event as one JSON object on one line; numbers read back to the same `Double`.
  ///
  /// - Parameter index: Its place in the step, from 0.
  public func jsonLine(index: Int) -> String {
    let head: [(String, JSONValue)] = [
      ("index", .integer(index)), ("phase", .string(phase.rawValue)), ("event", .string(name)),
    ]
    return JSONValue.object(head + entries).description
  }

  /// What the event tells, under its names in JSON.
  package var entries: [(String, JSONValue)] {
    switch self {
    case .dropoutLot(let payload): payload.entries
    case .input(let payload): payload.entries
    case .poolingChoice(let payload): payload.entries
    case .linkForward(let payload): payload.entries
    case .neuronForward(let payload): payload.entries
    case .loss(let payload): payload.entries
    case .penalty(let payload): payload.entries
    case .outputSensitivity(let payload): payload.entries
    case .neuronBackward(let payload): payload.entries
    case .linkBackward(let payload): payload.entries
    case .weightUpdate(let payload): payload.entries
    case .biasUpdate(let payload): payload.entries
    }
  }
}
