import Explanation
import NetworkDescription
import NetworkQuestions
import TracePages
import TrainingDebugger
import NeuronGraph
import NeuronTrace

/// `break`: where runs stop.
struct BreakWord: StepperWord {
  let names = ["break", "b"]
  let usage = "[link LINK | neuron NEURON | phase PHASE | CONDITION]"
  let summary = "stop runs at a link, a neuron, a phase or a condition; alone, list them"
  let details = [
    "break link 0.1-1.0", "break neuron 1.0", "break phase backward", "break loss < 0.1",
  ]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    if arguments.words.isEmpty { return Self.list(stepper.session) }
    let breakpoint = try Breakpoint(arguments.text)
    let number = try stepper.session.add(breakpoint)
    return .say("breakpoint \(number): runs stop at \(breakpoint)")
  }

  private static func list(_ session: DebuggerSession) -> StepperReply {
    guard !session.breakpoints.isEmpty else {
      return .say("no breakpoints: set one with break link NAME, neuron NAME, phase NAME")
    }
    return StepperReply(
      lines: session.breakpoints.map { "breakpoint \($0.number): \($0.item)" })
  }
}

/// `unbreak`: a breakpoint less.
struct UnbreakWord: StepperWord {
  let names = ["unbreak", "delete"]
  let usage = "NUMBER"
  let summary = "remove a breakpoint by the number that break lists it under"

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let number = try listNumber(arguments.text, of: "a breakpoint")
    try stepper.session.removeBreakpoint(number)
    return .say("breakpoint \(number) is gone")
  }
}
