import ArgumentParser
import NetworkBlueprint
import NeuronGraph
import TrainingData

/// The sample that a network is asked about.
struct SampleOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "The inputs, separated by commas.")
  var input: NumberList?

  @Option(help: "A PNG picture of a digit as the input.")
  var picture: String?

  @Option(
    help: """
      Take inputs and targets from data: what `glassbox train --data` takes. Gates come with theirs.
      """)
  var data: String?

  @Option(parsing: .unconditional, help: "Which sample of the data, from 1.")
  var sample = 1

  func validate() throws {
    guard [input != nil, picture != nil, data != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError("give one of --input, --picture and --data")
    }
    guard sample >= 1 else {
      throw ValidationError("--sample: expected at least 1, found \(sample)")
    }
  }

  /// The inputs, and the targets where the data has them.
  func find(for argument: NetworkArgument) throws -> (inputs: [Double], targets: [Double]?) {
    if let input {
      try argument.check(input.numbers, areInputsOf: "--input")
      return (input.numbers, nil)
    }
    if let picture {
      let pixels = try DigitPicture.only(in: picture).pixels28.map { Double($0) / 255 }
      try argument.check(pixels, areInputsOf: "--picture")
      return (pixels, nil)
    }
    guard data != nil || LogicGate(rawValue: argument.blueprint.name) != nil else {
      throw CommandFailure(
        "expected a sample to ask about, found none: give --input, --picture or --data")
    }
    let samples = try DataArgument.open(
      data.map { [$0] } ?? [], for: argument, seed: argument.blueprint.seed
    ).train
    guard sample <= samples.count else {
      throw CommandFailure("--sample: expected 1 to \(samples.count), found \(sample)")
    }
    return (samples.input(of: sample - 1), samples.target(of: sample - 1))
  }
}

/// A sample with what the network should answer.
struct TargetOptions: ParsableArguments {
  @OptionGroup
  var sample: SampleOptions

  @Option(
    parsing: .unconditional,
    help: "The targets, separated by commas; or the number of the right class, of several.")
  var target: NumberList?

  /// The inputs and the targets.
  func find(for argument: NetworkArgument) throws -> (inputs: [Double], targets: [Double]) {
    let (inputs, targets) = try sample.find(for: argument)
    guard let target else {
      guard let targets else {
        throw CommandFailure("expected what the network should answer: add --target")
      }
      return (inputs, targets)
    }
    let numbers = Self.oneHot(target.numbers, outputs: argument.blueprint.output.count)
    try argument.check(numbers, areTargetsOf: "--target")
    return (inputs, numbers)
  }

  /// A single number for several outputs is the position of the one that should be 1.
  private static func oneHot(_ numbers: [Double], outputs: Int) -> [Double] {
    guard numbers.count == 1, outputs > 1, let label = Int(exactly: numbers[0]),
      (0..<outputs).contains(label)
    else { return numbers }
    return (0..<outputs).map { $0 == label ? 1 : 0 }
  }
}

/// Asking a network something.
enum Asking {
  /// Asks, and says in one line what stands in the way; a line shows that it takes long.
  static func about<Answer>(_ network: String, _ question: () throws -> Answer) throws -> Answer {
    try WorkingLine.during(network) { _ in try quietly(network, question) }
  }

  /// The same, where somebody else shows how long it takes.
  static func quietly<Answer>(_ network: String, _ question: () throws -> Answer) throws -> Answer {
    do {
      return try question()
    } catch let fault as TrainingFault {
      throw CommandFailure(
        "\(network): the loss is no finite number; first to overflow: \(fault.culprit): use smaller "
          + "numbers")
    } catch let overflow as OutputOverflow {
      throw CommandFailure("\(network): \(overflow)")
    }
  }
}
