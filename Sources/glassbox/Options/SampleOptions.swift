import ArgumentParser
import TrainingData

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

  /// Which sample of the data: the first, if nobody has said.
  var chosen: SampleNumber { sample ?? SampleNumber(1) }

  /// What the sample is called in messages.
  var name: String {
    if input != nil { return "--input" }
    if let picture { return picture }
    return (["sample \(chosen)"] + data).joined(separator: " of ")
  }

  /// The table that the data is, if it is one.
  var tablePath: String? {
    data.count == 1 ? data.first.flatMap { DataSource.isTable($0) ? $0 : nil } : nil
  }
}
