import NetworkDescription
import TextFormats
import TrainingLoop

/// `limit`: how far a run may go.
struct LimitWord: StepperWord {
  let names = ["limit"]
  let usage = "[EVENTS]"
  let summary = "how many events a run goes through at most (1,000,000 unless set)"

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    if !arguments.words.isEmpty {
      guard let limit = Int(arguments.text.replacing(",", with: "")),
        NumberRange.counts.contains(limit)
      else {
        throw wrong(
          "a number of events, 1 to \(NumberRange.counts.upperBound)", found: arguments.text)
      }
      stepper.limit = limit
    }
    return .say("a run goes through \(grouped(stepper.limit)) events at most")
  }
}
