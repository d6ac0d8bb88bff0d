import TextFormats
import TrainingLoop

/// `limit`: how far a run may go.
struct LimitWord: StepperWord {
  let names = ["limit"]
  let usage = "[EVENTS]"
  let summary = "how many events a run goes through at most (1,000,000 unless set)"

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    if !arguments.words.isEmpty {
      guard let limit = Int(arguments.text.replacing(",", with: "")), limit >= 1 else {
        throw wrong("a number of events, at least 1", found: arguments.text)
      }
      stepper.limit = limit
    }
    return .say("a run goes through \(grouped(stepper.limit)) events at most")
  }
}
