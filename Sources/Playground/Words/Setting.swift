import NetworkDescription
import TextFormats

/// What `set` can set.
enum Setting: String, CaseIterable {
  case learningRate = "learning-rate"
  case batchSize = "batch-size"
  case optimizer, schedule, loss, l1, l2, dropout, initializer

  /// Schedules that are chosen by their name alone.
  static let schedules: [LearningRateSchedule] = [
    .constant, .step(every: 1000, factor: 0.5), .exponential(decaySteps: 1000, decayRate: 0.9),
    .inverseTime(decaySteps: 1000, decayRate: 0.5),
  ]

  static var names: String { allCases.map { $0.rawValue }.joined(separator: ", ") }

  func apply(_ text: String, to changed: inout ChangedSetup) throws(PlaygroundError) {
    switch self {
    case .learningRate:
      let rate = try number(text, in: 0...1e9)
      try changed.set { (setup) throws(PlaygroundError) in setup.optimizer.learningRate = rate }
    case .batchSize:
      guard let size = Int(text), (1...1_000_000).contains(size) else {
        throw .badValue(what: rawValue, expected: "1 to 1000000", found: text)
      }
      try changed.set { (setup) throws(PlaygroundError) in setup.training.batchSize = size }
    case .optimizer:
      try changed.set { (setup) throws(PlaygroundError) in
        setup.optimizer = try Self.optimizer(text, like: setup.optimizer)
      }
    case .schedule:
      try changed.set { (setup) throws(PlaygroundError) in
        setup.optimizer = try Self.optimizer(setup.optimizer, schedule: text)
      }
    case .loss:
      let loss = try PlaygroundSession.named(text, Loss.self)
      try changed.set { (setup) throws(PlaygroundError) in setup.loss = loss }
      changed.fitActivation(to: loss)
    case .l1:
      let value = try number(text, in: 0...1e6)
      changed.eachDense { dense, _ in dense.penalty.l1 = value }
    case .l2:
      let value = try number(text, in: 0...1e6)
      changed.eachDense { dense, _ in dense.penalty.l2 = value }
    case .dropout: try changed.setDropout(try number(text, in: 0...0.95))
    case .initializer:
      let initializer = try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
        let json = text.hasPrefix("{") ? try JSONValue(blueprint: text) : .string(text)
        return try Initializer(json: json, at: .root)
      }
      changed.eachDense { dense, _ in dense.weightInitializer = initializer }
    }
  }

  private func number(
    _ text: String, in range: ClosedRange<Double>
  ) throws(PlaygroundError) -> Double {
    guard let number = Double(text), range.contains(number) else {
      throw .badValue(
        what: rawValue, expected: "a number from \(range.lowerBound) to \(range.upperBound)",
        found: text)
    }
    return number
  }

  /// Another kind with its own defaults, or one with settings as JSON.
  private static func optimizer(
    _ text: String, like present: Optimizer
  ) throws(PlaygroundError) -> Optimizer {
    try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      if text.hasPrefix("{") { return try Optimizer(json: JSONValue(blueprint: text), at: .root) }
      return try Optimizer(json: .object([(text, .object([]))]), at: .root)
    }
  }

  private static func optimizer(
    _ optimizer: Optimizer, schedule text: String
  ) throws(PlaygroundError) -> Optimizer {
    try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      let known = schedules.first { $0.name == text }
      let schedule =
        text.hasPrefix("{") ? try JSONValue(blueprint: text) : known?.json ?? .string(text)
      guard case .object(let kinds) = optimizer.json, let kind = kinds.first,
        case .object(let settings) = kind.1
      else { return optimizer }
      let others = settings.filter { $0.0 != "schedule" }
      return try Optimizer(
        json: .object([(kind.0, .object(others + [("schedule", schedule)]))]), at: .root)
    }
  }
}

extension ChangedSetup {
  /// Gives the outputs the activation that a loss needs.
  mutating func fitActivation(to loss: Loss) {
    eachDense { dense, isLast in
      guard isLast, !loss.accepts(dense.activation) else { return }
      dense.activation = dense.units > 1 ? .softmax : .sigmoid
      if !loss.accepts(dense.activation) { dense.activation = .sigmoid }
    }
  }
}
