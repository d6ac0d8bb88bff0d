/// How a weight is moved by its gradient.
///
/// Definitions and defaults follow Keras; each engine has its own arithmetic for them.
public enum Optimizer: Hashable, Sendable {
  /// Stochastic gradient descent, plain or with momentum.
  case sgd(SGD)
}

/// Stochastic gradient descent: weight ← weight − learning rate × gradient.
///
/// With momentum m (Polyak, 1964): velocity ← m·velocity − rate·gradient, weight ← weight +
/// velocity. Nesterov's variant (Nesterov, 1983; Sutskever et al., 2013) looks ahead: weight ←
/// weight + m·velocity − rate·gradient, with the new velocity.
public struct SGD: Hashable, Sendable {
  /// How far a gradient of 1 moves a weight.
  public var learningRate: Double
  /// How much of the last movement is kept, from 0 (none) to just under 1.
  public var momentum: Double
  /// Whether momentum looks one movement ahead.
  public var nesterov: Bool

  /// Makes a description of stochastic gradient descent; Keras' defaults.
  public init(learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
  }
}

extension Optimizer {
  /// The learning rate, whichever optimizer it is.
  public var learningRate: Double {
    get {
      switch self {
      case .sgd(let sgd): sgd.learningRate
      }
    }
    set {
      switch self {
      case .sgd(var sgd):
        sgd.learningRate = newValue
        self = .sgd(sgd)
      }
    }
  }

  /// Throws an error if a setting is out of range.
  func validate() throws(BlueprintError) {
    switch self {
    case .sgd(let sgd):
      let path = JSONPath.root.appending("optimizer").appending("sgd")
      guard sgd.learningRate.isFinite, sgd.learningRate >= 0 else {
        throw .badValue(
          path: path, key: "learningRate", expected: "a finite number of at least 0",
          found: "\(sgd.learningRate)")
      }
      guard sgd.momentum >= 0, sgd.momentum < 1 else {
        throw .badValue(
          path: path, key: "momentum", expected: "a number from 0 to less than 1",
          found: "\(sgd.momentum)")
      }
    }
  }
}

extension Optimizer: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(
      json, at: path, expected: "an object such as {\"sgd\":{\"learningRate\":0.01}}")
    let (name, details) = try object.onlyEntry(of: "optimizer")
    guard name == "sgd" else {
      throw .unknownName(path: path, what: "optimizer", found: name, known: ["sgd"])
    }
    var settings = try JSONObjectReader(details, at: path.appending(name), expected: "an object")
    let defaults = SGD()
    self = .sgd(
      SGD(
        learningRate: try settings.number("learningRate", default: defaults.learningRate),
        momentum: try settings.number("momentum", default: defaults.momentum),
        nesterov: try settings.bool("nesterov", default: defaults.nesterov)))
    try settings.finish()
  }

  package var json: JSONValue {
    switch self {
    case .sgd(let sgd):
      var settings: [(String, JSONValue)] = [("learningRate", .number(sgd.learningRate))]
      if sgd.momentum != 0 { settings.append(("momentum", .number(sgd.momentum))) }
      if sgd.nesterov { settings.append(("nesterov", .bool(true))) }
      return .object([("sgd", .object(settings))])
    }
  }
}
