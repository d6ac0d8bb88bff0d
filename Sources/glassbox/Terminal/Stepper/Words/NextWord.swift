import Explanation
import NetworkDescription
import NetworkQuestions
import TracePages
import TrainingDebugger

/// `next`: on in time.
struct NextWord: StepperWord {
  let names = ["next", "n"]
  let usage = "[COUNT] [UNIT]"
  let summary = "go on to the next event, neuron, layer, phase, sample, step or epoch"
  let details = ["next", "next 10", "next layer", "next 3 epochs"]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let (count, unit) = try DistanceWords.read(arguments, for: self)
    return .moved(try stepper.session.move(unit, .forward, times: count))
  }
}

/// How far `next` and `back` go.
enum DistanceWords {
  static func read(
    _ arguments: StepperArguments, for word: some StepperWord
  ) throws(StepperError) -> (count: Int, unit: DebuggerSession.Unit) {
    var words = arguments.words[...]
    var count = 1
    if let first = words.first, let number = Int(first) {
      guard NumberRange.counts.contains(number) else {
        throw word.wrong("a count from 1 to \(NumberRange.counts.upperBound)", found: first)
      }
      count = number
      words = words.dropFirst()
    }
    guard let typed = words.first else { return (count, .event) }
    let singular = typed.hasSuffix("s") ? String(typed.dropLast()) : typed
    guard words.count == 1, let unit = DebuggerSession.Unit(rawValue: singular.lowercased()) else {
      let units = DebuggerSession.Unit.allCases.map(\.rawValue).joined(separator: ", ")
      throw word.wrong("a count or one of \(units)", found: words.joined(separator: " "))
    }
    return (count, unit)
  }
}
