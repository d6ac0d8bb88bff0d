import Explanation
import NeuronGraph
import NeuronTrace

/// Runs the steps of a page: each as events, and as the lines that explain them.
struct ExplainedTraining {
  let network: NeuronNetwork
  let labels: NeuronLabels
  /// What becomes of a line before the page gets it.
  let reworded: (ExplanationLine) -> ExplanationLine

  /// Makes one training step.
  ///
  /// - Parameter neurons: The neurons that the lines are about; nil for all of them.
  func step(
    on sample: TracedSample, explaining neurons: ExplainedNeurons?,
    event observe: (TraceEvent) -> Void, line take: (ExplanationLine) -> Void
  ) throws {
    var explanation = StepExplanation(labels: labels, neurons: neurons)
    try network.trace(inputs: sample.inputs, targets: sample.targets) { event in
      observe(event)
      for line in explanation.lines(for: event) { take(reworded(line)) }
    }
    for line in explanation.lastLines() { take(reworded(line)) }
  }
}
