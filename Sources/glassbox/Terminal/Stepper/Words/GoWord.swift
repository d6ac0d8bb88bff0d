/// `go`: to an event by its number.
struct GoWord: StepperWord {
  let names = ["go", "goto", "g"]
  let usage = "EVENT | start | end"
  let summary = "go to an event by its number, or to the beginning or end of training"
  let details = ["go 1000", "go start", "go end"]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let session = stepper.session
    switch arguments.text {
    case "start": return .moved(try session.go(to: 1))
    case "end": return .moved(try session.go(to: session.position.eventCount))
    default:
      guard let event = Int(arguments.text.replacing(",", with: "")) else {
        throw wrong("the number of an event, start or end", found: arguments.text)
      }
      return .moved(try session.go(to: event))
    }
  }
}
