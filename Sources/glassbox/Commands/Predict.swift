import ArgumentParser
import NetworkBlueprint
import NeuronGraph
import TrainingLoop

/// `glassbox predict`: what a network answers to some numbers.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask a network for its outputs.",
    discussion: """
      glassbox predict xor.safetensors --input 0,1
      glassbox predict xor.safetensors --input 0,1 --json
      """)

  @Argument(help: "A model file; a recipe or blueprint answers as it is before training.")
  var model: String

  @Option(parsing: .unconditional, help: "The inputs, separated by commas.")
  var input: NumberList

  @Flag(help: "Print {\"output\":[…]}.")
  var json = false

  func run() throws {
    let argument = try NetworkArgument(model)
    try argument.check(input.numbers, areInputsOf: "--input")
    let outputs: [Double]
    do {
      outputs = try argument.network().finiteOutputs(for: input.numbers)
    } catch let overflow as OutputOverflow {
      throw CommandFailure("\(model): \(overflow)")
    }
    if json {
      StandardOutput.print([("output", .array(outputs.map { .number($0) }))])
      return
    }
    for (index, output) in outputs.enumerated() {
      let name =
        argument.classNames.count == outputs.count
        ? argument.classNames[index].onOneLine : "\(index)"
      print("output \(name): \(decimal(output, digits: 6))")
    }
  }
}
