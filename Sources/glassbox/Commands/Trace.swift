import ArgumentParser
import Explanation
import NetworkPictures
import NetworkQuestions
import TextFormats
import TracePages
import TrainingData
import TrainingDebugger
import NetworkDescription
import NeuronGraph
import NeuronTrace
import SystemFiles
import TrainingLoop
import TrainingRuns

/// `glassbox trace`: training steps with every number of them, as text or as a page for browsers.
struct Trace: TargetCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", _superCommandName: Glassbox.name,
    abstract: "Write out one training step, link by link, forwards and backwards.",
    discussion: """
      glassbox trace xor --input 0,1 --target 1
      glassbox trace xor.safetensors --input 0,1 --target 1 --json
      glassbox trace digit-reader --picture 7.png            the forward half
      glassbox trace lernmi-mnist --picture 7.png --target 7 --top 3
      glassbox trace mnist-cnn --picture 7.png --target 7 --neuron 3.11.5.2
      glassbox trace digits.safetensors --data mnist --sample 5 --top 3
      glassbox trace xor --html xor.html --steps 40

      Without --target, which only data tells by itself, there is nothing to learn: the forward \
      half is shown, from the inputs to the answer.

      With --html, a browser steps through the training, forwards and backwards. Unless one sample \
      is named, the steps learn from all of the data, one sample each, in the order of training.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @OptionGroup
  var sample: SampleOptions

  @OptionGroup
  var table: TableOptionGroup

  @OptionGroup
  var target: TargetOptions

  @Option(
    help: "Write a page for browsers, complete in one file, instead of printing the step.")
  var html: String?

  @Option(
    parsing: .unconditional,
    help: "How many training steps the page has (default: 20 over data, 1 for one sample).")
  var steps: Int?

  @Option(
    parsing: .unconditional,
    help: "How many links to show for a neuron (default: all of up to 12, else 5).")
  var top: Int?

  @Option(
    help: """
      Show only what one neuron is made of, and what becomes of it: layer.index, or \
      layer.row.column.channel.
      """)
  var neuron: String?

  @Option(help: "Where the first weights of a recipe come from.")
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: """
      How far a step moves the weights (default: the recipe's; for a page that walks over data one \
      sample a step, that divided by the recipe's batch size).
      """)
  var learningRate: Double?

  @Flag(
    inversion: .prefixedNo,
    help: "Whether a page visits the samples in another order every epoch (default: the recipe's).")
  var shuffle: Bool?

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Flag(help: "End with the loss before and after the update with --json, too.")
  var afterUpdate = false

  @Flag(help: "One JSON object an event.")
  var json = false

  func validate() throws {
    try OptionLimits.check(atLeast: 0, ("--top", top))
    try OptionLimits.check(learningRate: learningRate)
    if html == nil { try validateText() } else { try validatePage() }
  }

  private func validateText() throws {
    guard sample.areGiven else {
      throw ValidationError("expected --input, --picture, --data or --sample, found none of them")
    }
    guard steps == nil else {
      throw ValidationError("--steps: expected --html, which they are for")
    }
  }

  private static let pageEndings = [".html", ".htm"]
  /// More do not fit into a page of any network.
  private static let mostSteps = 100_000

  private func validatePage() throws {
    guard !json, top == nil, neuron == nil else {
      throw ValidationError("--html: cannot go with --json, --top or --neuron")
    }
    try OptionLimits.check(1...Self.mostSteps, ("--steps", steps))
    if let html, !Self.pageEndings.contains(where: { html.lowercased().hasSuffix($0) }) {
      throw ValidationError("--html: expected a name ending in .html, found '\(html)'")
    }
    try checkSampleHasTarget()
    try checkTargetHasSample()
  }

  func run() throws {
    let argument = try start.asked(network, seed: seed, memory: memory)
    if let html {
      try DepthLimit.check(argument.blueprint, name: network)
      try writePage(of: argument, to: html)
    } else {
      let network = try argument.network()
      if !json { for line in argument.legend { print(line) } }
      let focus = try neuron.map { try Self.focus(on: $0, in: network) }
      if lackTarget {
        try printForward(of: network, inputs(for: argument), focus)
      } else {
        let (inputs, targets) = try sampleWithTargets(for: argument)
        try printStep(of: network, inputs, targets, focus)
      }
    }
  }

  private func printForward(
    of network: NeuronNetwork, _ inputs: [Double], _ focus: TraceFocus?
  ) throws {
    try Asking.quietly(self.network) {
      if json {
        try network.traceForward(inputs: inputs, observe: printedEvents(focus))
      } else {
        try network.explainForward(inputs: inputs, top: top, focus: focus) { print($0) }
      }
    }
  }

  /// Prints those events that it is about, numbered among all.
  private func printedEvents(_ focus: TraceFocus?) -> (TraceEvent) -> Void {
    var index = 0
    return { event in
      if focus?.includes(event) ?? true { print(event.jsonLine(index: index)) }
      index += 1
    }
  }

  private func printStep(
    of network: NeuronNetwork, _ inputs: [Double], _ targets: [Double], _ focus: TraceFocus?
  ) throws {
    if let learningRate { network.optimizer.learningRate = learningRate }
    let before = try network.measuredLoss(inputs: inputs, targets: targets)
    do {
      if json {
        let show = printedEvents(focus)
        var count = 0
        try network.trace(inputs: inputs, targets: targets) { event in
          show(event)
          count += 1
        }
        if afterUpdate {
          let after = try network.measuredLoss(inputs: inputs, targets: targets)
          StandardOutput.print(
            [
              ("index", .integer(count)), ("phase", .string("update")),
              ("event", .string("updated")),
            ]
              + LossAfterUpdate.entries((before, after)))
        }
      } else {
        try network.explainStep(inputs: inputs, targets: targets, top: top, focus: focus) {
          print($0)
        }
        print("")
        print(
          LossAfterUpdate.text((before, try network.measuredLoss(inputs: inputs, targets: targets)))
        )
      }
    } catch NetworkError.notFinite(let fault) {
      throw CommandFailure(
        "the loss is \(decimal(fault.loss, digits: 4)); first to overflow: \(fault.culprit): use smaller numbers"
      )
    }
  }

  private static func focus(
    on neuron: String, in network: NeuronNetwork
  ) throws -> TraceFocus {
    guard let focus = NeuronName(neuron).flatMap({ TraceFocus(on: $0, in: network) }) else {
      let last = network.outputNeurons.last.map { "\($0.name)" } ?? ""
      throw CommandFailure(
        "--neuron: expected the name of a neuron, from \(network.inputNeurons[0].name) to \(last), "
          + "found \(neuron.shortenedOnOneLine)")
    }
    return focus
  }

  private func writePage(of argument: NamedNetwork, to path: String) throws {
    var outputs = OutputList(reading: sample.inputs + [network, start.weights])
    try outputs.add(path, option: "--html")
    let walk = try samples(for: argument)
    let page = try WorkingLine.during(argument.blueprint.name) { line in
      try self.page(of: argument, walk) { line.say($0) }
    }
    do {
      try AtomicFile.replace(path, with: Array(page.html.utf8))
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
    let size = decimal(Double(page.html.utf8.count) / 1e6, digits: 2)
    let steps = page.stepCount == 1 ? "1 step" : "\(page.stepCount) steps"
    let rate = rateRemark(argument.blueprint)
    print("\(steps) in \(path.onOneLine), \(size) MB: open it in a browser\(rate)")
  }

  /// What is said where the steps of a page have another learning rate than training.
  private func rateRemark(_ blueprint: NetworkBlueprint) -> String {
    let used = optimizer(of: blueprint).learningRate
    guard learningRate == nil, used != blueprint.optimizer.learningRate else { return "" }
    return
      " (learning rate \(used), not \(blueprint.optimizer.learningRate): a step has one sample, "
      + "not \(blueprint.training.batchSize))"
  }

  private func samples(for argument: NamedNetwork) throws -> TraceSteps {
    guard !sample.isOne else {
      let (inputs, targets) = try sampleWithTargets(for: argument)
      return TraceSteps(inputs: inputs, targets: targets, classNames: argument.classNames)
    }
    let seed = argument.blueprint.seed
    let split = try DataSource.open(
      sample.data, for: argument, seed: seed, table: table.choice)
    return TraceSteps(
      walkingOver: split.train, seed: seed, shuffle: shuffle ?? argument.blueprint.training.shuffle)
  }

  /// The optimizer of a page's steps, which learn from one sample each.
  ///
  /// A rate that suits the mean gradient of a batch of B samples lets the gradients of single ones
  /// overshoot: with momentum the loss jumps. A B-th of it moves weights as far in an epoch (Goyal
  /// and others, "Accurate, large minibatch SGD", 2017, the other way round).
  private func optimizer(of blueprint: NetworkBlueprint) -> Optimizer {
    var optimizer = blueprint.optimizer
    let batchSize = blueprint.training.batchSize
    if let learningRate {
      optimizer.learningRate = learningRate
    } else if case .sgd = optimizer, !sample.isOne, batchSize > 1 {
      optimizer.learningRate /= Double(batchSize)
    }
    return optimizer
  }

  /// As many steps as were asked for; unless asked, fewer where a large network leaves no room.
  private func page(
    of argument: NamedNetwork, _ walk: TraceSteps, say: (String) -> Void
  ) throws -> TracePage {
    let about = PageAbout(
      title: argument.blueprint.name,
      inputPicture: PixelArrangement(argument.blueprint.input)?.shape,
      classNames: argument.blueprint.output.count == 1
        ? Array(walk.classNames.dropFirst()) : walk.classNames)
    let optimizer = optimizer(of: argument.blueprint)
    var count = steps ?? walk.usualCount
    while true {
      do {
        let network = try argument.network()
        network.optimizer = optimizer
        return try TracePage(of: network, about: about, steps: count) { step in
          say("step \(grouped(step + 1)) of \(grouped(count))")
          return walk.sample(step)
        }
      } catch TracePageError.tooLarge(_, let fitting, _) where steps == nil && fitting > 0 {
        count = fitting
      } catch let error as TracePageError {
        throw CommandFailure("--\(error)")
      }
    }
  }
}
