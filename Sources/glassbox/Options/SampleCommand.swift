import ArgumentParser
import NetworkDescription
import NetworkPictures
import Pictures
import TrainingData
import TrainingRuns

/// A command that asks a network about one sample.
///
/// Its options stand beside each other in the command: groups within groups take ArgumentParser's
/// debug builds five times as long for each storey.
protocol SampleCommand: ParsableCommand {
  /// Which sample.
  var sample: SampleOptions { get }
  /// What a table means.
  var table: TableOptionGroup { get }
}

extension SampleCommand {
  /// The inputs, and the targets where the data has them.
  ///
  /// - Parameter seed: Where drawn data comes from, if not from the network's seed.
  func sampleFound(
    for argument: NamedNetwork, seed: UInt64? = nil
  ) throws -> (inputs: [Double], targets: [Double]?) {
    if let input = sample.input {
      return (try argument.numbers(in: input), nil)
    }
    if let picture = sample.picture {
      let pixels = try Self.inputs(from: picture, for: argument.blueprint)
      try argument.check(pixels, areInputsOf: "--picture")
      return (pixels, nil)
    }
    guard !sample.data.isEmpty || LogicGate(rawValue: argument.blueprint.name) != nil else {
      throw CommandFailure(
        "expected a sample to ask about, found none: give --input, --picture or --data")
    }
    let split = try DataSource.open(
      sample.data, for: argument, seed: seed ?? argument.blueprint.seed, table: table.choice)
    let (samples, position) = try sample.chosen.find(in: split)
    return (samples.input(of: position), samples.target(of: position))
  }

  /// The inputs alone; the lines of a table need no answers then.
  func inputs(for argument: NamedNetwork) throws -> [Double] {
    guard let path = sample.tablePath else { return try sampleFound(for: argument).inputs }
    let rows = try questions(at: path, for: argument).inputDataset(
      outputs: argument.blueprint.output.count)
    let (samples, position) = try sample.chosen.find(
      in: DataSplit(train: rows, test: nil))
    let inputs = samples.input(of: position)
    try argument.check(inputs, areInputsOf: path)
    return inputs
  }

  /// A table of questions: with answers beside them or without.
  func questions(at path: String, for argument: NamedNetwork) throws -> Table {
    let found = try TableReader.table(
      path, options: table.choice, as: argument.table,
      for: .asking(inputs: argument.blueprint.input.count))
    if let note = found.reading.unsureNote { StandardError.note("\(path): \(note)") }
    return found
  }

  /// A network that takes pictures says which; one that takes a list is taken to read digits.
  private static func inputs(
    from picture: String, for blueprint: NetworkBlueprint
  ) throws -> [Double] {
    guard blueprint.input.isPicture else { return try FoundDigit.only(inPNG: picture).inputs }
    return try PictureInput(picture, for: blueprint).sample.input(of: 0)
  }
}
