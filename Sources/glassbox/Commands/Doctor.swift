import ArgumentParser
import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription
import TrainingData
import TrainingLoop
import TrainingRuns

/// `glassbox doctor`: trains, says what goes wrong and why, and tries what helps.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Train, find out why a network does not learn, and try what helps.",
    discussion: """
      glassbox doctor xor
      glassbox doctor xor --learning-rate 0.0001
      glassbox doctor xor --learning-rate 30 --seed 3
      glassbox doctor mine.json --data flowers.csv --epochs 20 --json

      Names neurons and links that die, saturate, explode or are NaN; and where the answers are no \
      better than a constant one, or are stuck, why: equal or tiny first weights, no hidden layer, \
      the learning rate, a penalty, unscaled inputs, targets out of reach and so on. Each remedy is \
      tried for as many steps, and both losses are shown. The samples come in the order of \
      `glassbox train` with the same options. Neurons and links do the work, whatever the \
      network's size. The status is 1 when anything is found.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @Option(help: "What to learn from, as in `glassbox train --data`.")
  var data: [String] = []

  @Option(
    parsing: .unconditional,
    help: "How many training steps (default: those of all epochs, 2000 at most).")
  var steps: Int?

  @Option(
    parsing: .unconditional, help: "How many times every sample is seen (default: the recipe's).")
  var epochs: Int?

  @Option(parsing: .unconditional, help: "Samples averaged for a step (default: the recipe's).")
  var batchSize: Int?

  @Option(parsing: .unconditional, help: "How far a gradient of 1 moves a weight.")
  var learningRate: Double?

  @Option(parsing: .unconditional, help: "Where first weights and the order of samples come from.")
  var seed: UInt64?

  @Option(parsing: .unconditional, help: "Learn from the first so many samples only.")
  var limit: Int?

  @Flag(help: "One JSON object for each finding, and one for the whole.")
  var json = false

  /// From here on one would like to know why it takes so long.
  private static let largeWork = 2e9
  private static let mostSteps = 2000

  func validate() throws {
    try OptionLimits.check(learningRate: learningRate)
    try OptionLimits.check(
      atLeast: 1, ("--steps", steps), ("--epochs", epochs), ("--batch-size", batchSize),
      ("--limit", limit))
  }

  func run() throws {
    let argument = try NamedNetwork(self.network, seed: seed)
    var blueprint = argument.blueprint
    if let learningRate { try blueprint.setLearningRate(learningRate) }
    let split = try DataSource.open(data, for: argument, seed: blueprint.seed)
    let samples = limit.map { split.train.prefix($0) } ?? split.train
    let batchSize = batchSize ?? blueprint.training.batchSize
    let perEpoch = (samples.count + batchSize - 1) / batchSize
    let all = (epochs ?? blueprint.training.epochs).multipliedReportingOverflow(by: perEpoch)
    let allSteps = all.overflow ? Int.max : all.partialValue
    let planned = steps ?? min(Self.mostSteps, allSteps)
    let work = Double(planned) * Double(batchSize) * Double(blueprint.parameterCount)
    if work > Self.largeWork {
      StandardError.note(
        "\(grouped(blueprint.parameterCount)) links and \(grouped(planned)) steps of "
          + "\(batchSize) samples take neurons and links a while: fewer with --steps")
    }
    let examination = try Examination(
      of: blueprint, from: argument.parameters, on: samples, steps: planned,
      plannedSteps: steps == nil ? allSteps : planned, batchSize: batchSize)
    for line in json ? examination.jsonLines : examination.lines { print(line) }
    if let complaint = examination.complaint {
      throw CommandFailure("\(self.network): \(complaint)")
    }
  }
}
