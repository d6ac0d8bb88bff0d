import ArgumentParser
import NetworkDescription
import NeuronGraph
import TextFormats
import TrainingLoop
import TrainingRuns

/// `glassbox predict`: what a network answers to some numbers.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask a network for its outputs.",
    discussion: """
      glassbox predict xor.safetensors --input 0,1
      glassbox predict xor.safetensors --input 0,1 --json
      glassbox predict digits.safetensors --picture 7.png
      glassbox predict digits.safetensors --data mnist --sample 5
      """)

  @Argument(help: "A model file; a recipe or blueprint answers as it is before training.")
  var model: String

  @OptionGroup
  var sample: SampleOptions

  @OptionGroup
  var start: WeightsOption

  @Flag(help: "Print {\"output\":[…]}.")
  var json = false

  func validate() throws {
    guard sample.areGiven else {
      throw ValidationError("expected --input, --picture, --data or --sample, found none of them")
    }
  }

  func run() throws {
    let argument = try start.network(model)
    let (inputs, _) = try sample.find(for: argument)
    let outputs = try Asking.about(model) {
      try argument.network().finiteOutputs(for: inputs)
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
