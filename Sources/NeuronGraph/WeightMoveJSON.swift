import NetworkDescription

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
    if penalty != .none {
      entries += [
        ("gradientOfSamples", .number(gradientOfSamples)), ("l1", .number(penalty.l1)),
        ("l2", .number(penalty.l2)),
      ]
    }
    return entries + settings + remembered
  }

  /// The settings that the rule of the optimizer needs.
  private var settings: [(String, JSONValue)] {
    let traits = optimizer.traits
    return (traits.countsSteps ? [("step", .integer(step))] : [])
      + traits.ruleSettings.map { ($0.key, $0.value) }
  }

  private var remembered: [(String, JSONValue)] {
    zip(optimizer.memoryNames, zip(earlierMemory, memory)).flatMap { name, numbers in
      [
        (name, .number(numbers.0)),
        ("new" + name.prefix(1).uppercased() + name.dropFirst(), .number(numbers.1)),
      ]
    }
  }
}
