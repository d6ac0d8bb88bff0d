import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription
import TrainingLoop

/// `show`: the present event again, or all numbers of this moment.
struct ShowWord: StepperWord {
  let names = ["show", "s"]
  let usage = "[neurons | links | edits | QUANTITY]"
  let summary = "show where it is, neurons or links at this moment, edits, or one number"
  let details = ["show", "show neurons", "show links", "show edits", "show weight 0.1-1.0"]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let session = stepper.session
    switch arguments.text {
    case "", "event": return StepperReply(showsEvent: true)
    case "neurons": return StepperReply(lines: StepperTables.neurons(session))
    case "links": return StepperReply(lines: StepperTables.links(session))
    case "edits":
      guard !session.edits.isEmpty else { return .say("nothing has been edited") }
      return StepperReply(
        lines: session.edits.map { edit in
          "event \(grouped(edit.event)): \(edit.target): \(StepperText.number(edit.before)) → "
            + StepperText.number(edit.after)
        })
    default:
      let quantity = try Quantity(arguments.text)
      return .say(StepperText.line(quantity, try session.value(of: quantity)))
    }
  }
}
