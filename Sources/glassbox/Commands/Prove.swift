import ArgumentParser
import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger
import NetworkDescription
import NeuronGraph
import TrainingRuns

/// `glassbox prove`: a gradient, and what the loss really does when the weight is nudged.
struct Prove: TargetCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove", _superCommandName: Glassbox.name,
    abstract: "Nudge a weight and compare the slope of the loss with the gradient.",
    discussion: """
      glassbox prove xor 0.1-1.0 --input 0,1 --target 1     a link
      glassbox prove xor 1.0 --input 0,1 --target 1         the bias of a neuron
      glassbox prove xor all --input 0,1 --target 1         every one, the worst first
      glassbox prove xor all --bug secret --seed 7 --sample 2
      glassbox prove xor --bug secret --seed 7 --guess 0.1-1.3

      The inputs are layer 0: link 0.1-1.0 leads from input 1 to neuron 0 of the first layer. With \
      --bug the gradient of one link or bias lies, and nudging finds it. The status is 1 when \
      slope and gradient do not agree, unless a bug was asked for.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @Argument(help: "A link such as 0.1-1.0, a neuron such as 1.0 for its bias, or all.")
  var link: String?

  @OptionGroup
  var sample: SampleOptions

  @OptionGroup
  var table: TableOptionGroup

  @OptionGroup
  var target: TargetOptions

  @Option(parsing: .unconditional, help: "How many of all to show; what disagrees is always shown.")
  var top = 20

  @Option(help: "Let one gradient lie: secret, or a mistake by its name.")
  var bug: BugArgument?

  @Option(help: "Who lies? Says whether the guess is right.")
  var guess: String?

  @Option(
    parsing: .unconditional, help: "Where first weights, and the place of a bug, come from.")
  var seed: UInt64?

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Flag(help: "One JSON object a weight.")
  var json = false

  /// A weight times a link, for all of them, is this often at most.
  private static let mostWork = 2e11

  func validate() throws {
    try checkSampleHasTarget()
    try OptionLimits.check(atLeast: 0, ("--top", top))
    guard (link == nil) != (guess == nil) else {
      throw ValidationError("say what to prove: a link, a neuron or all; or --guess a link")
    }
    guard guess == nil || bug != nil else {
      throw ValidationError("--guess: expected --bug with it, without which nobody lies")
    }
  }

  func run() throws {
    let argument = try start.asked(self.network, seed: seed, memory: memory)
    // Before a large network is built, and data are read for it.
    if guess == nil, link == nil || link == "all" { try refuseEndlessWork(argument.blueprint) }
    let network = try argument.network()
    let lie = try bug?.plant(in: network, seed: seed ?? argument.blueprint.seed)
    if let guess, let lie {
      try tell(guess, lie, network)
      return
    }
    let (inputs, targets) = try sampleWithTargets(for: argument)
    let proofs = try Asking.about(self.network) {
      guard let link, link != "all" else {
        return try network.proveAll(inputs: inputs, targets: targets, lie: lie)
      }
      return [try network.prove(link, inputs: inputs, targets: targets, lie: lie)]
    }
    if json {
      for proof in proofs { print(proof.jsonLine) }
    } else if link == "all" {
      for line in Proof.table(proofs, top: top) { print(line) }
    } else {
      for line in proofs.flatMap(\.lines) { print(line) }
    }
    if lie == nil, let wrong = proofs.first(where: { !$0.agrees }) {
      throw CommandFailure(
        "\(self.network): \(wrong.place): the sensitivity is \(wrong.sensitivity), nudging finds "
          + "\(wrong.slope)")
    }
  }

  private func refuseEndlessWork(_ blueprint: NetworkBlueprint) throws {
    try DepthLimit.check(blueprint, name: network, advice: "name a link or a neuron")
    let weights = Double(blueprint.parameterCount)
    guard weights * weights * 4 <= Self.mostWork else {
      throw CommandFailure(
        "\(network): all of \(blueprint.parameterCount) weights would take too long: name a link "
          + "or a neuron")
    }
  }

  private func tell(_ guess: String, _ lie: PlantedLie, _ network: NeuronNetwork) throws {
    let place = try network.weightPlace(named: guess)
    let isRight = place == lie.place
    if json {
      print(lie.jsonLine(guess: place))
    } else if isRight {
      print("Right: \(lie.words)")
    } else {
      print("No, \(place) tells the truth. Look again: glassbox prove with the same --bug, --seed.")
    }
  }
}
