import NetworkDescription
import TextFormats

/// Brings the classes of samples to the outputs of a network: by name where both have names.
struct ClassMatching {
  let blueprint: NetworkBlueprint
  /// What the outputs stand for, if the network has learned it.
  let known: [String]
  /// What the samples are called in messages.
  let source: String

  /// The samples with their classes as the network has them; numbers stay as they are.
  ///
  /// - Throws: `PlainError` listing the names of both sides if they do not fit.
  func matched(_ dataset: Dataset) throws -> Dataset {
    guard case .classes(let labels, let names) = dataset.targets else { return dataset }
    let (positions, all) = try positions(of: names, used: Set(labels))
    let matched = labels.map { positions[$0] }
    let targets: Dataset.Targets =
      blueprint.output.count == 1
      ? .yesOrNo(matched, names: all, low: low(of: all)) : .classes(matched, names: all)
    return dataset.with(targets)
  }

  /// What a single output is above when it means the second of two classes.
  var boundary: Double { (low(of: known) + 1) / 2 }

  /// The place of each class among all that the network has, and the names of these.
  private func positions(
    of names: [String], used: Set<Int>
  ) throws -> (positions: [Int], names: [String]) {
    let outputs = blueprint.output.count
    if !known.isEmpty { return (try knownPositions(of: names, used: used), known) }
    if outputs == 1 { return try yesOrNo(names) }
    if names.count == outputs { return (Array(names.indices), names) }
    // Whole numbers are the numbers of the outputs, from 0 or from 1, even if some never occur.
    let numbers = names.compactMap { Int($0) }
    if numbers.count == names.count, !numbers.isEmpty {
      for first in [0, 1] where numbers.allSatisfy({ (first..<first + outputs).contains($0) }) {
        return (numbers.map { $0 - first }, (first..<first + outputs).map(String.init))
      }
    }
    throw PlainError(
      "\(source): expected \(outputs) targets a sample, as \(blueprint.name) has, found "
        + "\(names.count) classes, \(names.shortList): choose data and network that fit each other")
  }

  /// The places of the classes that occur; of the others nobody will ask.
  private func knownPositions(of names: [String], used: Set<Int>) throws -> [Int] {
    let places = Dictionary(zip(known, known.indices)) { first, _ in first }
    let unknown = names.indices.filter { used.contains($0) && places[names[$0]] == nil }
    guard unknown.isEmpty else {
      throw PlainError(
        "\(source): expected the classes that \(blueprint.name) knows, \(known.shortList), found "
          + "\(unknown.map { names[$0] }.shortList) among \(names.shortList): rename the classes, or "
          + "train a network for them")
    }
    return names.map { places[$0] ?? 0 }
  }

  /// Two classes for one output; 0 and 1 are what they say, even if only one of them occurs.
  private func yesOrNo(_ names: [String]) throws -> (positions: [Int], names: [String]) {
    for pair in [["0", "1"], ["-1", "1"]] where names.allSatisfy({ pair.contains($0) }) {
      return (names.map { pair.firstIndex(of: $0) ?? 0 }, pair)
    }
    guard names.count <= 2 else {
      throw PlainError(
        "\(source): expected two classes, or numbers, for the single output of \(blueprint.name), "
          + "found \(names.count) classes, \(names.shortList): choose a network with "
          + "\(names.count) outputs, or for numbers name their column with --targets")
    }
    return (Array(names.indices), names)
  }

  /// What stands for the first of two classes: as far down as the output can reach.
  private func low(of names: [String]) -> Double {
    let range = blueprint.outputActivation.traits.range
    if range == -1...1 { return -1 }
    let reachesBelow = range.lowerBound < 0 && blueprint.loss.neededTargets == nil
    return reachesBelow && names == ["-1", "1"] ? -1 : 0
  }
}

extension Dataset {
  /// The same samples with other targets for each.
  func with(_ targets: Targets, table: TableForm? = nil) -> Dataset {
    Dataset(
      checkedName: name, inputShape: inputShape, inputs: inputs, targets: targets,
      targetKind: targetKind, count: count, table: table ?? self.table)
  }

  /// Classes that are whole numbers as numbers to put out, and so in the form of the table.
  var withWholeNumbersAsTargets: Dataset {
    guard case .classes(let labels, let names) = targets, let table else { return self }
    let numbers = names.compactMap { Double($0) }
    guard numbers.count == names.count else { return self }
    let columns = table.columns.map {
      TableForm.Column(name: $0.name, role: $0.role == .label ? .target(nil) : $0.role)
    }
    return Dataset(
      checkedName: name, inputShape: inputShape, inputs: inputs,
      targets: .numbers(labels.map { numbers[$0] }, perSample: 1), count: count,
      table: TableForm(columns: columns, fillsGaps: table.fillsGaps))
  }
}

extension NetworkBlueprint {
  /// What a single output is above when it means the second of two classes.
  public func classBoundary(of names: [String]) -> Double {
    ClassMatching(blueprint: self, known: names, source: "").boundary
  }
}

extension DigitClasses {
  /// Drawn marks as a network knows them: where it has one class for all, they are of that.
  static func fitting(_ dataset: Dataset, known: [String]) -> Dataset {
    guard case .classes(let labels, DrawnMarks.classNames) = dataset.targets,
      known.contains(DrawnMarks.className)
    else { return dataset }
    return dataset.with(
      .classes([Int](repeating: 0, count: labels.count), names: [DrawnMarks.className]))
  }
}
