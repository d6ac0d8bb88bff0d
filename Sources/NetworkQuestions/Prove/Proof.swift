import NetworkDescription
import TextFormats

/// What happened to the loss when one weight was nudged, beside what the backward pass says of it.
///
/// The slope is the central difference quotient (L(w + ε) − L(w − ε)) / 2ε, which needs no calculus.
/// It is off by ε²/6 of the loss's third derivative, and by the rounding of the losses divided by ε;
/// both are smallest together near ε = ∛(machine epsilon) × max(1, |w|), which is 6.06·10⁻⁶ for
/// small weights (Press et al., "Numerical Recipes", section 5.7).
public struct Proof: Sendable, Hashable {
  /// From where to where the weight was nudged.
  public enum Stencil: String, Sendable, Hashable {
    /// To both sides.
    case central
    /// Up only, because a corner of the loss lies just below.
    case upward
    /// Down only, because a corner of the loss lies just above.
    case downward
  }

  /// Which weight or bias.
  public let place: WeightPlace
  /// How many links or neurons use it; the loss is nudged through all of them.
  public let uses: Int
  /// What it is.
  public let weight: Double
  /// How far it was nudged.
  public let epsilon: Double
  /// The loss with the weight as it is.
  public let loss: Double
  /// The loss with the weight + ε.
  public let lossAbove: Double
  /// The loss with the weight − ε.
  public let lossBelow: Double
  /// How the losses were made a slope.
  public let stencil: Stencil
  /// The slope that nudging found: ∂loss/∂weight without calculus.
  public let slope: Double
  /// The gradient that was claimed: ∂loss/∂weight by going backward.
  public let sensitivity: Double
  /// How far the slope may be off, by its curvature and by rounding.
  public let uncertainty: Double
  /// The relu neurons that a nudge would have switched on or off, and how that was avoided.
  public let corners: [NeuronName]
  /// The max pooling neurons that a nudge would have made let another neuron through; the loss has
  /// a corner there, too.
  public let turnovers: [NeuronName]
  /// The outputs that a nudge would have taken over a corner of the loss itself.
  public let lossCorners: [NeuronName]

  /// |slope − sensitivity| in units of the larger of the two; 0 if both are the same.
  public var relativeError: Double {
    guard slope != sensitivity else { return 0 }
    let error = abs(slope - sensitivity) / max(abs(slope), abs(sensitivity))
    return error.isNaN ? .infinity : error
  }

  /// Whether the two are no further apart than nudging can tell.
  public var agrees: Bool { abs(slope - sensitivity) <= uncertainty }
}

extension Proof {
  /// The proof as one line of JSON.
  public var jsonLine: String {
    var entries: [(String, JSONValue)] = [
      (place.kind, .string(place.name)), ("uses", .integer(uses)),
      ("weight", .number(weight)), ("epsilon", .number(epsilon)), ("loss", .number(loss)),
      ("lossAbove", .number(lossAbove)), ("lossBelow", .number(lossBelow)),
      ("stencil", .string(stencil.rawValue)), ("slope", .number(slope)),
      ("sensitivity", .number(sensitivity)), ("relativeError", .number(relativeError)),
      ("uncertainty", .number(uncertainty)), ("corners", .array(corners.map { $0.json })),
      ("turnovers", .array(turnovers.map { $0.json })),
    ]
    if !lossCorners.isEmpty { entries.append(("lossCorners", .array(lossCorners.map { $0.json }))) }
    return JSONValue.object(entries + [("agrees", .bool(agrees))]).description
  }
}
