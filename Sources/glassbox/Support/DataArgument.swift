import NetworkBlueprint
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
    let readsDigits =
      network.blueprint.input.count == DrawnDigit.pictureSize * DrawnDigit.pictureSize
      && network.blueprint.output.count == 10
    let splits = try paths.map { path in
      let split = try DataSource.open(
        path, pictures: readsDigits ? .normalisedDigits : .asTheyAre, seed: seed)
      try check(split.train, from: path, fits: network.blueprint)
      return split
    }
    if let first = splits.first {
      let training = try splits.dropFirst().reduce(first.train) { try $0.joined(with: $1.train) }
      return DataSplit(train: training, test: splits.compactMap(\.test).first)
    }
    if let gate = LogicGate(rawValue: network.blueprint.name) {
      return DataSplit(train: gate.dataset, test: nil)
    }
    if readsDigits {
      StandardError.write("note: no --data given: using digits drawn by the program itself\n")
      return try DataSource.open(DataSource.drawnDigits, seed: seed)
    }
    throw CommandFailure(
      "\(network.blueprint.name): say what to use with --data: a folder with MNIST's files, a "
        + "folder of pictures, a .csv file, or drawn-digits")
  }
  /// Here the file can still be named; later only numbers are known.
  private static func check(
    _ data: Dataset, from path: String, fits blueprint: NetworkBlueprint
  ) throws {
    for (what, expected, found) in [
      ("inputs", blueprint.input.count, data.inputCount),
      ("targets", blueprint.output.count, data.targetCount),
    ] where expected != found {
      throw CommandFailure(
        "\(path): expected \(expected) \(what) a sample, as \(blueprint.name) has, found \(found): "
          + "choose data and network that fit each other")
    }
  }
}
