import ArgumentParser
import NetworkDescription
import NetworkPictures
import Pictures
import TrainingData
import TrainingRuns

/// How all commands are told which sample to ask a network about.
struct SampleOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "The inputs, separated by commas.")
  var input: InputList?

  @Option(help: "A PNG picture as the input: a digit, or what else the network has learned.")
  var picture: String?

  @Option(help: "Data to take inputs and targets from, as for train; gates come with theirs.")
  var data: [String] = []

  @Option(
    parsing: .unconditional,
    help: """
      Which sample of the data, from 1, or test:1 of its test part (default: the first).
      """)
  var sample: SampleNumber?

  @OptionGroup
  var table: TableOptionGroup

  func validate() throws {
    guard [input != nil, picture != nil, !data.isEmpty].count(where: { $0 }) <= 1 else {
      throw ValidationError("give one of --input, --picture and --data")
    }
    guard sample == nil || input == nil && picture == nil else {
      throw ValidationError("--sample: cannot go with --input or --picture")
    }
    try OptionLimits.check(atLeast: 1, ("--sample", sample?.number))
  }

  /// What is read.
  var inputs: [String?] { data + [picture] }

  /// Whether anything was said; what comes of nothing, the command decides.
  var areGiven: Bool { isOne || !data.isEmpty }

  /// Whether a single sample was named, and not all of the data.
  var isOne: Bool { input != nil || picture != nil || sample != nil }

  /// What the sample is called in messages.
  var name: String {
    if input != nil { return "--input" }
    if let picture { return picture }
    return (["sample \(sample ?? SampleNumber(1))"] + data).joined(separator: " of ")
  }

  /// The inputs, and the targets where the data has them.
  ///
  /// - Parameter seed: Where drawn data comes from, if not from the network's seed.
  func find(
    for argument: NamedNetwork, seed: UInt64? = nil
  ) throws -> (inputs: [Double], targets: [Double]?) {
    if let input {
      return (try argument.numbers(in: input), nil)
    }
    if let picture {
      let pixels = try Self.inputs(from: picture, for: argument.blueprint)
      try argument.check(pixels, areInputsOf: "--picture")
      return (pixels, nil)
    }
    guard !data.isEmpty || LogicGate(rawValue: argument.blueprint.name) != nil else {
      throw CommandFailure(
        "expected a sample to ask about, found none: give --input, --picture or --data")
    }
    let split = try DataSource.open(
      data, for: argument, seed: seed ?? argument.blueprint.seed, table: table.choice)
    let (samples, position) = try (sample ?? SampleNumber(1)).find(in: split)
    return (samples.input(of: position), samples.target(of: position))
  }

  /// A network that takes pictures says which; one that takes a list is taken to read digits.
  private static func inputs(
    from picture: String, for blueprint: NetworkBlueprint
  ) throws -> [Double] {
    guard blueprint.input.isPicture else { return try FoundDigit.only(inPNG: picture).inputs }
    return try PictureInput(picture, for: blueprint).sample.input(of: 0)
  }
}
