import Explanation
import NetworkDescription
import NeuronGraph

/// Where a move or a run ended, and why.
public struct SessionStop: Hashable, Sendable {
  /// Why a session stopped.
  public enum Reason: Hashable, Sendable {
    /// It went where it was to go.
    case arrived
    /// A condition holds.
    case condition(Condition)
    /// A breakpoint was met.
    case breakpoint(Breakpoint)
    /// There is nothing before.
    case beginning
    /// Training is over.
    case end
    /// It has gone through as many events as it was allowed to.
    case limit(Int)
    /// Somebody asked to stop.
    case interrupted
    /// The loss is not a finite number; training cannot go on.
    case fault(TrainingFault)
  }

  /// Why it stopped.
  public let reason: Reason
  /// How many events it has moved; less than 0 backwards.
  public let events: Int
}

extension SessionStop: CustomStringConvertible {
  /// One line that says why.
  public var description: String {
    switch reason {
    case .arrived: "arrived"
    case .condition(let condition): "stopped: \(condition)"
    case .breakpoint(let breakpoint): "stopped: breakpoint at \(breakpoint)"
    case .beginning: "this is the beginning of training"
    case .end: "this is the end of training"
    case .limit(let limit): "stopped after \(limit) events, the limit of a run"
    case .interrupted: "interrupted"
    case .fault(let fault):
      "training ends here: the loss is \(NumberText(fault.loss).text); first to overflow: "
        + "\(fault.culprit): go back and try a smaller learning rate"
    }
  }
}
