import BackpropDebugger

/// `blame`: the paths on which the error of the present sample comes back.
struct BlameWord: StepperWord {
  let names = ["blame"]
  let usage = "[LINK | NEURON]"
  let summary = "show on which paths the error comes back, and how much on each"
  let details = ["blame           all weights and inputs", "blame 0.1", "blame 0.1-1.0"]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    guard arguments.words.count <= 1 else {
      throw wrong("a link, a neuron or nothing", found: arguments.text)
    }
    let session = stepper.session
    let sample = session.sample
    return try session.withNetwork { network in
      if let place = arguments.words.first {
        let blame = try network.blame(place, inputs: sample.inputs, targets: sample.targets)
        return StepperReply(lines: blame.lines(session.labels))
      }
      let shares = try network.blame(inputs: sample.inputs, targets: sample.targets)
      return StepperReply(lines: shares.lines(session.labels))
    }
  }
}
