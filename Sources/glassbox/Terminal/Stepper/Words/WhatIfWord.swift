import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger

/// `what-if`: the smallest change to some weights that turns the answer to the present sample.
struct WhatIfWord: StepperWord {
  let names = ["what-if", "whatif"]
  let usage = "[WEIGHTS]"
  let summary = "find the smallest change to at most so many weights that turns the answer"
  let details = ["what-if         to one weight", "what-if 3       to at most three"]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    guard let weights = arguments.text.isEmpty ? 1 : Int(arguments.text),
      (1...Self.mostWeights).contains(weights)
    else {
      throw wrong("how many weights may change, 1 to \(Self.mostWeights)", found: arguments.text)
    }
    return try stepper.ask { network, sample in
      try network.whatIf(inputs: sample.inputs, weights: weights).lines()
    }
  }

  private static let mostWeights = 10_000
}
