import BackpropDebugger

/// `what-if`: the smallest change to some weights that turns the answer to the present sample.
struct WhatIfWord: StepperWord {
  let names = ["what-if", "whatif"]
  let usage = "[WEIGHTS]"
  let summary = "find the smallest change to at most so many weights that turns the answer"
  let details = ["what-if         to one weight", "what-if 3       to at most three"]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    guard let weights = arguments.text.isEmpty ? 1 : Int(arguments.text), weights >= 1 else {
      throw wrong("how many weights may change, at least 1", found: arguments.text)
    }
    let session = stepper.session
    let inputs = session.sample.inputs
    return StepperReply(
      lines: try session.withNetwork { try $0.whatIf(inputs: inputs, weights: weights).lines() })
  }
}
