import NetworkDescription
import NeuronGraph
import TextFormats

extension TraceEvent {
  /// How a weight moved, and by which rule.
  public struct WeightMove: Hashable, Sendable {
    /// The weight before.
    public let before: Double
    /// How many links, or neurons, have it; its gradient is the sum over all of them.
    public let uses: Int
    /// The gradient that moved it: that of the samples and that of the penalty.
    public let gradient: Double
    /// The weight after.
    public let after: Double
    /// The mean gradient of the batch's samples, without the penalty's.
    public let gradientOfSamples: Double
    /// The penalty on it; `Penalty.none` for biases.
    public let penalty: Penalty
    /// Where the optimizer had moved it before its penalty pulled it towards 0; nil where a penalty
    /// does no such thing.
    public let moved: Double?
    /// Whether training leaves it as it is.
    public let isFrozen: Bool
    /// The optimizer that moved it.
    public let optimizer: Optimizer
    /// The learning rate of this step, as the schedule has it.
    public let learningRate: Double
    /// How many steps were made before this one.
    public let step: Int
    /// What the optimizer remembered before the step, in the order of its `memoryNames`.
    public let earlierMemory: [Double]
    /// What it remembers from now on.
    public let memory: [Double]
  }
}

extension TraceEvent.WeightMove {
  /// Everything that it takes to work out `after` again.
  ///
  /// What the optimizer remembered before the step stands under its name (`velocity`), what it
  /// remembers from then on under the same name with `new` (`newVelocity`).
  var entries: [(String, JSONValue)] {
    var entries: [(String, JSONValue)] = [
      ("before", .number(before)), ("gradient", .number(gradient)), ("after", .number(after)),
      ("optimizer", .string(optimizer.name)), ("learningRate", .number(learningRate)),
    ]
    if uses > 1 { entries.append(("uses", .integer(uses))) }
    if isFrozen { entries.append(("frozen", .bool(true))) }
    if penalty != .none {
      entries += [
        ("gradientOfSamples", .number(gradientOfSamples)), ("l1", .number(penalty.l1)),
        ("l2", .number(penalty.l2)),
      ]
    }
    if let moved { entries.append(("moved", .number(moved))) }
    return isFrozen ? entries : entries + settings + remembered
  }

  /// The settings that the rule of the optimizer needs.
  private var settings: [(String, JSONValue)] {
    let traits = optimizer.traits
    return (traits.countsSteps ? [("step", .integer(step))] : [])
      + traits.ruleSettings.map { ($0.key, $0.value) }
  }

  private var remembered: [(String, JSONValue)] {
    zip(optimizer.memoryNames, zip(earlierMemory, memory)).flatMap { name, numbers in
      let newName = "new\(name.prefix(1).uppercased())\(name.dropFirst())"
      let (earlier, new) = (JSONValue.number(numbers.0), JSONValue.number(numbers.1))
      return [(name, earlier), (newName, new)]
    }
  }
}
