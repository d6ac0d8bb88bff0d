import ExplanationTestSupport
import NetworkDescription
import NeuronGraph
import NeuronTrace

@testable import Explanation

/// A step's events, and the equations of its text.
struct ExplainedStep {
  /// What the text should say of something.
  struct Saying {
    let label: String
    let quantities: Set<String>
    let value: Double
  }

  let labels: NeuronLabels
  let events: [TraceEvent]
  let lines: [ExplanationLine]
  let equations: [PrintedEquation]

  init(_ network: NeuronNetwork, inputs: [Double], targets: [Double], top: Int?) throws {
    let labels = NeuronLabels(network)
    let events = try network.trace(inputs: inputs, targets: targets)
    self.labels = labels
    self.events = events
    lines = Self.lines(events, labels, top: top)
    equations = try lines.flatMap { try PrintedEquation.all(in: $0.text) }
  }

  private static func lines(
    _ events: [TraceEvent], _ labels: NeuronLabels, top: Int?
  ) -> [ExplanationLine] {
    var explanation = StepExplanation(labels: labels, top: top)
    return events.flatMap { explanation.lines(for: $0) } + explanation.lastLines()
  }

  func says(_ saying: Saying) -> Bool {
    equations.contains { equation in
      equation.label == saying.label && saying.quantities.contains(equation.quantity)
        && PrintedEquation.rounded(saying.value, like: equation.result) == equation.result
    }
  }

  func expectations(for event: TraceEvent) -> [Saying] {
    func say(_ label: String, _ quantities: Set<String>, _ value: Double) -> Saying {
      Saying(label: label, quantities: quantities, value: value)
    }
    switch event {
    case .input, .poolingChoice:
      return []
    case .dropoutLot(let told):
      return told.isKept ? [say(labels[told.link.to], ["scale"], told.weight)] : []
    case .linkForward(let told):
      return [say(labels[told.link.name], [""], told.contribution)]
    case .neuronForward(let told):
      return [
        say(labels[told.neuron], ["sum"], told.sum),
        say(
          labels[told.neuron],
          told.softmax == nil ? ["", "leaky relu", "elu", "gelu", "silu"] : ["softmax"], told.output
        ),
      ]
    case .loss(let told):
      return [say("loss", [""], told.value)]
    case .penalty(let told):
      return [say("layer \(told.layer)", ["penalty"], told.value)]
    case .outputSensitivity(let told):
      if told.sensitivity == 0, told.target == 0 { return [] }
      return [
        say(
          labels[told.neuron], [told.isFused ? "input sensitivity" : "sensitivity"],
          told.sensitivity)
      ]
    case .neuronBackward(let told):
      return [say(labels[told.neuron], ["input sensitivity"], told.inputSensitivity)]
    case .linkBackward(let told):
      let gradient = say(labels[told.link.name], ["weight gradient"], told.weightGradient)
      return labels[told.link.from].hasPrefix("input")
        ? [gradient] : [gradient, say(labels[told.link.name], ["pushed back"], told.pushed)]
    case .weightUpdate(let told):
      return [say(labels[told.link.name], ["weight"], told.move.after)]
    case .biasUpdate(let told):
      return [say(labels[told.neuron], ["bias"], told.move.after)]
    }
  }
}
