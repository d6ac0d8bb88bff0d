import NetworkDescription
import Pictures
import TextFormats

/// The data a network learns from or is measured with: what texts name, or what its recipe has.
extension DataSource {
  /// Opens the data for the network of a blueprint.
  ///
  /// - Parameters:
  ///   - paths: What `--data` says, once or several times; the training parts are joined, and the
  ///     first of the test parts is the test part.
  ///   - blueprint: Decides what is used without any paths, and whether pictures are normalised.
  ///   - seed: Which drawn digits, or points.
  ///   - note: Is told what a user should know of the choice.
  ///   - badPicture: Is told what is wrong with a file of a folder; what it does not throw is left
  ///     out.
  /// - Throws: ``DataFileError`` and `PictureError` for what cannot be read, `PlainError` for data
  ///   that does not fit the network.
  public static func open(
    _ paths: [String], for blueprint: NetworkBlueprint, seed: UInt64,
    note: (String) -> Void = { _ in }, badPicture: BadPicture = { throw $0 }
  ) throws -> DataSplit {
    let readsDigits =
      blueprint.input.count == DrawnDigit.pictureSize * DrawnDigit.pictureSize
      && blueprint.output.count == 10
    let splits = try paths.map { path in
      let split = try split(
        path, pictures: readsDigits ? .normalisedDigits : form(for: blueprint), seed: seed,
        outputs: blueprint.output.count, badPicture: badPicture)
      try check(split, from: path, fits: blueprint)
      return split
    }
    if let first = splits.first {
      let training = try splits.dropFirst().reduce(first.train) { try $0.joined(with: $1.train) }
      return DataSplit(train: training, test: splits.compactMap(\.test).first)
    }
    if let own = try own(of: blueprint, seed: seed) {
      try check(own.split, from: own.name, fits: blueprint)
      return own.split
    }
    if readsDigits {
      note("no --data given: using digits drawn by the program itself")
      return try open(drawnDigits, seed: seed)
    }
    throw PlainError(
      "\(blueprint.name): say what to use with --data: a folder with MNIST's files or "
        + "CIFAR-10, a folder of pictures, a .csv file, drawn-digits, a gate such as xor, or points "
        + "such as spiral:noise=0.1")
  }

  /// What the recipe of a blueprint's name comes with; nil for other names.
  private static func own(
    of blueprint: NetworkBlueprint, seed: UInt64
  ) throws -> (split: DataSplit, name: String)? {
    let name = blueprint.name
    if blueprint.name == Recipe.linear.rawValue {
      return (DataSplit(train: PlanePoints.dataset(seed: seed), test: nil), "the points of a plane")
    }
    let what: String
    if LogicGate(rawValue: name) != nil {
      what = "the four rows of"
    } else if ToySet(rawValue: name) != nil {
      what = "the points of"
    } else {
      return nil
    }
    let split = try split(
      name, pictures: .asTheyAre, seed: seed, outputs: blueprint.output.count)
    return (split, "\(what) \(name)")
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
    _ path: String, pictures: PictureForm, seed: UInt64, outputs: Int,
    badPicture: BadPicture = { throw $0 }
  ) throws -> DataSplit {
    let split = try open(path, pictures: pictures, seed: seed, badPicture: badPicture)
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
        throw PlainError(
          "\(path): expected pictures of \(blueprint.input), height × width × channels, as "
            + "\(blueprint.name) takes, found \(data.inputShape): choose data and network that fit "
            + "each other")
      }
      for (what, expected, found) in [
        ("inputs", blueprint.input.count, data.inputCount),
        ("targets", blueprint.output.count, data.targetCount),
      ] where expected != found {
        throw PlainError(
          "\(path): expected \(expected) \(what) a sample, as \(blueprint.name) has, found "
            + "\(found): choose data and network that fit each other")
      }
      guard data.count > 0 else {
        throw PlainError("\(path): expected at least one sample, found none")
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
    throw PlainError(
      "\(path): sample \(stray / perSample + 1): \(loss.refusal(of: numbers[stray]))")
  }
}

extension Loss {
  /// What is wrong with a target that it cannot compare with.
  package func refusal(of target: Double) -> String {
    "expected targets from 0 to 1, which \(name) needs, found "
      + "\(JSONValue.number(target)): scale them, or use meanSquaredError"
  }
}
