import TextFormats

/// A layer whose every neuron is linked to every neuron of the layer before.
///
/// Its weight is shaped [inputs, units], its bias [units].
public struct Dense: Hashable, Sendable {
  /// How many neurons it has.
  public var units: Int
  /// What each neuron makes of its sum.
  public var activation: Activation
  /// Whether each neuron adds a bias to its sum.
  public var useBias: Bool
  /// How the weights start out.
  public var weightInitializer: Initializer
  /// How the biases start out.
  public var biasInitializer: Initializer
  /// What large weights cost.
  public var penalty: Penalty
  /// Which weights and biases training leaves as they are.
  public var frozen: FrozenNumbers

  /// Describes a dense layer; the defaults are Keras'.
  public init(
    units: Int, activation: Activation = .identity, useBias: Bool = true,
    weightInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    penalty: Penalty = .none, frozen: FrozenNumbers = .none
  ) {
    self.units = units
    self.activation = activation
    self.useBias = useBias
    self.weightInitializer = weightInitializer
    self.biasInitializer = biasInitializer
    self.penalty = penalty
    self.frozen = frozen
  }
}

extension Dense: WeightedLayer {
  static let kind = "dense"

  var links: LayerLinks { .all }
  var sharesWeights: Bool { false }

  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape {
    guard (1...NetworkBlueprint.largestExtent).contains(units) else {
      throw .badLayer(
        index: index, kind: Dense.kind,
        expected: "units from 1 to \(NetworkBlueprint.largestExtent)", found: "\(units)")
    }
    guard !input.isPicture else {
      throw .badLayer(
        index: index, kind: Dense.kind, expected: "a list of numbers (put flatten before it)",
        found: "a picture of \(input)")
    }
    try checkActivationAndPenalty(values: units, called: "units", at: index)
    return .list(units)
  }

  func parameters(for input: Shape) -> [ParameterSpecification] {
    parameters(shape: [input.count, units], fanIn: input.count, fanOut: units)
  }

  init(settings: inout JSONObjectReader, at path: JSONPath) throws(BlueprintError) {
    self.init(units: try settings.integer("units"))
    try readCommon(&settings, at: path)
  }

  var settings: [(String, JSONValue)] {
    [("units", .integer(units))] + changedCommonSettings(from: Dense(units: units))
  }
}
