import ArgumentParser
import BackpropDebugger
import NetworkBlueprint
import NeuronGraph
import TrainingLoop

/// `glassbox trace`: one training step, every number of it.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write out one training step, link by link, forwards and backwards.",
    discussion: """
      glassbox trace xor --input 0,1 --target 1
      glassbox trace xor.safetensors --input 0,1 --target 1 --json
      glassbox trace lernmi-mnist --picture 7.png --target 0,0,0,0,0,0,0,1,0,0 --top 3
      glassbox trace mnist-cnn --picture 7.png --target 0,0,0,0,0,0,0,1,0,0 --neuron 3.11.5.2
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @Option(parsing: .unconditional, help: "The inputs, separated by commas.")
  var input: NumberList?

  @Option(help: "A PNG picture of a digit as the input, instead of --input.")
  var picture: String?

  @Option(parsing: .unconditional, help: "The targets, separated by commas.")
  var target: NumberList

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
    guard (input == nil) != (picture == nil) else {
      throw ValidationError("give either --input or --picture")
    }
  }

  func run() throws {
    let argument = try NetworkArgument(network, seed: seed)
    let inputs = try input?.numbers ?? pictureInputs()
    try argument.check(inputs, areInputsOf: input == nil ? "--picture" : "--input")
    try argument.check(target.numbers, areTargetsOf: "--target")
    let network = try argument.network()
    let focus = try neuron.map { try Self.focus(on: $0, in: network) }
    do {
      if json {
        var index = 0
        try network.trace(inputs: inputs, targets: target.numbers) { event in
          if focus?.includes(event) ?? true { print(event.jsonLine(index: index)) }
          index += 1
        }
      } else {
        try network.explainStep(inputs: inputs, targets: target.numbers, top: top, focus: focus) {
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
}
