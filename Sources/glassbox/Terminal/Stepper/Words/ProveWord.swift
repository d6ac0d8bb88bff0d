import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger
import NeuronGraph

/// `prove`: whether a gradient is true.
struct ProveWord: StepperWord {
  let names = ["prove"]
  let usage = "[LINK | NEURON | all]"
  let summary = "nudge a weight, see what the loss does, and compare with its gradient"
  let details = [
    "prove 0.1-1.0", "prove 1.0     the bias of a neuron", "prove all",
    "It asks about the present sample, with the weights of the beginning of this step.",
  ]

  /// A forward pass of every link, four times for every weight, takes a few seconds at this.
  private static let mostWork = 2e9

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let name = arguments.words.isEmpty ? "\(stepper.present)" : arguments.text
    let lie = stepper.lie
    return try stepper.ask { network, sample in
      guard name == "all" else {
        return try network.prove(
          name, inputs: sample.inputs, targets: sample.targets, lie: lie
        ).lines
      }
      let count = Double(network.trainableWeights.count)
      guard count * Double(network.links.count) * 4 <= Self.mostWork else {
        throw StepperError("prove: all weights would take too long: name a link or a neuron")
      }
      return Proof.table(
        try network.proveAll(inputs: sample.inputs, targets: sample.targets, lie: lie), top: 20)
    }
  }
}

/// `guess`: which link lies, where one was made to.
struct GuessWord: StepperWord {
  let names = ["guess"]
  let usage = "LINK | NEURON"
  let summary = "say which gradient lies, if the session was started with --bug"

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    guard let lie = stepper.lie else {
      throw StepperError("guess: nobody lies: start with --bug secret")
    }
    let place = try stepper.session.network.weightPlace(named: arguments.text)
    return place == lie.place
      ? .say("right: \(lie.words)")
      : .say("no, \(place) tells the truth; look again with prove")
  }
}
