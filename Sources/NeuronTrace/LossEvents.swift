import NetworkDescription
import NeuronGraph
import TextFormats

extension TraceEvent {
  /// The loss of the outputs.
  public struct LossComputed: TraceEventPayload {
    package static let name = "loss"
    package static let phase = Phase.loss

    /// How the outputs are compared with the targets.
    public let loss: Loss
    /// What it came to.
    public let value: Double

    package var subject: Subject { .whole }
    package var entries: [(String, JSONValue)] {
      [("loss", .string(loss.name)), ("value", .number(value))]
    }
  }

  /// What the weights of a layer cost: `value` = λ₁ × `sizes` + λ₂ × `squares` / 2.
  public struct PenaltyComputed: TraceEventPayload {
    package static let name = "penalty"
    package static let phase = Phase.loss

    /// The number of the layer.
    public let layer: Int
    /// λ₁ and λ₂.
    public let penalty: Penalty
    /// The sum of the weights' sizes |w|.
    public let sizes: Double
    /// The sum of their squares.
    public let squares: Double
    /// What it comes to.
    public let value: Double

    package var subject: Subject { .whole }
    package var entries: [(String, JSONValue)] {
      [
        ("layer", .integer(layer)), ("l1", .number(penalty.l1)), ("l2", .number(penalty.l2)),
        ("sizes", .number(sizes)), ("squares", .number(squares)), ("value", .number(value)),
      ]
    }
  }
}
