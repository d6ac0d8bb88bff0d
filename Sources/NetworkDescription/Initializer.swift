import TextFormats

/// How the weights of a layer start out.
///
/// "Fan in" is how many links bring values to a neuron, "fan out" how many take its output away
/// to the neurons of the next layer; for a dense layer they are its inputs and its units, for a
/// convolution the area of its kernel times the channels that go in, and times its filters.
public enum Initializer: Hashable, Sendable {
  /// Every weight 0; the usual start for biases.
  case zeros
  /// Every weight 1.
  case ones
  /// Uniform between −limit and limit. Lernmi starts with a limit of 0.5.
  case uniform(limit: Double)
  /// Uniform from one number to another.
  case uniformBetween(low: Double, high: Double)
  /// Normal with a mean and a deviation of one's own.
  case normal(mean: Double, deviation: Double)
  /// Uniform with limit √(6 / (fan in + fan out)) (Glorot and Bengio, 2010); Keras' default.
  case glorotUniform
  /// Normal with deviation √(2 / (fan in + fan out)) (Glorot and Bengio, 2010).
  case glorotNormal
  /// Uniform with limit √(6 / fan in) (He, Zhang, Ren and Sun, 2015); made for relu.
  case heUniform
  /// Normal with deviation √(2 / fan in) (He, Zhang, Ren and Sun, 2015); made for relu.
  case heNormal
  /// Exactly these numbers, whatever the seed.
  case given(Tensor)
}

extension Initializer {
  /// The starting values of one tensor.
  ///
  /// - Parameters:
  ///   - count: How many values.
  ///   - fanIn: How many links lead to one neuron.
  ///   - fanOut: How many links lead away from one neuron of the layer before.
  ///   - seed: The blueprint's seed.
  ///   - tensor: A number that tells the tensors of a network apart.
  func values(
    count: Int, fanIn: Int, fanOut: Int, seed: UInt64, tensor: Int
  ) -> [Double] {
    let random = SeededRandom(seed: seed)
    func uniform(_ limit: Double) -> [Double] {
      (0..<count).map { index in
        limit * (2 * random.unit(.initialWeights, layer: tensor, index: index) - 1)
      }
    }
    func uniform(from low: Double, to high: Double) -> [Double] {
      (0..<count).map { index in
        let share = random.unit(.initialWeights, layer: tensor, index: index)
        return low * (1 - share) + high * share
      }
    }
    func normal(_ deviation: Double, around mean: Double = 0) -> [Double] {
      (0..<count).map { index in
        let first = random.unit(.initialWeights, layer: tensor, index: 2 * index)
        let second = random.unit(.initialWeights, layer: tensor, index: 2 * index + 1)
        return mean + deviation * StandardNormal.value(first, second)
      }
    }
    let bothFans = Double(max(1, fanIn + fanOut))
    let fanIn = Double(max(1, fanIn))
    return switch self {
    case .zeros: [Double](repeating: 0, count: count)
    case .ones: [Double](repeating: 1, count: count)
    case .uniform(let limit): uniform(limit)
    case .uniformBetween(let low, let high): uniform(from: low, to: high)
    case .normal(let mean, let deviation): normal(deviation, around: mean)
    case .given(let tensor): tensor.values
    case .glorotUniform: uniform((6 / bothFans).squareRoot())
    case .glorotNormal: normal((2 / bothFans).squareRoot())
    case .heUniform: uniform((6 / fanIn).squareRoot())
    case .heNormal: normal((2 / fanIn).squareRoot())
    }
  }
}

extension Initializer: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    if case .string(let name) = json {
      guard let known = Initializer.named[name] else {
        throw .unknownName(
          path: path, what: "initializer", found: name,
          known: Initializer.named.keys.sorted() + [
            "{\"uniform\":{\"limit\":0.5}}", "{\"uniform\":{\"low\":0,\"high\":1}}",
            "{\"normal\":{\"deviation\":0.1}}",
          ])
      }
      self = known
      return
    }
    var object = try JSONObjectReader(
      json, at: path, expected: "the name of an initializer, such as \"glorotUniform\"")
    let (name, details) = try object.onlyEntry(of: "initializer")
    let path = path.appending(name)
    var settings = try JSONObjectReader(details, at: path, expected: "an object")
    switch name {
    case "uniform": self = try .uniform(from: &settings, at: path)
    case "normal":
      let mean = try settings.number("mean", default: 0)
      let deviation = try settings.number("deviation")
      try SettingLimit.finite("mean", mean).validate(at: path)
      try SettingLimit.atLeastZero("deviation", deviation).validate(at: path)
      self = .normal(mean: mean, deviation: deviation)
    default:
      throw .unknownName(
        path: path, what: "initializer with settings", found: name, known: ["uniform", "normal"])
    }
    try settings.finish()
  }

  /// Between −limit and limit, or from low to high.
  private static func uniform(
    from settings: inout JSONObjectReader, at path: JSONPath
  ) throws(BlueprintError) -> Self {
    let low = try settings.optionalNumber("low")
    let high = try settings.optionalNumber("high")
    guard low != nil || high != nil else {
      let limit = try settings.number("limit")
      try SettingLimit.atLeastZero("limit", limit).validate(at: path)
      return .uniform(limit: limit)
    }
    guard let low else { throw .missingKey(path: path, key: "low") }
    guard let high else { throw .missingKey(path: path, key: "high") }
    try SettingLimit.finite("low", low).validate(at: path)
    guard high.isFinite, high >= low else {
      throw .badValue(
        path: path, key: "high", expected: "a finite number of at least \(low), which is low",
        found: "\(high)")
    }
    return .uniformBetween(low: low, high: high)
  }

  package var json: JSONValue {
    switch self {
    case .uniform(let limit): Self.json("uniform", [("limit", limit)])
    case .uniformBetween(let low, let high): Self.json("uniform", [("low", low), ("high", high)])
    case .normal(let mean, let deviation):
      Self.json("normal", (mean == 0 ? [] : [("mean", mean)]) + [("deviation", deviation)])
    case .given(let tensor): tensor.nestedJSON
    case .zeros, .ones, .glorotUniform, .glorotNormal, .heUniform, .heNormal:
      .string(Initializer.named.first { $0.value == self }?.key ?? "zeros")
    }
  }

  private static func json(_ name: String, _ settings: [(String, Double)]) -> JSONValue {
    .object([(name, .object(settings.map { ($0.0, .number($0.1)) }))])
  }

  private static let named: [String: Initializer] = [
    "zeros": .zeros, "ones": .ones,
    "glorotUniform": .glorotUniform, "glorotNormal": .glorotNormal,
    "heUniform": .heUniform, "heNormal": .heNormal,
  ]
}
