import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Learning while the step is explained.
extension NeuronNetwork {
  /// One training step on one sample, explained line by line while it happens.
  ///
  /// - Parameters:
  ///   - inputs: A number for each input neuron.
  ///   - targets: A number for each output neuron.
  ///   - top: How many links are shown for each neuron; see ``StepExplanation/init(labels:top:focus:)``.
  ///   - focus: What it is about; without it, everything.
  ///   - take: Takes a line.
  /// - Returns: The loss before the step.
  /// - Throws: What `NeuronNetwork.trace(inputs:targets:observe:)` throws; if the loss is not a
  ///   finite number, the lines up to it have been handed out.
  @discardableResult
  public func explainStepInLines(
    inputs: [Double], targets: [Double], top: Int? = nil, focus: TraceFocus? = nil,
    take: (ExplanationLine) -> Void
  ) throws(NetworkError) -> Double {
    var explanation = StepExplanation(labels: NeuronLabels(self), top: top, focus: focus)
    defer { for line in explanation.lastLines() { take(line) } }
    return try trace(inputs: inputs, targets: targets) { event in
      for line in explanation.lines(for: event) { take(line) }
    }
  }

  /// One training step on one sample, explained as text while it happens.
  ///
  /// - Parameter write: Takes a line of text, without a line break at its end.
  /// - Returns: The loss before the step.
  /// - Throws: What `NeuronNetwork.trace(inputs:targets:observe:)` throws.
  @discardableResult
  public func explainStep(
    inputs: [Double], targets: [Double], top: Int? = nil, focus: TraceFocus? = nil,
    write: (String) -> Void
  ) throws(NetworkError) -> Double {
    var printed = PrintedExplanation()
    defer { for line in printed.end { write(line) } }
    return try explainStepInLines(inputs: inputs, targets: targets, top: top, focus: focus) {
      for text in printed.text(for: $0) { write(text) }
    }
  }

  /// The forward half of a step alone, explained as text: what the network answers to a sample.
  ///
  /// - Returns: The outputs.
  /// - Throws: What `NeuronNetwork.traceForward(inputs:observe:)` throws.
  @discardableResult
  public func explainForward(
    inputs: [Double], top: Int? = nil, focus: TraceFocus? = nil, write: (String) -> Void
  ) throws(NetworkError) -> [Double] {
    var explanation = StepExplanation(labels: NeuronLabels(self), top: top, focus: focus)
    var printed = PrintedExplanation()
    let outputs = try traceForward(inputs: inputs) { event in
      for line in explanation.lines(for: event) { printed.text(for: line).forEach(write) }
    }
    for line in explanation.lastLines() { printed.text(for: line).forEach(write) }
    printed.end.forEach(write)
    return outputs
  }

  /// One training step on one sample, explained; the lines of the text.
  ///
  /// - Throws: What `NeuronNetwork.trace(inputs:targets:observe:)` throws.
  public func explainStep(
    inputs: [Double], targets: [Double], top: Int? = nil
  ) throws(NetworkError) -> [String] {
    var lines: [String] = []
    try explainStep(inputs: inputs, targets: targets, top: top, write: { lines.append($0) })
    return lines
  }
}
