import ArgumentParser
import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription
import NeuronGraph
import TrainingData
import TrainingLoop
import TrainingRuns

/// `glassbox doctor`: trains, and says which neuron or link falls ill first, and what helps.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Train and name the first neuron or link that dies, saturates, explodes or is NaN.",
    discussion: """
      glassbox doctor xor
      glassbox doctor xor --learning-rate 30 --seed 3
      glassbox doctor mine.json --data flowers.csv --steps 500 --json

      The samples come in the order of `glassbox train` with the same seed. Neurons and links do \
      the work, whatever the network's size. The status is 1 when anything is found.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @Option(help: "What to learn from, as in `glassbox train --data`.")
  var data: String?

  @OptionGroup
  var table: TableOptionGroup

  @Option(
    parsing: .unconditional,
    help: "How many training steps (default: the recipe's epochs, but 500 to 2000).")
  var steps: Int?

  @Option(parsing: .unconditional, help: "Samples averaged for a step (default: the recipe's).")
  var batchSize: Int?

  @Option(parsing: .unconditional, help: "How far a gradient of 1 moves a weight.")
  var learningRate: Double?

  @Option(parsing: .unconditional, help: "Where first weights and the order of samples come from.")
  var seed: UInt64?

  @Option(parsing: .unconditional, help: "Learn from the first so many samples only.")
  var limit: Int?

  @OptionGroup
  var start: WeightsOption

  @Flag(help: "One JSON object for each finding, and one for the whole.")
  var json = false

  /// From here on one would like to know why it takes so long.
  private static let largeWork = 2e9

  func validate() throws {
    try OptionLimits.check(learningRate: learningRate)
    try OptionLimits.check(
      atLeast: 1, ("--steps", steps), ("--batch-size", batchSize), ("--limit", limit))
  }

  func run() throws {
    let argument = try start.network(self.network, seed: seed)
    var blueprint = argument.blueprint
    if let learningRate { try blueprint.setLearningRate(learningRate) }
    let split = try DataSource.open(
      data.map { [$0] } ?? [], for: argument, seed: blueprint.seed, table: table.choice)
    let samples = limit.map { split.train.prefix($0) } ?? split.train
    let batchSize = batchSize ?? blueprint.training.batchSize
    let epochs = blueprint.training.epochs
    let perEpoch = (samples.count + batchSize - 1) / batchSize
    let (all, isHuge) = epochs.multipliedReportingOverflow(by: perEpoch)
    let planned = steps ?? max(500, min(2000, isHuge ? 2000 : all))
    let work = Double(planned) * Double(batchSize) * Double(blueprint.parameterCount)
    if work > Self.largeWork {
      StandardError.note(
        "\(grouped(blueprint.parameterCount)) links and \(grouped(planned)) steps of "
          + "\(batchSize) samples take neurons and links a while: fewer with --steps")
    }
    let network = try NeuronNetwork(blueprint, parameters: argument.parameters)
    let diagnosis = try network.diagnose(
      on: samples, steps: planned, batchSize: batchSize, seed: blueprint.seed)
    for line in json ? diagnosis.jsonLines : diagnosis.lines { print(line) }
    if let first = diagnosis.findings.first {
      throw CommandFailure("\(self.network): \(first.inOneLine)")
    }
  }
}
