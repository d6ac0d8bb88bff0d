import ExplanationTestSupport
import NetworkDescription
import NeuronGraph

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
  let lines: [String]
  let equations: [PrintedEquation]

  init(_ network: NeuronNetwork, inputs: [Double], targets: [Double], top: Int?) throws {
    let labels = NeuronLabels(network)
    let events = try network.trace(inputs: inputs, targets: targets)
    self.labels = labels
    self.events = events
    lines = Self.lines(events, labels, top: top)
    equations = try lines.flatMap { try PrintedEquation.all(in: $0) }
  }

  private static func lines(
    _ events: [TraceEvent], _ labels: NeuronLabels, top: Int?
  ) -> [String] {
    var lines: [String] = []
    withoutActuallyEscaping({ lines.append($0) }) { write in
      var explanation = StepExplanation(labels: labels, top: top, write: write)
      for event in events { explanation.observe(event) }
      explanation.finish()
    }
    return lines
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
    case .dropoutLot(let link, _, let isKept, let weight):
      return isKept ? [say(labels[link.to], ["scale"], weight)] : []
    case .linkForward(let link, _, _, let contribution):
      return [say(labels[link], [""], contribution)]
    case .neuronForward(let neuron, _, let sum, _, let output, let softmax):
      return [
        say(labels[neuron], ["sum"], sum),
        say(labels[neuron], softmax == nil ? ["", "leaky relu"] : ["softmax"], output),
      ]
    case .loss(_, let value):
      return [say("loss", [""], value)]
    case .penalty(let layer, _, _, _, let value):
      return [say("layer \(layer)", ["penalty"], value)]
    case .outputSensitivity(let neuron, _, let target, let sensitivity, let together):
      if sensitivity == 0, target == 0 { return [] }
      return [say(labels[neuron], [together ? "input sensitivity" : "sensitivity"], sensitivity)]
    case .neuronBackward(let neuron, _, _, let inputSensitivity, _):
      return [say(labels[neuron], ["input sensitivity"], inputSensitivity)]
    case .linkBackward(let link, _, _, _, let weightGradient, let pushed):
      let gradient = say(labels[link], ["weight gradient"], weightGradient)
      return labels[link.from].hasPrefix("input")
        ? [gradient] : [gradient, say(labels[link], ["pushed back"], pushed)]
    case .weightUpdate(let link, let move):
      return [say(labels[link], ["weight"], move.after)]
    case .biasUpdate(let neuron, let move):
      return [say(labels[neuron], ["bias"], move.after)]
    }
  }
}
