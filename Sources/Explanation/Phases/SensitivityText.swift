import NetworkDescription
import NeuronGraph

/// Where the backward pass begins: how much the loss changes if an output changes.
package struct SensitivityText {
  let loss: Loss
  let memory: StepMemory

  package init(loss: Loss, memory: StepMemory) {
    self.loss = loss
    self.memory = memory
  }

  private var isFused: Bool { memory.compared.first?.isFused ?? false }
  private var words: LossWords { loss.words }

  var lines: [String] {
    var lines = wordsAboutFusion
    if isFused, words.weighsTargets, memory.targetTotal != 1 {
      let targets = Expression.sum(memory.compared.map { .number($0.target) })
      lines.append("total of the targets: \(Equation(targets, gives: memory.targetTotal).text)")
    }
    return lines + memory.compared.map(line)
  }

  private var wordsAboutFusion: [String] {
    guard isFused, let first = memory.compared.first else { return [] }
    let activation = memory.activated[first.neuron]?.activation.name ?? "activation"
    let perOutput = loss.traits.isMean && memory.compared.count > 1
    return [
      "Loss and \(activation) are computed together: the slope of \(activation) is already in it,",
      "and ∂loss/∂sum comes to output − target\(perOutput ? ", shared by all outputs" : "").",
    ]
  }

  /// Where the backward pass begins for one output.
  package func line(_ output: StepMemory.Compared) -> String {
    let label = memory.labels[output.neuron]
    if !isFused, words.terms(memory.forLoss(output)).isEmpty {
      return "\(label): sensitivity \(NumberText(output.sensitivity).text); its target is 0, so "
        + "the loss does not look at it"
    }
    let quantity = isFused ? "input sensitivity" : "sensitivity"
    return "\(label): \(quantity) = \(Equation(expression(output), gives: output.sensitivity).text)"
  }

  /// The output's share of a loss that is a mean.
  private func expression(_ output: StepMemory.Compared) -> Expression {
    loss.mean(words.sensitivity(memory.forLoss(output)), over: memory.compared.count)
  }
}
