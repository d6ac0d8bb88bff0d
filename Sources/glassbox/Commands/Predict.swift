import ArgumentParser
import NetworkBlueprint
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
    let outputs: [Double]
    do {
      outputs = try argument.network().predict(input.numbers)
    } catch {
      throw CommandFailure("--input: \(error)")
    }
    if json {
      StandardOutput.print([("output", .array(outputs.map { .number($0) }))])
      return
    }
    for (index, output) in outputs.enumerated() {
      let name =
        argument.classNames.count == outputs.count ? argument.classNames[index] : "\(index)"
      print("output \(name): \(decimal(output, digits: 6))")
    }
  }
}
