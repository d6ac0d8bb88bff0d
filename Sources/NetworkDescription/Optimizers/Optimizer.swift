import TextFormats

/// How a weight is moved by its gradient.
///
/// Definitions and defaults follow Keras 3. What there is to know of each stands in its
/// `OptimizerTraits`; each engine has its own arithmetic for it, in one place.
public enum Optimizer: Hashable, Sendable {
  /// Stochastic gradient descent, plain or with momentum.
  case sgd(SGD)
  /// Steps divided by the recent size of the gradient.
  case rmsprop(RMSprop)
  /// Recent mean of the gradient, divided by its recent size.
  case adam(Adam)
  /// Steps as large as the recent steps, relative to the recent gradients.
  case adadelta(Adadelta)
  /// Adam, after every weight has lost a share of itself.
  case adamw(AdamW)
  /// Steps divided by the size of all gradients so far.
  case adagrad(Adagrad)
}

extension Optimizer {
  /// One of each kind, with its defaults.
  package static let allKinds: [Optimizer] = [
    .sgd(SGD()), .rmsprop(RMSprop()), .adam(Adam()), .adadelta(Adadelta()), .adagrad(Adagrad()),
    .adamw(AdamW()),
  ]

  /// What there is to know of it.
  package var traits: OptimizerTraits {
    switch self {
    case .sgd(let kind): kind.traits
    case .rmsprop(let kind): kind.traits
    case .adam(let kind): kind.traits
    case .adadelta(let kind): kind.traits
    case .adamw(let kind): kind.traits
    case .adagrad(let kind): kind.traits
    }
  }

  /// The name blueprint files use: `sgd`, `rmsprop`, `adam` and so on.
  public var name: String { traits.name }

  /// What the optimizer remembers of every weight from step to step.
  ///
  /// Plain descent remembers nothing; Adam a `mean` and a `meanSquare`.
  public var memoryNames: [String] { traits.memory.map { $0.name } }

  /// The learning rate, whichever optimizer it is, before its schedule changes it.
  public var learningRate: Double {
    // Asked in every step, for which all the traits would be too long a way.
    get {
      switch self {
      case .sgd(let kind): kind.learningRate
      case .rmsprop(let kind): kind.learningRate
      case .adam(let kind): kind.learningRate
      case .adadelta(let kind): kind.learningRate
      case .adamw(let kind): kind.learningRate
      case .adagrad(let kind): kind.learningRate
      }
    }
    set {
      switch self {
      case .sgd(let kind): self = .sgd(kind.with(learningRate: newValue))
      case .rmsprop(let kind): self = .rmsprop(kind.with(learningRate: newValue))
      case .adam(let kind): self = .adam(kind.with(learningRate: newValue))
      case .adadelta(let kind): self = .adadelta(kind.with(learningRate: newValue))
      case .adamw(let kind): self = .adamw(kind.with(learningRate: newValue))
      case .adagrad(let kind): self = .adagrad(kind.with(learningRate: newValue))
      }
    }
  }

  /// How the learning rate changes as training goes on.
  public var schedule: LearningRateSchedule {
    switch self {
    case .sgd(let kind): kind.schedule
    case .rmsprop(let kind): kind.schedule
    case .adam(let kind): kind.schedule
    case .adadelta(let kind): kind.schedule
    case .adamw(let kind): kind.schedule
    case .adagrad(let kind): kind.schedule
    }
  }

  /// The learning rate that a step uses, the first step being step 0.
  public func learningRate(at step: Int) -> Double {
    schedule.rate(from: learningRate, at: step)
  }

  /// Throws an error if a setting is out of range.
  func validate() throws(BlueprintError) {
    let path = JSONPath.root.appending("optimizer").appending(name)
    try SettingLimit.atLeastZero("learningRate", learningRate).validate(at: path)
    for setting in traits.settings { try setting.limit?.validate(at: path) }
    try schedule.validate(at: path.appending("schedule"))
  }
}

/// Reading and writing optimizers as JSON: `{"adam":{"learningRate":0.001}}`.
extension Optimizer: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(
      json, at: path, expected: "an object such as {\"sgd\":{\"learningRate\":0.01}}")
    let (name, details) = try object.onlyEntry(of: "optimizer")
    guard let usual = Self.allKinds.first(where: { $0.name == name }) else {
      throw .unknownName(
        path: path, what: "optimizer", found: name, known: Self.allKinds.map { $0.name })
    }
    let path = path.appending(name)
    var settings = try JSONObjectReader(details, at: path, expected: "an object")
    switch usual {
    case .sgd(let kind): self = .sgd(try kind.with(&settings, at: path))
    case .rmsprop(let kind): self = .rmsprop(try kind.with(&settings, at: path))
    case .adam(let kind): self = .adam(try kind.with(&settings, at: path))
    case .adadelta(let kind): self = .adadelta(try kind.with(&settings, at: path))
    case .adamw(let kind): self = .adamw(try kind.with(&settings, at: path))
    case .adagrad(let kind): self = .adagrad(try kind.with(&settings, at: path))
    }
    try settings.finish()
  }

  package var json: JSONValue {
    var settings: [(String, JSONValue)] = [("learningRate", .number(learningRate))]
    settings += traits.settings.filter { !$0.isUsual }.map { ($0.key, $0.value) }
    if schedule != .constant { settings.append(("schedule", schedule.json)) }
    return .object([(name, .object(settings))])
  }
}
