import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger

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
    let labels = stepper.session.labels
    return try stepper.ask { network, sample in
      guard let place = arguments.words.first else {
        return try network.blame(inputs: sample.inputs, targets: sample.targets).lines(labels)
      }
      return try network.blame(place, inputs: sample.inputs, targets: sample.targets)
        .lines(labels)
    }
  }
}
