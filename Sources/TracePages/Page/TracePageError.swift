import Explanation
import NetworkDescription

/// Why steps do not become a page.
public enum TracePageError: Error, Hashable, Sendable {
  /// Fewer steps than one were asked for.
  case noSteps(asked: Int)
  /// The page would be larger than it may be; so many steps fit.
  case tooLarge(asked: Int, fitting: Int, mostBytes: Int)
  /// The numbers grew out of bounds in a step, counted from 1.
  case overflow(step: Int, fault: TrainingFault)
}

extension TracePageError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .noSteps(let asked):
      return "steps: expected at least 1, found \(asked)"
    case .tooLarge(let asked, let fitting, let mostBytes):
      let most = "a page of at most \(mostBytes) bytes"
      return fitting == 0
        ? "steps: not even one fits into \(most): trace a smaller network"
        : "steps: expected at most \(fitting), which fit into \(most), found \(asked)"
    case .overflow(let step, let fault):
      let advice =
        step == 1 ? "use smaller numbers" : "ask for \(Counted(step - 1, "step")) at most"
      return
        "steps: the loss of step \(step) is \(NumberText(fault.loss).text); first to overflow: "
        + "\(fault.culprit): \(advice)"
    }
  }
}
