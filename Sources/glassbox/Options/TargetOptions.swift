import ArgumentParser
import NetworkDescription
import TextFormats
import TrainingRuns

/// What a network should answer.
struct TargetOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "The targets, separated by commas; or the number of the right class, of several.")
  var target: NumberList?
}

/// A command that asks about one sample with what the network should answer.
protocol TargetCommand: SampleCommand {
  /// What it should.
  var target: TargetOptions { get }
}

extension TargetCommand {
  /// Whether a sample was named that does not tell what the network should answer.
  var lackTarget: Bool { target.target == nil && (sample.input != nil || sample.picture != nil) }

  /// Refuses a sample that was named without what the network should answer.
  func checkSampleHasTarget() throws {
    guard !lackTarget else {
      throw ValidationError(
        "--target: expected what the network should answer, which only data tells by itself")
    }
  }

  /// Refuses targets for more than one sample, where a command would go through all of the data.
  func checkTargetHasSample() throws {
    guard target.target == nil || sample.isOne else {
      throw ValidationError("--target: expected together with --input, --picture or --sample")
    }
  }

  /// The inputs and the targets.
  ///
  /// - Parameter seed: Where drawn data comes from, if not from the network's seed.
  func sampleWithTargets(
    for argument: NamedNetwork, seed: UInt64? = nil
  ) throws -> (inputs: [Double], targets: [Double]) {
    let (inputs, targets) = try sampleFound(for: argument, seed: seed)
    guard let target = target.target else {
      guard let targets else {
        throw CommandFailure("expected what the network should answer: add --target")
      }
      return (inputs, targets)
    }
    let numbers = try Self.oneHot(target.numbers, outputs: argument.blueprint.output.count)
    try argument.check(numbers, areTargetsOf: "--target")
    return (inputs, numbers)
  }

  /// A single number for several outputs is the position of the one that should be 1.
  private static func oneHot(_ numbers: [Double], outputs: Int) throws -> [Double] {
    guard numbers.count == 1, outputs > 1 else { return numbers }
    guard let label = Int(exactly: numbers[0]), (0..<outputs).contains(label) else {
      throw CommandFailure(
        "--target: expected \(outputs) numbers, or a class from 0 to \(outputs - 1), found "
          + "\(JSONValue.number(numbers[0]))")
    }
    return (0..<outputs).map { $0 == label ? 1 : 0 }
  }
}
