import NetworkDescription
import TextFormats

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
    switch optimizer {
    case .sgd(let sgd) where sgd.momentum == 0: []
    case .sgd(let sgd):
      [("momentum", .number(sgd.momentum)), ("nesterov", .bool(sgd.nesterov))]
    case .rmsprop(let rmsprop):
      [("rho", .number(rmsprop.rho)), ("epsilon", .number(rmsprop.epsilon))]
    case .adam(let adam):
      [
        ("step", .integer(step)), ("beta1", .number(adam.beta1)), ("beta2", .number(adam.beta2)),
        ("epsilon", .number(adam.epsilon)),
      ]
    case .adadelta(let adadelta):
      [("rho", .number(adadelta.rho)), ("epsilon", .number(adadelta.epsilon))]
    }
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
