import TextFormats

/// What layers have in common whose neurons weigh what they see: dense ones and convolutions.
protocol WeightedLayer: LayerKind {
  var activation: Activation { get set }
  var useBias: Bool { get set }
  var weightInitializer: Initializer { get set }
  var biasInitializer: Initializer { get set }
  var penalty: Penalty { get set }
  var frozen: FrozenNumbers { get set }
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
    guard !penalty.zeroStays || penalty.l1 > 0 else {
      throw .badLayer(
        index: index, kind: kind, expected: "an l1 above 0, which zeroStays is about",
        found: "l1 \(penalty.l1)")
    }
    guard !penalty.zeroStays || weightInitializer != .zeros else {
      throw .badLayer(
        index: index, kind: kind,
        expected: "weights that do not start at 0, where zeroStays would keep them",
        found: "the weightInitializer zeros")
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
    weightInitializer =
      try Self.start(&settings, ("weights", "weightInitializer"), at: path) ?? weightInitializer
    biasInitializer =
      try Self.start(&settings, ("biases", "biasInitializer"), at: path) ?? biasInitializer
    if case .given = biasInitializer, !useBias {
      throw .badValue(
        path: path, key: "biases", expected: "none, because useBias is false", found: "some")
    }
    if let json = settings.value("penalty") {
      penalty = try Penalty(json: json, at: path.appending("penalty"))
    }
    if let json = settings.value("frozen") {
      frozen = try FrozenNumbers(json: json, at: path.appending("frozen"))
    }
  }

  /// How a tensor starts out: the numbers themselves, or how to draw them; nil if nothing is said.
  private static func start(
    _ settings: inout JSONObjectReader, _ keys: (numbers: String, initializer: String),
    at path: JSONPath
  ) throws(BlueprintError) -> Initializer? {
    let numbers = settings.value(keys.numbers)
    let initializer = settings.value(keys.initializer)
    switch (numbers, initializer) {
    case (nil, nil): return nil
    case (nil, let json?): return try Initializer(json: json, at: path.appending(keys.initializer))
    case (let json?, nil):
      return .given(try Tensor(nested: json, at: path.appending(keys.numbers)))
    case (.some, .some):
      throw .badValue(
        path: path, key: keys.numbers, expected: "either them or \(keys.initializer)",
        found: "both")
    }
  }

  private static func entry(
    _ initializer: Initializer, _ keys: (numbers: String, initializer: String)
  ) -> (String, JSONValue) {
    if case .given = initializer { return (keys.numbers, initializer.json) }
    return (keys.initializer, initializer.json)
  }

  /// What they have in common and is not as it is by default, for blueprint files.
  func changedCommonSettings(from defaults: Self) -> [(String, JSONValue)] {
    var entries: [(String, JSONValue)] = []
    if activation != defaults.activation { entries.append(("activation", activation.json)) }
    if !useBias { entries.append(("useBias", .bool(false))) }
    if weightInitializer != defaults.weightInitializer {
      entries.append(Self.entry(weightInitializer, ("weights", "weightInitializer")))
    }
    if biasInitializer != defaults.biasInitializer {
      entries.append(Self.entry(biasInitializer, ("biases", "biasInitializer")))
    }
    if penalty != defaults.penalty { entries.append(("penalty", penalty.json)) }
    if frozen != defaults.frozen { entries.append(("frozen", frozen.json)) }
    return entries
  }
}
