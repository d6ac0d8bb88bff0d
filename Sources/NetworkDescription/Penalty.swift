import TextFormats

/// What large weights of a layer cost, which keeps a network from relying on a few of them.
///
/// Added to the loss of every batch, once, for all weights w of the layer (not for its biases):
///
///     penalty = λ₁ · Σ|w| + λ₂ · Σw²/2
///
/// so that each weight's gradient gets λ₁ · sign(w) + λ₂ · w. λ₁ pulls weights to exactly 0 (Tibshirani,
/// "Regression shrinkage and selection via the lasso", 1996), λ₂ makes large ones smaller (Krogh
/// and Hertz, "A simple weight decay can improve generalization", 1991). The ½ is that of TFLearn
/// and TensorFlow Playground; Keras has none, so that its `L2(0.0005)` is our 0.001. PyTorch adds
/// λ₂ · w to the gradient, too, and calls λ₂ `weight_decay`.
///
/// With ``zeroStays``, λ₁ works as in TensorFlow Playground: the optimizer moves a weight by the
/// gradient without λ₁'s part, and then the weight is pulled towards 0 by rate · λ₁. One that gets
/// there, or would cross over, becomes 0 and stays: its link is cut.
public struct Penalty: Hashable, Sendable {
  /// λ₁: what the size of a weight costs.
  public var l1: Double
  /// λ₂: what half the square of a weight costs.
  public var l2: Double
  /// Whether λ₁ is a pull of its own, and a weight that it takes to 0 stays there.
  public var zeroStays: Bool

  /// Makes a penalty; without any settings large weights cost nothing.
  public init(l1: Double = 0, l2: Double = 0, zeroStays: Bool = false) {
    self.l1 = l1
    self.l2 = l2
    self.zeroStays = zeroStays
  }

  /// Large weights cost nothing.
  public static let none = Penalty()
}

extension Penalty {
  /// Whether both are finite and not negative.
  var isSensible: Bool {
    l1.isFinite && l1 >= 0 && l2.isFinite && l2 >= 0
  }

  /// The λ₁ that is part of the gradient.
  package var l1OfGradient: Double { zeroStays ? 0 : l1 }

  /// The λ₁ that is part of the loss alone, and pulls weights by itself.
  package var l1OfPull: Double { zeroStays ? l1 : 0 }

  /// How far λ₁ pulls a weight by itself, after the optimizer has moved it.
  package func pull(atRate rate: Double) -> Double { zeroStays ? rate * l1 : 0 }
}

extension Penalty: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(
      json, at: path, expected: "an object such as {\"l2\":0.001}")
    self.init(
      l1: try object.number("l1", default: 0), l2: try object.number("l2", default: 0),
      zeroStays: try object.bool("zeroStays", default: false))
    try object.finish()
  }

  package var json: JSONValue {
    .object(
      [("l1", l1), ("l2", l2)].filter { $0.1 != 0 }.map { ($0.0, .number($0.1)) }
        + (zeroStays ? [("zeroStays", .bool(true))] : []))
  }
}
