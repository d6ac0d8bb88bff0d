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
  /// Uniform with limit √(6 / (fan in + fan out)) (Glorot and Bengio, 2010); Keras' default.
  case glorotUniform
  /// Normal with deviation √(2 / (fan in + fan out)) (Glorot and Bengio, 2010).
  case glorotNormal
  /// Uniform with limit √(6 / fan in) (He, Zhang, Ren and Sun, 2015); made for relu.
  case heUniform
  /// Normal with deviation √(2 / fan in) (He, Zhang, Ren and Sun, 2015); made for relu.
  case heNormal
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
    func normal(_ deviation: Double) -> [Double] {
      (0..<count).map { index in
        let first = random.unit(.initialWeights, layer: tensor, index: 2 * index)
        let second = random.unit(.initialWeights, layer: tensor, index: 2 * index + 1)
        return deviation * StandardNormal.value(first, second)
      }
    }
    let bothFans = Double(max(1, fanIn + fanOut))
    let fanIn = Double(max(1, fanIn))
    return switch self {
    case .zeros: [Double](repeating: 0, count: count)
    case .ones: [Double](repeating: 1, count: count)
    case .uniform(let limit): uniform(limit)
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
          known: Initializer.named.keys.sorted() + ["{\"uniform\":{\"limit\":0.5}}"])
      }
      self = known
      return
    }
    var object = try JSONObjectReader(
      json, at: path, expected: "the name of an initializer, such as \"glorotUniform\"")
    let (name, details) = try object.onlyEntry(of: "initializer")
    guard name == "uniform" else {
      throw .unknownName(
        path: path, what: "initializer with settings", found: name, known: ["uniform"])
    }
    var settings = try JSONObjectReader(details, at: path.appending(name), expected: "an object")
    let limit = try settings.number("limit")
    guard limit.isFinite, limit >= 0 else {
      throw .badValue(
        path: path.appending(name), key: "limit", expected: "a finite number of at least 0",
        found: "\(limit)")
    }
    try settings.finish()
    self = .uniform(limit: limit)
  }

  package var json: JSONValue {
    if case .uniform(let limit) = self {
      return .object([("uniform", .object([("limit", .number(limit))]))])
    }
    let name = Initializer.named.first { $0.value == self }?.key
    return .string(name ?? "zeros")
  }

  private static let named: [String: Initializer] = [
    "zeros": .zeros, "ones": .ones,
    "glorotUniform": .glorotUniform, "glorotNormal": .glorotNormal,
    "heUniform": .heUniform, "heNormal": .heNormal,
  ]
}
