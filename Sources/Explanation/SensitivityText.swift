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
  private var targetTotal: Double { memory.compared.reduce(0) { $0 + $1.target } }

  var lines: [String] {
    var lines = wordsAboutFusion
    if isFused, loss == .categoricalCrossEntropy, targetTotal != 1 {
      let targets = Expression.sum(memory.compared.map { .number($0.target) })
      lines.append("total of the targets: \(Equation(targets, gives: targetTotal).text)")
    }
    return lines + memory.compared.map(line)
  }

  private var wordsAboutFusion: [String] {
    guard isFused, let first = memory.compared.first else { return [] }
    let activation = memory.activated[first.neuron]?.activation.name ?? "activation"
    let perOutput = loss == .binaryCrossEntropy && memory.compared.count > 1
    return [
      "Loss and \(activation) are computed together: the slope of \(activation) is already in it,",
      "and ∂loss/∂sum comes to output − target\(perOutput ? ", shared by all outputs" : "").",
    ]
  }

  /// Where the backward pass begins for one output.
  package func line(_ output: StepMemory.Compared) -> String {
    let label = memory.labels[output.neuron]
    if loss == .categoricalCrossEntropy, !isFused, output.target == 0 {
      return "\(label): sensitivity \(NumberText(output.sensitivity).text); its target is 0, so "
        + "the loss does not look at it"
    }
    let quantity = isFused ? "input sensitivity" : "sensitivity"
    return "\(label): \(quantity) = \(Equation(expression(output), gives: output.sensitivity).text)"
  }

  private func expression(_ output: StepMemory.Compared) -> Expression {
    switch loss {
    case .halfSquaredError:
      return output.difference
    case .meanSquaredError:
      return perOutput(.product(.constant(2), output.difference))
    case .binaryCrossEntropy:
      let answer = Expression.number(output.output)
      let spread = Expression.product(answer, .difference(.constant(1), answer))
      return perOutput(isFused ? output.difference : .quotient(output.difference, spread))
    case .categoricalCrossEntropy:
      guard isFused else { return .quotient(.number(-output.target), .number(output.output)) }
      return targetTotal == 1
        ? output.difference
        : .difference(
          .product(.number(output.output), .number(targetTotal)), .number(output.target))
    }
  }

  /// The output's share of a loss that is a mean.
  private func perOutput(_ expression: Expression) -> Expression {
    let count = memory.compared.count
    return count == 1 ? expression : .quotient(expression, .constant(Double(count)))
  }
}
