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
struct DoctorCommand: LearningCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", _superCommandName: Glassbox.name,
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

  @Argument(
    help: """
      A recipe, a blueprint's .json file, or a model file (default: a network chosen for --data).
      """)
  var network: String?

  @OptionGroup
  var learning: LearningOptions

  @OptionGroup
  var table: TableOptionGroup

  @OptionGroup
  var validation: ValidationOptions

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Option(
    parsing: .unconditional,
    help: "How many training steps (default: those of all epochs, 2000 at most).")
  var steps: Int?

  @Flag(help: "One JSON object for each finding, and one for the whole.")
  var json = false

  /// As many as show what goes wrong; fewer where each takes long, for remedies are tried as well.
  private static let mostSteps = 2000
  private static let fewestSteps = 20
  private static let mostWork = 4e9

  func validate() throws {
    try check(recipe: network)
    // The loss of every step is kept.
    try OptionLimits.check(1...10_000_000, ("--steps", steps))
  }

  func run() throws {
    let chosen = try network(network)
    let blueprint = chosen.blueprint
    try DepthLimit.check(blueprint, name: network ?? blueprint.name)
    try NamedNetwork(blueprint, memoryLimit: chosen.argument.limit).checkObjects(training: true)
    let found = try samples(for: chosen)
    let samples = found.parts.scaled(by: found.scaling).training
    let batchSize = blueprint.training.batchSize
    let perEpoch = (samples.count + batchSize - 1) / batchSize
    let all = blueprint.training.epochs.multipliedReportingOverflow(by: perEpoch)
    let allSteps = all.overflow ? Int.max : all.partialValue
    let work = Double(batchSize) * Double(blueprint.parameterCount)
    let affordable = max(Self.fewestSteps, Int(min(Double(Self.mostSteps), Self.mostWork / work)))
    let planned = steps ?? min(affordable, allSteps)
    if Double(planned) * work > Self.mostWork {
      StandardError.note(
        "\(grouped(blueprint.parameterCount)) links and \(grouped(planned)) steps of "
          + "\(batchSize) samples take neurons and links a while: fewer with --steps")
    }
    let examination = try Examination(
      of: blueprint, from: found.start(of: chosen), on: samples, steps: planned,
      plannedSteps: steps == nil ? allSteps : planned, memoryLimit: chosen.argument.limit.bytes)
    for line in json ? examination.jsonLines : examination.lines { print(line) }
    if let complaint = examination.complaint {
      throw CommandFailure("\(network ?? blueprint.name): \(complaint)")
    }
  }
}
