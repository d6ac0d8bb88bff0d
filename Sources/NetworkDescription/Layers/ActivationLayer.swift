import TextFormats

/// A layer that passes every value through an activation; its shape is that of its input.
public struct ActivationLayer: Hashable, Sendable {
  /// What becomes of each value.
  public var activation: Activation

  /// Describes an activation that is a layer of its own.
  public init(_ activation: Activation) {
    self.activation = activation
  }
}

extension ActivationLayer: LayerKind {
  static let kind = "activation"

  var links: LayerLinks { .inPlace(changes: false) }
  var sharesWeights: Bool { true }

  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape {
    guard activation != .softmax || (input.extents.last ?? 0) > 1 else {
      throw .badLayer(
        index: index, kind: ActivationLayer.kind,
        expected: "softmax over at least 2 values (over 1 it is always 1; use sigmoid)",
        found: "\(input)")
    }
    return input
  }

  init(settings: inout JSONObjectReader, at path: JSONPath) throws(BlueprintError) {
    let json = try settings.required("function")
    self.init(try Activation(json: json, at: path.appending("function")))
  }

  var settings: [(String, JSONValue)] { [("function", activation.json)] }
}
