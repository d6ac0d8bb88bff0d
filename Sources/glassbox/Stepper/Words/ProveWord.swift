import BackpropDebugger

/// `prove`: a gradient of the present sample beside what nudging its weight says.
struct ProveWord: StepperWord {
  let names = ["prove"]
  let usage = "LINK | NEURON | all"
  let summary = "nudge a weight and compare the slope of the loss with its gradient"
  let details = [
    "prove 0.1-1.0", "prove 1.0       the bias of a neuron", "prove all       the worst first",
  ]

  private static let shownProofs = 20

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    guard let place = arguments.words.first, arguments.words.count == 1 else {
      throw wrong(
        "a link such as 0.1-1.0, a neuron such as 1.0 for its bias, or all", found: arguments.text)
    }
    let session = stepper.session
    let sample = session.sample
    return try session.withNetwork { network in
      guard place == "all" else {
        return StepperReply(
          lines: try network.prove(place, inputs: sample.inputs, targets: sample.targets).lines)
      }
      let proofs = try network.proveAll(inputs: sample.inputs, targets: sample.targets)
      return StepperReply(lines: Proof.table(proofs, top: Self.shownProofs))
    }
  }
}
