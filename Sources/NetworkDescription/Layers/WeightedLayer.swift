import TextFormats

/// What layers have in common whose neurons weigh what they see: dense ones and convolutions.
protocol WeightedLayer: LayerKind {
  var activation: Activation { get set }
  var useBias: Bool { get set }
  var weightInitializer: Initializer { get set }
  var biasInitializer: Initializer { get set }
  var penalty: Penalty { get set }
}

extension WeightedLayer {
  /// The weight and, if there is one, the bias.
  ///
  /// - Parameters:
  ///   - shape: The shape of the weight; its last extent is how many biases there are.
  ///   - fanIn: How many links lead to one neuron.
  ///   - fanOut: How many links lead away from one neuron of the layer before.
  func parameters(shape: [Int], fanIn: Int, fanOut: Int) -> [ParameterSpecification] {
    let weight = ParameterSpecification(
      role: .weight, shape: shape, fanIn: fanIn, fanOut: fanOut, initializer: weightInitializer)
    guard useBias else { return [weight] }
    let bias = ParameterSpecification(
      role: .bias, shape: shape.suffix(1), fanIn: fanIn, fanOut: fanOut,
      initializer: biasInitializer)
    return [weight, bias]
  }

  /// Refuses a softmax over one value, and penalties that make no sense.
  func checkActivationAndPenalty(
    values: Int, called name: String, at index: Int
  ) throws(BlueprintError) {
    let kind = Self.kind
    guard activation != .softmax || values > 1 else {
      throw .badLayer(
        index: index, kind: kind,
        expected: "softmax over at least 2 \(name) (over 1 it is always 1; use sigmoid)",
        found: "1")
    }
    guard penalty.isSensible else {
      throw .badLayer(
        index: index, kind: kind, expected: "penalties that are finite and at least 0",
        found: "l1 \(penalty.l1), l2 \(penalty.l2)")
    }
  }

  /// Takes what they have in common out of a layer's settings.
  mutating func readCommon(
    _ settings: inout JSONObjectReader, at path: JSONPath
  ) throws(BlueprintError) {
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

  /// What they have in common and is not as it is by default, for blueprint files.
  func changedCommonSettings(from defaults: Self) -> [(String, JSONValue)] {
    var entries: [(String, JSONValue)] = []
    if activation != defaults.activation { entries.append(("activation", activation.json)) }
    if !useBias { entries.append(("useBias", .bool(false))) }
    if weightInitializer != defaults.weightInitializer {
      entries.append(("weightInitializer", weightInitializer.json))
    }
    if biasInitializer != defaults.biasInitializer {
      entries.append(("biasInitializer", biasInitializer.json))
    }
    if penalty != defaults.penalty { entries.append(("penalty", penalty.json)) }
    return entries
  }
}
