import NeuronGraph
import NeuronTrace

/// Learning while the step is explained.
extension NeuronNetwork {
  /// One training step on one sample, explained line by line while it happens.
  ///
  /// - Parameters:
  ///   - inputs: A number for each input neuron.
  ///   - targets: A number for each output neuron.
  ///   - top: How many links are shown for each neuron; see
  ///     ``StepExplanation/init(labels:top:write:)``.
  ///   - focus: What it is about; without it, everything.
  ///   - write: Takes a line of text.
  /// - Returns: The loss before the step.
  /// - Throws: What ``NeuronNetwork/trace(inputs:targets:observe:)`` throws; if the loss is not a
  ///   finite number, the lines up to it have been written.
  @discardableResult
  public func explainStep(
    inputs: [Double], targets: [Double], top: Int? = nil, focus: TraceFocus? = nil,
    write: @escaping (String) -> Void
  ) throws -> Double {
    var explanation = StepExplanation(
      labels: NeuronLabels(self), top: top, focus: focus, write: write)
    defer { explanation.finish() }
    return try trace(inputs: inputs, targets: targets) { explanation.observe($0) }
  }

  /// One training step on one sample, explained; the lines of the text.
  ///
  /// - Throws: What ``NeuronNetwork/trace(inputs:targets:observe:)`` throws.
  public func explainStep(
    inputs: [Double], targets: [Double], top: Int? = nil
  ) throws -> [String] {
    var lines: [String] = []
    try withoutActuallyEscaping({ lines.append($0) }) { write in
      _ = try explainStep(inputs: inputs, targets: targets, top: top, write: write)
    }
    return lines
  }
}
