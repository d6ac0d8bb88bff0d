import ArgumentParser
import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger
import NeuronGraph
import TrainingRuns

/// `glassbox blame`: on which paths the error came, and how much on each.
struct BlameCommand: TargetCommand {
  static let configuration = CommandConfiguration(
    commandName: "blame", _superCommandName: Glassbox.name,
    abstract: "Show which paths bring how much of the error to a neuron or a link.",
    discussion: """
      glassbox blame xor --input 0,1 --target 1             every weight's and input's share
      glassbox blame xor 0.1 --input 0,1 --target 1         the paths to an input
      glassbox blame xor 0.1-1.0 --input 0,1 --target 1     the paths to a link
      glassbox blame lernmi-mnist 1.3 --picture 7.png --target 7 --top 5

      A path multiplies weights and slopes from the loss back. All paths to a neuron add up to its \
      sensitivity, those to a link to the gradient of its weight.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @Argument(help: "A neuron such as 1.0 or a link such as 0.1-1.0 (default: all weights, inputs).")
  var neuron: String?

  @OptionGroup
  var sample: SampleOptions

  @OptionGroup
  var table: TableOptionGroup

  @OptionGroup
  var target: TargetOptions

  @Option(parsing: .unconditional, help: "How many to show one by one.")
  var top = 10

  @Option(parsing: .unconditional, help: "Where the first weights of a recipe come from.")
  var seed: UInt64?

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Flag(help: "JSON: one object for a neuron or link, else one for each weight and input.")
  var json = false

  func validate() throws {
    try checkSampleHasTarget()
    try OptionLimits.check(0...100_000, ("--top", top))
  }

  func run() throws {
    let argument = try start.asked(self.network, seed: seed, memory: memory)
    let (inputs, targets) = try sampleWithTargets(for: argument)
    let lines = try Asking.about(self.network) {
      let network = try argument.network()
      let labels = NeuronLabels(network)
      if let neuron {
        let blame = try network.blame(neuron, inputs: inputs, targets: targets, top: top)
        return json ? [blame.jsonLine] : blame.lines(labels)
      }
      let shares = try network.blame(inputs: inputs, targets: targets, top: top)
      return json ? shares.jsonLines : shares.lines(labels, top: top)
    }
    if json {
      for line in lines { print(line) }
    } else {
      StandardOutput.printSigned(lines)
    }
  }
}
