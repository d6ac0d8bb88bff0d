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
  /// - Returns: Its number.
  /// - Throws: ``SessionError`` for a link or neuron that there is none of.
  @discardableResult
  public func add(_ breakpoint: Breakpoint) throws(SessionError) -> Int {
    switch breakpoint {
    case .link(let name): _ = try timeline.map.checkedLink(name)
    case .neuron(let name): _ = try timeline.map.checkedNeuron(name)
    case .phase: break
    case .condition(let condition): try check(condition)
    }
    return try breakpointList.add(breakpoint)
  }

  /// Removes the breakpoint with this number; the others keep theirs.
  ///
  /// - Throws: ``SessionError/unknownNumber(what:found:known:)``.
  public func removeBreakpoint(_ number: Int) throws(SessionError) {
    try breakpointList.remove(number)
  }

  /// Shows a quantity at every stop from now on; once is enough.
  ///
  /// - Returns: Its number.
  /// - Throws: ``SessionError`` for a link or neuron that there is none of.
  @discardableResult
  public func watch(_ quantity: Quantity) throws(SessionError) -> Int {
    try check(quantity)
    return try watchList.add(quantity)
  }

  /// Stops watching the quantity with this number; the others keep theirs.
  ///
  /// - Throws: ``SessionError/unknownNumber(what:found:known:)``.
  public func removeWatch(_ number: Int) throws(SessionError) {
    try watchList.remove(number)
  }
}
