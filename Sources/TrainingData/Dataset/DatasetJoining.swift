import NetworkDescription

extension Dataset {
  /// This dataset's samples, and after them another's.
  ///
  /// - Throws: ``DatasetError`` unless both have inputs of one shape and kind, and the same classes
  ///   or as many target numbers.
  public func joined(with other: Dataset) throws(DatasetError) -> Dataset {
    guard inputShape == other.inputShape else {
      throw .cannotJoin(
        first: name, second: other.name, expected: "inputs of \(inputShape)",
        found: "\(other.inputShape)")
    }
    return Dataset(
      checkedName: "\(name) and \(other.name)", inputShape: inputShape,
      inputs: try joinedInputs(with: other), targets: try joinedTargets(with: other),
      targetKind: targetKind, count: count + other.count, table: table)
  }

  private func joinedInputs(with other: Dataset) throws(DatasetError) -> Inputs {
    switch (inputs, other.inputs) {
    case (.pixels(let first), .pixels(let second)): return .pixels(first + second)
    case (.numbers(let first), .numbers(let second)): return .numbers(first + second)
    default:
      throw .cannotJoin(
        first: name, second: other.name, expected: "pictures with pictures",
        found: "pictures with numbers")
    }
  }

  private func joinedTargets(with other: Dataset) throws(DatasetError) -> Targets {
    switch (targets, other.targets) {
    case (.classes(let first, let names), .classes(let second, let otherNames))
    where names == otherNames:
      return .classes(first + second, names: names)
    case (
      .yesOrNo(let first, let names, let low), .yesOrNo(let second, let otherNames, let otherLow)
    )
    where names == otherNames && low == otherLow:
      return .yesOrNo(first + second, names: names, low: low)
    case (.numbers(let first, let width), .numbers(let second, let otherWidth))
    where width == otherWidth && targetKind == other.targetKind:
      return .numbers(first + second, perSample: width)
    case (.yesOrNo, .numbers), (.numbers, .yesOrNo):
      // The rows of a gate are 0 and 1 without names, those of a table may be called so.
      if let first = zerosAndOnes, let second = other.zerosAndOnes {
        return .numbers(first + second, perSample: 1)
      }
      fallthrough
    default:
      throw .cannotJoin(
        first: name, second: other.name, expected: "the same classes or as many target numbers",
        found: "others")
    }
  }

  /// The classes of a single output as the numbers 0 and 1; nil where they are called otherwise.
  private var zerosAndOnes: [Double]? {
    switch targets {
    case .yesOrNo(let labels, ["0", "1"], low: 0): labels.map { Double($0) }
    case .numbers(let numbers, 1) where targetKind == .classes: numbers
    default: nil
    }
  }
}
