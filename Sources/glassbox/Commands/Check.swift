import ArgumentParser
import EngineAgreement
import MatrixEngine
import NetworkDescription
import TrainingRuns

/// `glassbox check`: whether the engines agree, and whether gradients are true.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", _superCommandName: Glassbox.name,
    abstract: "Compare both engines, and gradients with finite differences, link by link.",
    discussion: """
      glassbox check xor
      glassbox check digits.safetensors --steps 100 --json
      glassbox check xor --bug missing-slope      makes a mistake on purpose, and finds it

      The samples are made up from the seed. A row of the table is the place in a layer where the \
      numbers are furthest apart. The status is 1 when any is further apart than it may be.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @Option(help: "How many training steps to compare.")
  var steps = 20

  @Option(help: "Where the first weights of a recipe and the made-up samples come from.")
  var seed: UInt64?

  @Option(help: "A mistake to make in the matrix engine, on purpose.")
  var bug: PlantedFault?

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Flag(help: "One JSON object a comparison.")
  var json = false

  func validate() throws {
    try OptionLimits.check(1...1_000_000, ("--steps", steps))
  }

  func run() throws {
    let argument = try start.network(network, seed: seed, memory: memory)
    let blueprint = blueprint(argument)
    try argument.limit.check(AgreementCheck.memory(of: blueprint), of: blueprint)
    let check = try AgreementCheck(
      blueprint, parameters: argument.parameters, steps: steps, fault: bug,
      memoryLimit: argument.limit.bytes)
    if !json { print(CheckText.introduction(check)) }
    let report = try examine(check)
    if json {
      for comparison in report.comparisons { StandardOutput.print(comparison.json) }
    } else {
      print(CheckText.table(report))
    }
    guard let culprit = report.culprit else {
      if !json { print(CheckText.agreement) }
      return
    }
    throw CommandFailure("\(network): \(culprit)")
  }

  /// The network as it is checked: to make Adam multiply, it must be trained with Adam.
  private func blueprint(_ argument: NamedNetwork) -> NetworkBlueprint {
    var blueprint = argument.blueprint
    if let seed { blueprint.seed = seed }
    if bug == .adamMultiplies {
      if case .adam = blueprint.optimizer { return blueprint }
      blueprint.optimizer = .adam(Adam())
    }
    return blueprint
  }

  private func examine(_ check: AgreementCheck) throws -> AgreementReport {
    do {
      return try WorkingLine.during(network) { line in try check.run(telling: line.say) }
    } catch NetworkError.notFinite(let fault) {
      throw CommandFailure(
        "\(network): the loss is \(fault.loss) on made-up samples; first to overflow: "
          + "\(fault.culprit): use fewer --steps, or a smaller learning rate")
    }
  }
}

extension PlantedFault: ExpressibleByArgument {}
