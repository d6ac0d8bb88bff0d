import TextFormats

/// A layer that in training silences some of the values at random; its shape is that of its input.
///
/// Each value is silenced (0) with a probability of `rate`, and otherwise multiplied with
/// 1 / (1 − rate), so that the mean stays what it was. When predicting, every value passes as it
/// is. Which values are silenced says ``DropoutMask``.
///
/// Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to
/// prevent neural networks from overfitting", 2014; scaled in training ("inverted") as in Keras.
public struct Dropout: Hashable, Sendable {
  /// How likely a value is silenced, from 0 to less than 1.
  public var rate: Double

  /// Describes a dropout layer.
  public init(rate: Double) {
    self.rate = rate
  }
}

extension Dropout: LayerKind {
  static let kind = "dropout"

  var links: LayerLinks { .inPlace(changes: true) }
  // Which are silenced is said by the weights.
  var sharesWeights: Bool { false }

  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape {
    guard rate >= 0, rate < 1 else {
      throw .badLayer(
        index: index, kind: Dropout.kind, expected: "a rate from 0 to less than 1",
        found: "\(rate)")
    }
    return input
  }

  init(settings: inout JSONObjectReader, at path: JSONPath) throws(BlueprintError) {
    self.init(rate: try settings.number("rate"))
  }

  var settings: [(String, JSONValue)] { [("rate", .number(rate))] }
}
