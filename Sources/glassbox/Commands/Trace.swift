import ArgumentParser
import BackpropDebugger
import NetworkBlueprint
import NeuronGraph
import SystemFiles
import TrainingLoop

/// `glassbox trace`: training steps with every number of them, as text or as a page for browsers.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write out one training step, link by link, forwards and backwards.",
    discussion: """
      glassbox trace xor --input 0,1 --target 1
      glassbox trace xor.safetensors --input 0,1 --target 1 --json
      glassbox trace lernmi-mnist --picture 7.png --target 0,0,0,0,0,0,0,1,0,0 --top 3
      glassbox trace mnist-cnn --picture 7.png --target 0,0,0,0,0,0,0,1,0,0 --neuron 3.11.5.2
      glassbox trace xor --html xor.html --steps 40

      With --html, a browser steps through the training, forwards and backwards. Without --input \
      and --picture the steps learn from the data, one sample each, in the order of training.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @Option(parsing: .unconditional, help: "The inputs, separated by commas.")
  var input: NumberList?

  @Option(help: "A PNG picture of a digit as the input, instead of --input.")
  var picture: String?

  @Option(parsing: .unconditional, help: "The targets, separated by commas.")
  var target: NumberList?

  @Option(
    help: "Write a page for browsers, complete in one file, instead of printing the step.")
  var html: String?

  @Option(
    parsing: .unconditional,
    help: "How many training steps the page has (default: 20 over data, 1 for one sample).")
  var steps: Int?

  @Option(help: "What the page's steps learn from, as for train (default: the recipe's data).")
  var data: [String] = []

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

  @Flag(help: "One JSON object an event.")
  var json = false

  func validate() throws {
    if let top, top < 0 { throw ValidationError("--top: expected at least 0, found \(top)") }
    guard input == nil || picture == nil else {
      throw ValidationError("give either --input or --picture")
    }
    if html == nil { try validateText() } else { try validatePage() }
  }

  private func validateText() throws {
    guard input != nil || picture != nil else {
      throw ValidationError("give either --input or --picture")
    }
    guard target != nil else { throw ValidationError("--target: expected the targets") }
    guard steps == nil, data.isEmpty else {
      throw ValidationError("--steps and --data: expected --html, which they are for")
    }
  }

  private static let pageEndings = [".html", ".htm"]
  /// More do not fit into a page of any network.
  private static let mostSteps = 100_000

  private func validatePage() throws {
    guard !json, top == nil, neuron == nil else {
      throw ValidationError("--html: cannot go with --json, --top or --neuron")
    }
    if let steps, !(1...Self.mostSteps ~= steps) {
      throw ValidationError("--steps: expected 1 to \(Self.mostSteps), found \(steps)")
    }
    if let html, !Self.pageEndings.contains(where: { html.lowercased().hasSuffix($0) }) {
      throw ValidationError("--html: expected a name ending in .html, found '\(html)'")
    }
    let isOneSample = input != nil || picture != nil
    guard isOneSample == (target != nil) else {
      throw ValidationError("--target: expected together with --input or --picture")
    }
    guard !isOneSample || data.isEmpty else {
      throw ValidationError("--data: cannot go with --input or --picture")
    }
  }

  func run() throws {
    let argument = try NetworkArgument(network, seed: seed)
    if let html {
      try writePage(of: argument, to: html)
    } else {
      let (inputs, targets) = try oneSample(for: argument)
      try printStep(of: argument, inputs, targets)
    }
  }

  private func oneSample(
    for argument: NetworkArgument
  ) throws -> (inputs: [Double], targets: [Double]) {
    let inputs = try input?.numbers ?? pictureInputs()
    let targets = target?.numbers ?? []
    try argument.check(inputs, areInputsOf: input == nil ? "--picture" : "--input")
    try argument.check(targets, areTargetsOf: "--target")
    return (inputs, targets)
  }

  private func printStep(
    of argument: NetworkArgument, _ inputs: [Double], _ targets: [Double]
  ) throws {
    let network = try argument.network()
    let focus = try neuron.map { try Self.focus(on: $0, in: network) }
    do {
      if json {
        var index = 0
        try network.trace(inputs: inputs, targets: targets) { event in
          if focus?.includes(event) ?? true { print(event.jsonLine(index: index)) }
          index += 1
        }
      } else {
        try network.explainStep(inputs: inputs, targets: targets, top: top, focus: focus) {
          print($0)
        }
      }
    } catch let fault as TrainingFault {
      throw CommandFailure(
        "the loss is \(decimal(fault.loss, digits: 4)); first to overflow: \(fault.culprit): use smaller numbers"
      )
    }
  }

  private static func focus(
    on neuron: String, in network: NeuronNetwork
  ) throws -> TraceFocus {
    guard let focus = TraceFocus(on: neuron, in: network) else {
      let last = network.outputNeurons.last?.name ?? ""
      throw CommandFailure(
        "--neuron: expected the name of a neuron, from \(network.inputNeurons[0].name) to \(last), "
          + "found \(neuron.shortenedOnOneLine)")
    }
    return focus
  }

  private func pictureInputs() throws -> [Double] {
    guard let picture else { return [] }
    return try DigitPicture.only(in: picture).pixels28.map { Double($0) / 255 }
  }

  private func writePage(of argument: NetworkArgument, to path: String) throws {
    try OutputFile.check(
      path, option: "--html", sparing: data + [network] + [picture].compactMap(\.self))
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
    print("\(steps) in \(path.onOneLine), \(size) MB: open it in a browser")
  }

  private func samples(for argument: NetworkArgument) throws -> TraceSteps {
    guard input == nil, picture == nil else {
      let (inputs, targets) = try oneSample(for: argument)
      return TraceSteps(inputs: inputs, targets: targets, classNames: argument.classNames)
    }
    let seed = argument.blueprint.seed
    let split = try DataArgument.open(data, for: argument, seed: seed)
    return TraceSteps(walkingOver: split.train, seed: seed)
  }

  /// As many steps as were asked for; unless asked, fewer where a large network leaves no room.
  private func page(
    of argument: NetworkArgument, _ walk: TraceSteps, say: (String) -> Void
  ) throws -> TracePage {
    let about = PageAbout(
      title: argument.blueprint.name,
      inputPicture: PixelArrangement(argument.blueprint.input)?.shape,
      classNames: walk.classNames)
    var count = steps ?? walk.usualCount
    while true {
      do {
        return try TracePage(of: argument.network(), about: about, steps: count) { step in
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
