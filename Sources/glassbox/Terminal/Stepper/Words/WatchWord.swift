import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger

/// `watch`: what is shown at every stop.
struct WatchWord: StepperWord {
  let names = ["watch", "w"]
  let usage = "[QUANTITY]"
  let summary = "show a number at every stop; alone, list what is watched"
  let details = [
    "watch loss", "watch weight 0.1-1.0", "watch output 2.0",
    "There is \(Quantity.possible)",
  ]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    guard !arguments.words.isEmpty else {
      guard !stepper.watches.isEmpty else {
        return .say("nothing is watched: try watch loss")
      }
      return StepperReply(
        lines: stepper.watches.map { watch in
          "watch \(watch.number): \(StepperText.line(watch.quantity, watch.value))"
        })
    }
    let quantity = try Quantity(arguments.text)
    try stepper.session.watch(quantity)
    return .say(StepperText.line(quantity, try stepper.session.value(of: quantity)))
  }
}

/// `unwatch`: a watched number less.
struct UnwatchWord: StepperWord {
  let names = ["unwatch"]
  let usage = "NUMBER"
  let summary = "stop watching a number, by the number that watch lists it under"

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let number = try listNumber(arguments.text, of: "a watch")
    try stepper.session.removeWatch(number)
    return .say("watch \(number) is gone")
  }
}
