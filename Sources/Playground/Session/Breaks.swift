import NetworkDescription
import NeuronGraph
import TextFormats
import TrainingDebugger

// Breakpoints: where a run from event to event stops, in this step or in a later one.

extension PlaygroundSession {
  /// `break`, `unbreak` and `continue`.
  func stops(_ first: String, _ words: inout Words) throws(PlaygroundError) -> PlaygroundReply {
    switch first {
    case "break":
      guard !words.isEmpty else { return PlaygroundReply(breakpointLines) }
      let text = try words.all("break", expected: "such as link 0.1-1.0, or loss < 0.1")
      let session = try lookIntoStep().session
      let number = try PlaygroundError.ofSession { () throws(SessionError) in
        try session.add(try Breakpoint(text))
      }
      breakpoints = session.breakpointList
      return PlaygroundReply(["breakpoint \(number): runs stop at \(text)"])
    case "unbreak":
      let number = try words.integer("the breakpoint", in: 1...Int(Int32.max))
      try words.finish()
      try PlaygroundError.ofSession { () throws(SessionError) in
        try breakpoints.remove(number)
      }
      stepping?.session.breakpointList = breakpoints
      return PlaygroundReply(["breakpoint \(number) is gone"])
    default:
      try words.finish()
      guard !breakpoints.entries.isEmpty else {
        throw .missing(what: "breakpoint", advice: "set one first, such as break neuron 1.0")
      }
      try lookIntoStep()
      try continueToBreakpoint()
      return PlaygroundReply()
    }
  }

  private var breakpointLines: [String] {
    breakpoints.entries.isEmpty
      ? ["no breakpoints: set one with break link NAME, neuron NAME, phase NAME, or a condition"]
      : breakpoints.entries.map { "breakpoint \($0.number): \($0.item)" }
  }

  /// So many steps without a breakpoint are enough to say that there is none on the way.
  private static let mostSteps = 10_000

  /// Goes through the rest of the present step, and is about to go on from there if nothing stops it.
  private func continueToBreakpoint() throws(PlaygroundError) {
    guard try !runThroughStep() else { return }
    goal = .breaking(until: course.moment.step + Self.mostSteps)
  }

  /// Goes through one more step, if nothing stops it at its first event or later.
  ///
  /// - Returns: How many samples it has learned from.
  func breakInStep(until last: Int) throws(PlaygroundError) -> Int {
    let samples = course.prepared.batchSize
    if try lookIntoStep().session.stopsAtEntry {
      goal = nil
    } else if try runThroughStep() {
      goal = nil
    } else if course.moment.step >= last {
      goal = nil
      throw .missing(
        what: "breakpoint on the way",
        advice: "after \(Self.mostSteps) steps it stands at step \(course.moment.step)")
    }
    return samples
  }

  /// - Returns: Whether a breakpoint was met; otherwise the step is made.
  private func runThroughStep() throws(PlaygroundError) -> Bool {
    let session = try lookIntoStep().session
    let stop = try PlaygroundError.ofSession { () throws(SessionError) in try session.run() }
    if case .breakpoint = stop.reason { return true }
    // What stops it there stops the network, too, and is told by it.
    _ = try course.advance()
    stepping = nil
    return false
  }
}
