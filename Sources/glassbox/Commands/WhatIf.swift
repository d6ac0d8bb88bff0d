import ArgumentParser
import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger
import NeuronGraph
import TrainingRuns

/// `glassbox what-if`: the smallest change to a few weights that turns an answer.
struct WhatIfCommand: SampleCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if", _superCommandName: Glassbox.name,
    abstract: "Find the smallest change to a few weights that turns an answer into another.",
    discussion: """
      glassbox what-if xor.safetensors --input 0,1
      glassbox what-if xor.safetensors --input 0,1 --weights 2
      glassbox what-if digits.safetensors --picture 7.png --weights 5 --answer 2
      glassbox what-if digits.safetensors --data mnist --sample 5

      Smallest by the root of the sum of squares. It is applied to a copy of the network, which is \
      run to show that it does. With a single output, the answer is 1 above ½ and else 0.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @OptionGroup
  var sample: SampleOptions

  @OptionGroup
  var table: TableOptionGroup

  @Option(parsing: .unconditional, help: "How many weights and biases may change.")
  var weights = 1

  @Option(parsing: .unconditional, help: "What the answer should become (default: any other).")
  var answer: Int?

  @Option(parsing: .unconditional, help: "Where the first weights of a recipe come from.")
  var seed: UInt64?

  @OptionGroup
  var memory: MemoryOption

  @Flag(help: "One JSON object.")
  var json = false

  func validate() throws {
    try OptionLimits.check(1...10_000, ("--weights", weights))
  }

  func run() throws {
    let argument = try NamedNetwork.asked(self.network, seed: seed, memory: memory)
    try DepthLimit.check(argument.blueprint, name: self.network)
    let inputs = try inputs(for: argument)
    if argument.answersWithNumbers {
      throw CommandFailure(
        "\(self.network): expected a network that answers with classes, found one that answers with "
          + "numbers (\(AnswerWords(argument).outputNames.joined(separator: ", ").shortenedOnOneLine)): "
          + "no answer is another one there; predict shows them")
    }
    let found = try Asking.about(self.network) {
      try argument.network().whatIf(
        inputs: inputs, weights: weights, answer: answer,
        boundary: argument.blueprint.classBoundary(of: argument.classNames))
    }
    // A network made anew of the changed parameters, so that nobody has to take our word for it.
    let copy = try argument.network(parameters: found.parameters)
    guard try copy.predict(inputs) == found.outputsAfter else {
      throw CommandFailure("\(self.network): the change could not be repeated on a copy")
    }
    if json {
      print(found.jsonLine)
    } else {
      for line in found.lines(names: argument.classNames) { print(line) }
    }
  }
}
