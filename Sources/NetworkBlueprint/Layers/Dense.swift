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

  /// Describes a dense layer; the defaults are Keras'.
  public init(
    units: Int, activation: Activation = .identity, useBias: Bool = true,
    weightInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    penalty: Penalty = .none
  ) {
    self.units = units
    self.activation = activation
    self.useBias = useBias
    self.weightInitializer = weightInitializer
    self.biasInitializer = biasInitializer
    self.penalty = penalty
  }
}

extension Dense: LayerKind {
  static let kind = "dense"

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
    guard activation != .softmax || units > 1 else {
      throw .badLayer(
        index: index, kind: Dense.kind,
        expected: "softmax over at least 2 units (over 1 it is always 1; use sigmoid)", found: "1")
    }
    guard penalty.isSensible else {
      throw .badLayer(
        index: index, kind: Dense.kind, expected: "penalties that are finite and at least 0",
        found: "l1 \(penalty.l1), l2 \(penalty.l2)")
    }
    return .list(units)
  }

  func parameters(for input: Shape) -> [ParameterSpecification] {
    let weight = ParameterSpecification(
      role: .weight, shape: [input.count, units], fanIn: input.count, fanOut: units,
      initializer: weightInitializer)
    guard useBias else { return [weight] }
    let bias = ParameterSpecification(
      role: .bias, shape: [units], fanIn: input.count, fanOut: units, initializer: biasInitializer)
    return [weight, bias]
  }

  init(settings: inout JSONObjectReader, at path: JSONPath) throws(BlueprintError) {
    self.init(units: try settings.integer("units"))
    if let json = settings.value("activation") {
      activation = try Activation(json: json, at: path.appending("activation"))
    }
    useBias = try settings.bool("useBias", default: useBias)
    if let json = settings.value("weightInitializer") {
      weightInitializer = try Initializer(json: json, at: path.appending("weightInitializer"))
    }
    if let json = settings.value("biasInitializer") {
      biasInitializer = try Initializer(json: json, at: path.appending("biasInitializer"))
    }
    if let json = settings.value("penalty") {
      penalty = try Penalty(json: json, at: path.appending("penalty"))
    }
  }

  var settings: JSONValue {
    let defaults = Dense(units: units)
    var entries: [(String, JSONValue)] = [("units", .integer(units))]
    if activation != defaults.activation { entries.append(("activation", activation.json)) }
    if !useBias { entries.append(("useBias", .bool(false))) }
    if weightInitializer != defaults.weightInitializer {
      entries.append(("weightInitializer", weightInitializer.json))
    }
    if biasInitializer != defaults.biasInitializer {
      entries.append(("biasInitializer", biasInitializer.json))
    }
    if penalty != defaults.penalty { entries.append(("penalty", penalty.json)) }
    return .object(entries)
  }
}
