import NetworkDescription
import NeuronGraph
import NeuronTrace

extension DebuggerSession {
  /// How many events a run goes through at most, unless asked otherwise.
  public static let usualLimit = 1_000_000

  /// Goes on, or back, until a condition holds or a breakpoint is met.
  ///
  /// The present event does not count: a run begins with the one after it. A condition is looked at
  /// whenever an event tells of what it is about, so that `weight 0.1-1.0 > 2` stops where the
  /// weight is used or moved.
  ///
  /// - Parameters:
  ///   - condition: What to look for; without one only breakpoints and ends stop it.
  ///   - limit: How many events it goes through at most.
  /// - Returns: Why it stopped, and how far it went.
  /// - Throws: ``SessionError`` for a condition about a link or neuron that there is none of.
  @discardableResult
  public func run(
    until condition: Condition? = nil, _ direction: Direction = .forward,
    limit: Int = DebuggerSession.usualLimit
  ) throws(SessionError) -> SessionStop {
    if let condition { try check(condition) }
    return try stopping { () throws(SessionError) in
      var moved = 0
      while moved < limit {
        if shouldStop() { return .interrupted }
        let before = event.phase
        let wasInSample = timeline.plan.sample(ofIndex: index, in: step)
        if let reason = try moveOnce(.event, direction) { return reason }
        moved += 1
        if let condition, holds(condition) { return .condition(condition) }
        guard !breakpoints.isEmpty else { continue }
        let entersPhase =
          event.phase != before || timeline.plan.sample(ofIndex: index, in: step) != wasInSample
        if let met = breakpoints.first(where: { isMet($0.item, entersPhase: entersPhase) }) {
          return .breakpoint(met.item)
        }
      }
      return .limit(limit)
    }
  }

  /// Whether a run stops at this event that comes to it from another step.
  package var stopsAtEntry: Bool {
    breakpoints.contains { isMet($0.item, entersPhase: true) }
  }

  private func isMet(_ breakpoint: Breakpoint, entersPhase: Bool) -> Bool {
    switch breakpoint {
    case .link(let name): event.link?.name == name
    case .neuron(let name): event.link == nil && event.neuron == name
    case .phase(let phase): entersPhase && event.phase == phase
    case .condition(let condition): holds(condition)
    }
  }
}
