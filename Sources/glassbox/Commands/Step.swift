import ArgumentParser
import Explanation
import NetworkQuestions
import SystemFiles
import TracePages
import TrainingDebugger
import NetworkDescription
import NeuronGraph
import TrainingData
import TrainingRuns

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `glassbox step`: training under a debugger.
struct Step: TargetCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", _superCommandName: Glassbox.name,
    abstract: "Step through training like a debugger, link by link, forwards and backwards.",
    discussion: """
      glassbox step xor
      glassbox step digits.safetensors --data mnist
      glassbox step xor --input 0,1 --target 1
      glassbox step digits.safetensors --picture 7.png --target 7
      echo "run loss < 0.05" | glassbox step xor --json

      On a terminal it fills the screen; ? lists the keys. Elsewhere, and with --commands, it \
      takes commands line by line and prints what happens: help lists them. Unless one sample is \
      named, it goes through all of the data, in the order of glassbox train --engine objects.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @OptionGroup
  var sample: SampleOptions

  @OptionGroup
  var table: TableOptionGroup

  @OptionGroup
  var target: TargetOptions

  @Option(help: "Where first weights and the order of the samples come from.")
  var seed: UInt64?

  @Option(parsing: .unconditional, help: "How many times to go through the samples.")
  var epochs: Int?

  @Option(parsing: .unconditional, help: "How many samples to average for one step.")
  var batchSize: Int?

  @Option(parsing: .unconditional, help: "How far each step moves the weights.")
  var learningRate: Double?

  @Flag(
    inversion: .prefixedNo,
    help: "Whether every epoch visits the samples in another order (default: as the recipe).")
  var shuffle: Bool?

  @Option(help: "Let one gradient lie to prove: secret, or a mistake by its name.")
  var bug: BugArgument?

  @Option(help: "A file of commands, one on a line; - for standard input.")
  var commands: String?

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Flag(help: "One JSON object for every event that is shown.")
  var json = false

  func validate() throws {
    try checkSampleHasTarget()
    try OptionLimits.check(atLeast: 1, ("--epochs", epochs), ("--batch-size", batchSize))
    try OptionLimits.check(learningRate: learningRate)
    try OptionLimits.check(seed: seed)
    try checkTargetHasSample()
  }

  func run() throws {
    let argument = try start.asked(network, seed: seed, memory: memory)
    let script = try commands.flatMap { $0 == "-" ? nil : try TextFile.read($0) }
    let blueprint = try blueprint(of: argument)
    let samples = try samples(argument, blueprint)
    let session = try session(argument, blueprint, samples)
    let lie = try bug?.plant(in: session.network, seed: seed ?? argument.blueprint.seed)
    let model = SteppedModel(
      blueprint: blueprint, classNames: samples.classNames ?? argument.classNames,
      table: samples.table ?? argument.table,
      sources: [network] + sample.data
        + [start.weights, sample.picture, commands].compactMap(\.self))
    let stepper = Stepper(session, model: model, lie: lie)
    if commands == nil, !json, StepperScreen.isPossible {
      return try StepperScreen(stepper).run()
    }
    let plain = PlainStepper(
      stepper: stepper, json: json, source: script == nil ? "standard input" : commands ?? "")
    let failures: Int
    if let script {
      var lines = script.split(omittingEmptySubsequences: false) { $0.isNewline }[...]
      failures = try plain.run { lines.popFirst().map(String.init) }
    } else {
      failures = try plain.run(InputLines.next)
    }
    guard failures == 0 else { throw CommandFailure() }
  }

  /// The network as it is trained; what is saved goes on like that.
  private func blueprint(of argument: NamedNetwork) throws -> NetworkBlueprint {
    var blueprint = argument.blueprint
    if let seed { blueprint.seed = seed }
    if let learningRate { try blueprint.setLearningRate(learningRate) }
    return blueprint
  }

  private func session(
    _ argument: NamedNetwork, _ blueprint: NetworkBlueprint, _ samples: Dataset
  ) throws -> DebuggerSession {
    var options = SessionOptions(blueprint)
    options.epochs = epochs ?? options.epochs
    options.batchSize = batchSize ?? options.batchSize
    options.shuffle = shuffle ?? options.shuffle
    try argument.checkObjects(training: true)
    let network = try NeuronNetwork(
      blueprint, parameters: argument.parameters, memoryLimit: argument.limit.bytes)
    do throws(SessionError) {
      return try DebuggerSession(network, samples: AnySamples(samples), options: options)
    } catch {
      guard case .network(.notFinite(let fault)) = error else { throw error }
      throw CommandFailure(
        "\(network): the loss of the first sample is \(StepperText.number(fault.loss)); first to "
          + "overflow: \(fault.culprit): use smaller weights or inputs")
    }
  }

  private func samples(
    _ argument: NamedNetwork, _ blueprint: NetworkBlueprint
  ) throws -> Dataset {
    guard sample.isOne else {
      return try DataSource.open(
        sample.data, for: argument, seed: blueprint.seed, table: table.choice
      ).train
    }
    let (inputs, targets) = try sampleWithTargets(for: argument, seed: blueprint.seed)
    return try Dataset(
      name: sample.name, inputShape: blueprint.input, inputs: .numbers(inputs),
      targets: .numbers(targets, perSample: targets.count),
      targetKind: blueprint.usualTargetKind)
  }
}
