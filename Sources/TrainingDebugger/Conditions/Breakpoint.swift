import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Where a run stops.
public enum Breakpoint: Hashable, Sendable {
  /// At every event of a link.
  case link(LinkName)
  /// At every event of a neuron's own: not at those of its links.
  case neuron(NeuronName)
  /// Where a phase begins.
  case phase(TraceEvent.Phase)
  /// Wherever a condition holds.
  case condition(Condition)
}

extension Breakpoint: CustomStringConvertible {
  /// As it is typed: `link 0.1-1.0`, `neuron 1.0`, `phase backward`, or a condition.
  public var description: String {
    switch self {
    case .link(let name): "link \(name)"
    case .neuron(let name): "neuron \(name)"
    case .phase(let phase): "phase \(phase.rawValue)"
    case .condition(let condition): "\(condition)"
    }
  }
}

extension DebuggerSession {
  /// Sets a breakpoint; once is enough.
  ///
  /// - Throws: ``SessionError`` for a link or neuron that there is none of.
  public func add(_ breakpoint: Breakpoint) throws(SessionError) {
    switch breakpoint {
    case .link(let name): _ = try timeline.map.checkedLink(name)
    case .neuron(let name): _ = try timeline.map.checkedNeuron(name)
    case .phase: break
    case .condition(let condition): try check(condition)
    }
    guard !breakpoints.contains(breakpoint) else { return }
    guard breakpoints.count < 100 else { throw .tooMany(what: "breakpoints", most: 100) }
    breakpoints.append(breakpoint)
  }

  /// Removes the breakpoint with this number, from 1.
  ///
  /// - Throws: ``SessionError/outOfRange(what:found:count:)``.
  public func removeBreakpoint(_ number: Int) throws(SessionError) {
    guard breakpoints.indices.contains(number - 1) else {
      throw .outOfRange(what: "breakpoint", found: number, count: breakpoints.count)
    }
    breakpoints.remove(at: number - 1)
  }

  /// Shows a quantity at every stop from now on; once is enough.
  ///
  /// - Throws: ``SessionError`` for a link or neuron that there is none of.
  public func watch(_ quantity: Quantity) throws(SessionError) {
    try check(quantity)
    guard !watches.contains(quantity) else { return }
    guard watches.count < 20 else { throw .tooMany(what: "watched quantities", most: 20) }
    watches.append(quantity)
  }

  /// Stops watching the quantity with this number, from 1.
  ///
  /// - Throws: ``SessionError/outOfRange(what:found:count:)``.
  public func removeWatch(_ number: Int) throws(SessionError) {
    guard watches.indices.contains(number - 1) else {
      throw .outOfRange(what: "watch", found: number, count: watches.count)
    }
    watches.remove(at: number - 1)
  }
}
