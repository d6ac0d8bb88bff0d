import ModelFiles
import NetworkDescription
import TextFormats
import TrainingDebugger

/// `save`: the network as it stands, as a model file.
struct SaveWord: StepperWord {
  let names = ["save"]
  let usage = "FILE.safetensors"
  let summary = "save the network as it stands at this event, as a model file"
  let details = [
    "save xor.safetensors",
    "in the update of a step, weights that have moved are saved as they are now",
  ]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let path = arguments.text
    guard path.hasSuffix(".safetensors") else {
      throw wrong("a file ending in .safetensors", found: path)
    }
    var outputs = OutputList(reading: stepper.model.sources)
    try outputs.add(path, option: "save")
    let model = try TrainedModel(
      blueprint: stepper.model.blueprint, parameters: try stepper.session.parametersNow(),
      classNames: stepper.model.classNames, table: stepper.model.table)
    try model.write(to: path, precision: .float64)
    return .say("saved to \(path.onOneLine)")
  }
}
