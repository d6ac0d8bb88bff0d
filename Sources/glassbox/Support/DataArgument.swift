import NetworkDescription
import TrainingData

/// What commands learn from or measure: the data of `--data`, or what the recipe comes with.
enum DataArgument {
  /// Opens the data for a network.
  ///
  /// - Parameters:
  ///   - paths: What each `--data` said; their training parts are joined, and the first of their
  ///     test parts is the test part.
  ///   - network: Decides what is used without `--data`, and whether pictures are normalised.
  static func open(
    _ paths: [String], for network: NetworkArgument, seed: UInt64
  ) throws -> DataSplit {
    try open(paths, for: network.blueprint, seed: seed)
  }

  /// Opens the data for the network of a blueprint.
  static func open(
    _ paths: [String], for blueprint: NetworkBlueprint, seed: UInt64
  ) throws -> DataSplit {
    let readsDigits =
      blueprint.input.count == DrawnDigit.pictureSize * DrawnDigit.pictureSize
      && blueprint.output.count == 10
    let splits = try paths.map { path in
      let split = try split(
        path, pictures: readsDigits ? .normalisedDigits : form(for: blueprint), seed: seed,
        outputs: blueprint.output.count)
      try check(split, from: path, fits: blueprint)
      return split
    }
    if let first = splits.first {
      let training = try splits.dropFirst().reduce(first.train) { try $0.joined(with: $1.train) }
      return DataSplit(train: training, test: splits.compactMap(\.test).first)
    }
    if let gate = LogicGate(rawValue: blueprint.name) {
      let rows = DataSplit(train: gate.dataset, test: nil)
      try check(rows, from: "the four rows of \(gate.rawValue)", fits: blueprint)
      return rows
    }
    if let set = ToySet(rawValue: blueprint.name) {
      let points = try self.split(
        set.rawValue, pictures: .asTheyAre, seed: seed, outputs: blueprint.output.count)
      try check(points, from: "the points of \(set.rawValue)", fits: blueprint)
      return points
    }
    if blueprint.name == Recipe.linear.rawValue {
      let points = DataSplit(train: PlanePoints.dataset(seed: seed), test: nil)
      try check(points, from: "the points of a plane", fits: blueprint)
      return points
    }
    if readsDigits {
      StandardError.note("no --data given: using digits drawn by the program itself")
      return try DataSource.open(DataSource.drawnDigits, seed: seed)
    }
    throw CommandFailure(
      "\(blueprint.name): say what to use with --data: a folder with MNIST's files or "
        + "CIFAR-10, a folder of pictures, a .csv file, drawn-digits, a gate such as xor, or points "
        + "such as spiral:noise=0.1")
  }

  /// Says which points a trained model is looked at with if nobody has named any.
  ///
  /// A model file does not know what points it has learned from; those of its recipe may be others.
  static func notePoints(_ paths: [String], for network: NetworkArgument) {
    guard paths.isEmpty, network.parameters != nil,
      let set = ToySet(rawValue: network.blueprint.name)
    else { return }
    StandardError.note(
      "no --data given: using the points of \(set.rawValue) without noise, of seed "
        + "\(network.blueprint.seed): if it has learned from others, name them as for train, such as "
        + "--data \(set.rawValue):noise=0.1")
  }

  /// Pictures get as many channels as the network takes, if it takes pictures.
  private static func form(for blueprint: NetworkBlueprint) -> PictureForm {
    guard blueprint.input.isPicture else { return .asTheyAre }
    return switch blueprint.input.extents[2] {
    case 1: .grey
    case 3: .colour
    default: .asTheyAre
    }
  }

  /// What one `--data` names; classes 0 and 1 are numbers for a network with a single output.
  private static func split(
    _ path: String, pictures: PictureForm, seed: UInt64, outputs: Int
  ) throws -> DataSplit {
    if let gate = LogicGate(rawValue: path) { return DataSplit(train: gate.dataset, test: nil) }
    let split = try DataSource.open(path, pictures: pictures, seed: seed)
    guard outputs == 1 else { return split }
    return DataSplit(
      train: split.train.withZeroAndOneAsNumbers, test: split.test?.withZeroAndOneAsNumbers)
  }

  /// Here the file can still be named; later only numbers are known.
  private static func check(
    _ split: DataSplit, from path: String, fits blueprint: NetworkBlueprint
  ) throws {
    for data in [split.train, split.test].compactMap(\.self) {
      if blueprint.input.isPicture, data.inputShape.isPicture, blueprint.input != data.inputShape {
        throw CommandFailure(
          "\(path): expected pictures of \(blueprint.input), height × width × channels, as "
            + "\(blueprint.name) takes, found \(data.inputShape): choose data and network that fit "
            + "each other")
      }
      for (what, expected, found) in [
        ("inputs", blueprint.input.count, data.inputCount),
        ("targets", blueprint.output.count, data.targetCount),
      ] where expected != found {
        throw CommandFailure(
          "\(path): expected \(expected) \(what) a sample, as \(blueprint.name) has, found "
            + "\(found): choose data and network that fit each other")
      }
      guard data.count > 0 else {
        throw CommandFailure("\(path): expected at least one sample, found none")
      }
      try check(data.targets, from: path, suit: blueprint.loss)
    }
  }

  private static func check(
    _ targets: Dataset.Targets, from path: String, suit loss: Loss
  ) throws {
    guard case .numbers(let numbers, let perSample) = targets, let range = loss.neededTargets,
      let stray = numbers.firstIndex(where: { !range.contains($0) })
    else { return }
    throw CommandFailure(
      "\(path): sample \(stray / perSample + 1): \(loss.refusal(of: numbers[stray]))")
  }
}
