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
  ///   - classNames: What the outputs stand for, if the network has learned it: classes are matched
  ///     with them by name.
  ///   - form: How the network understands the columns of tables, if it has learned from one.
  ///   - table: What somebody says of tables.
  ///   - note: Is told what a user should know of the choice.
  ///   - badPicture: Is told what is wrong with a file of a folder; what it does not throw is left
  ///     out.
  /// - Throws: ``DataFileError`` and `PictureError` for what cannot be read, `PlainError` for data
  ///   that does not fit the network.
  public static func open(
    _ paths: [String], for blueprint: NetworkBlueprint, seed: UInt64, classNames: [String] = [],
    form: TableForm? = nil, table: TableOptions = TableOptions(),
    note: (String) -> Void = { _ in }, badPicture: BadPicture = { throw $0 }
  ) throws -> DataSplit {
    let digitNames = DigitClasses.names(of: blueprint)
    let readsDigits = digitNames != nil
    // Ten classes are told by their numbers; those of marks have names of their own.
    let knowsMarks = (digitNames?.count ?? 0) > 10
    var (form, classNames) = (form, classNames)
    if classNames.isEmpty, knowsMarks { classNames = digitNames ?? [] }
    var splits: [DataSplit] = []
    for path in paths {
      let opened = try open(
        path, pictures: readsDigits ? .normalisedDigits : self.form(for: blueprint), seed: seed,
        table: table, as: form, note: note, badPicture: badPicture
      ).map { DigitClasses.fitting($0, known: classNames) }
      try checkInputs(of: opened, from: path, fit: blueprint)
      let split = try opened.map {
        try fitting($0, blueprint, classNames: classNames, from: path, table)
      }
      try check(split, from: path, fits: blueprint)
      // What comes later is understood as what came first.
      form = form ?? split.train.table
      if classNames.isEmpty { classNames = split.train.classNames ?? [] }
      splits.append(split)
    }
    if let first = splits.first {
      let training = try splits.dropFirst().reduce(first.train) { try $0.joined(with: $1.train) }
      return DataSplit(train: training, test: splits.compactMap(\.test).first)
    }
    if let own = try own(of: blueprint, seed: seed) {
      try checkInputs(of: own.split, from: own.name, fit: blueprint)
      let split = try own.split.map {
        try fitting($0, blueprint, classNames: classNames, from: own.name, table)
      }
      try check(split, from: own.name, fits: blueprint)
      return split
    }
    if readsDigits {
      note("no --data given: using digits drawn by the program itself")
      return try open(drawnDigits, seed: seed).map {
        try fitting($0, blueprint, classNames: classNames, from: drawnDigits, table)
      }
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
    return (try open(name, seed: seed), "\(what) \(name)")
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

  /// The classes of samples brought to the outputs of the network.
  private static func fitting(
    _ dataset: Dataset, _ blueprint: NetworkBlueprint, classNames: [String], from source: String,
    _ table: TableOptions
  ) throws -> Dataset {
    var dataset = dataset
    let answer = dataset.table?.answers.first?.name.lowercased()
    // Three and more whole numbers for one output can only be numbers, unless somebody says other.
    if blueprint.output.count == 1, classNames.isEmpty, table.label == nil, answer != "label",
      (dataset.classNames?.count ?? 0) > 2
    {
      dataset = dataset.withWholeNumbersAsTargets
    }
    return try ClassMatching(blueprint: blueprint, known: classNames, source: source)
      .matched(dataset)
  }

  /// Here the file can still be named; later only numbers are known.
  private static func checkInputs(
    of split: DataSplit, from path: String, fit blueprint: NetworkBlueprint
  ) throws {
    for data in [split.train, split.test].compactMap(\.self) {
      if blueprint.input.isPicture, data.inputShape.isPicture, blueprint.input != data.inputShape {
        throw PlainError(
          "\(path): expected pictures of \(blueprint.input), height × width × channels, as "
            + "\(blueprint.name) takes, found \(data.inputShape): choose data and network that fit "
            + "each other")
      }
      try check(data.inputCount, is: blueprint.input.count, "inputs", of: blueprint, from: path)
    }
  }

  private static func check(
    _ found: Int, is expected: Int, _ what: String, of blueprint: NetworkBlueprint,
    from path: String
  ) throws {
    guard expected == found else {
      throw PlainError(
        "\(path): expected \(expected) \(what) a sample, as \(blueprint.name) has, found "
          + "\(found): choose data and network that fit each other")
    }
  }

  private static func check(
    _ split: DataSplit, from path: String, fits blueprint: NetworkBlueprint
  ) throws {
    for data in [split.train, split.test].compactMap(\.self) {
      try check(data.targetCount, is: blueprint.output.count, "targets", of: blueprint, from: path)
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

extension DataSplit {
  /// Both parts changed in the same way.
  fileprivate func map(_ change: (Dataset) throws -> Dataset) rethrows -> DataSplit {
    DataSplit(train: try change(train), test: try test.map(change))
  }
}
