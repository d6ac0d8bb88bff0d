/// `back`: back in time.
struct BackWord: StepperWord {
  let names = ["back", "previous", "prev", "p"]
  let usage = "[COUNT] [UNIT]"
  let summary = "go back to the event before, or to the beginning of a neuron, layer, …"
  let details = ["back", "back 10000", "back sample", "back epoch"]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let (count, unit) = try DistanceWords.read(arguments, for: self)
    return .moved(try stepper.session.move(unit, .backward, times: count))
  }
}
