import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import TrainingLoop

/// `run`: on or back until something happens.
struct RunWord: StepperWord {
  let names = ["run", "until", "continue", "r"]
  let usage = "[back] [CONDITION]"
  let summary = "run until a condition holds, a breakpoint is met, or training ends"
  let details = [
    "run                              to the next breakpoint, or to the end",
    "run loss < 0.05", "run link 1.2-2.0 changes sign", "run neuron 1.0 saturates",
    "run sample is wrong", "run back batch loss > 0.5", "run weight 0.1-1.0 > 2",
    "A condition compares one of \(Quantity.possible)",
  ]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    var arguments = arguments
    var direction = DebuggerSession.Direction.forward
    if arguments.words.first == "back" {
      direction = .backward
      arguments = arguments.dropping(1)
    }
    if arguments.words.first == "until" { arguments = arguments.dropping(1) }
    let condition = arguments.words.isEmpty ? nil : try Condition(arguments.text)
    let stop = try stepper.session.run(until: condition, direction, limit: stepper.limit)
    let way = stop.events < 0 ? "back" : "on"
    let distance = "\(grouped(abs(stop.events))) events \(way)"
    return StepperReply(lines: ["\(stop) (\(distance))"], showsEvent: true)
  }
}
