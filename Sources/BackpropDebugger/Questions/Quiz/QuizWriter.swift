import NetworkBlueprint
import NeuronGraph

/// Makes questions of the events of a training step; the numbers are the engine's.
struct QuizWriter {
  let labels: NeuronLabels

  /// A sum of more terms than these is no fun without paper.
  private static let mostTerms = 7

  private var contributions: [String: [Double]] = [:]

  init(labels: NeuronLabels) {
    self.labels = labels
  }

  /// The questions that an event gives rise to; none if its number is 0, or needs no thought.
  mutating func questions(about event: TraceEvent) -> [QuizQuestion] {
    switch event {
    case .linkForward(let link, let weight, let input, let contribution):
      contributions[link.to, default: []].append(contribution)
      return product(
        event, contribution, input, weight,
        ask: [
          "Forward. \(labels[link]): the source answers \(text(input)), the weight is "
            + "\(text(weight)).", "What does the link bring to its target?",
        ], hint: "A link brings its source's output × its weight.")
    case .neuronForward(let neuron, let bias, let sum, let activation, let output, _):
      return sumQuestions(event, neuron, bias, sum)
        + outputQuestions(event, neuron, sum, activation, output)
    case .outputSensitivity(let neuron, let output, let target, let sensitivity, _):
      guard sensitivity != 0, (output - target).sign == sensitivity.sign else { return [] }
      return [
        QuizQuestion(
          event: event.name,
          prompt: [
            "Loss. \(labels[neuron]) answers \(text(output)), its target is \(text(target)).",
            "If it answered a little more, would the loss rise (+) or fall (−)?",
          ], key: .sign(sensitivity),
          hints: [
            "The loss falls when the output comes nearer to its target.",
            "\(text(output)) is \(output > target ? "above" : "below") \(text(target)).",
          ],
          solution: "its sensitivity is \(text(sensitivity)): the loss "
            + (sensitivity > 0 ? "rises" : "falls"))
      ]
    case .neuronBackward(let neuron, let sensitivity, let slope, let inputSensitivity, let common):
      guard common == nil, slope != 1, slope != 0 else { return [] }
      return product(
        event, inputSensitivity, sensitivity, slope,
        ask: [
          "Backward. \(labels[neuron]) was pushed a sensitivity of \(text(sensitivity)); the slope "
            + "of its activation is \(text(slope)).", "What is its input sensitivity, ∂loss/∂sum?",
        ], hint: "A neuron multiplies its sensitivity once with the slope of its activation.")
    case .linkBackward(
      let link, let inputSensitivity, let input, let weight, let gradient, let pushed):
      let known =
        "Backward. \(labels[link]): the target's input sensitivity is \(text(inputSensitivity)), "
      let gradients = product(
        event, gradient, inputSensitivity, input,
        ask: [
          known + "the source answered \(text(input)).", "What is the gradient of the weight?",
        ], hint: "A weight's gradient is its target's input sensitivity × its source's output.")
      guard !link.from.hasPrefix("0.") else { return gradients }
      return gradients
        + product(
          event, pushed, inputSensitivity, weight,
          ask: [known + "the weight is \(text(weight)).", "What does it push back to its source?"],
          hint: "A link pushes back its target's input sensitivity × its weight.")
    case .weightUpdate(let link, let move):
      return moveQuestions(event, "\(labels[link]): the weight", move)
    case .biasUpdate(let neuron, let move):
      return moveQuestions(event, "\(labels[neuron]): the bias", move)
    case .dropoutLot, .poolingChoice, .input, .loss, .penalty: return []
    }
  }

  // MARK: - Kinds of questions

  private func product(
    _ event: TraceEvent, _ result: Double, _ left: Double, _ right: Double, ask: [String],
    hint: String
  ) -> [QuizQuestion] {
    // Nothing has to be computed where a factor is 0 or 1.
    guard left != 0, right != 0, left != 1, right != 1, result.isFinite else { return [] }
    let equation = Equation(.product(.number(left), .number(right)), gives: result)
    return [question(event, ask, equation, hint)]
  }

  private func sumQuestions(
    _ event: TraceEvent, _ neuron: String, _ bias: Double, _ sum: Double
  ) -> [QuizQuestion] {
    let brought = contributions[neuron] ?? []
    let terms = (labels.hasBias(neuron) ? [bias] : []) + brought
    guard (2...Self.mostTerms).contains(terms.count), sum != 0 else { return [] }
    let list = brought.map(text).joined(separator: ", ")
    let base = labels.hasBias(neuron) ? "its bias is \(text(bias)), " : ""
    return [
      question(
        event,
        [
          "Forward. \(labels[neuron]): \(base)the links brought \(list).",
          "What is the neuron's sum?",
        ], Equation(.sum(terms.map(Expression.number)), gives: sum),
        "A neuron adds its bias and what all links have brought.")
    ]
  }

  private func outputQuestions(
    _ event: TraceEvent, _ neuron: String, _ sum: Double, _ activation: Activation,
    _ output: Double
  ) -> [QuizQuestion] {
    let ask = "Forward. \(labels[neuron]): the sum is \(text(sum)), the activation is "
    switch activation {
    case .relu:
      let equation = Equation(.function(.relu, .number(sum)), gives: output)
      let hint = "A relu lets a positive sum through, and answers 0 to any other."
      return [question(event, [ask + "relu.", "What is the output?"], equation, hint)]
    case .sigmoid where sum != 0:
      let side = QuizQuestion(
        event: event.name, prompt: [ask + "sigmoid.", "Is the output above ½ (+) or below (−)?"],
        key: .sign(output - 0.5),
        hints: [
          "A sigmoid answers ½ to a sum of 0, and more to a larger sum.",
          "The sum is \(sum > 0 ? "above" : "below") 0.",
        ], solution: "sigmoid(\(text(sum))) = \(text(output))")
      return output == 0.5 ? [] : [side]
    case .tanh where sum != 0:
      let equation = Equation(.function(.tanh, .number(sum)), gives: output)
      let hint = "tanh(x) = (e^x − e^−x) ÷ (e^x + e^−x); for small x it is nearly x."
      return abs(sum) < 0.9
        ? [question(event, [ask + "tanh.", "What is the output, about?"], equation, hint)] : []
    case .identity, .leakyRelu, .softmax, .sigmoid, .tanh: return []
    }
  }

  private func moveQuestions(
    _ event: TraceEvent, _ what: String, _ move: TraceEvent.WeightMove
  ) -> [QuizQuestion] {
    guard move.gradient != 0, move.after != move.before else { return [] }
    let start = "Update. \(what) is \(text(move.before)), its gradient is \(text(move.gradient))"
    let direction = QuizQuestion(
      event: event.name, prompt: [start + ".", "Does it move up (+) or down (−)?"],
      key: .sign(move.after - move.before),
      hints: [
        "It moves against its gradient, so that the loss falls.",
        "The gradient is \(move.gradient > 0 ? "above" : "below") 0.",
      ], solution: "it moves from \(text(move.before)) to \(text(move.after))")
    guard (move.after > move.before) == (move.gradient < 0) else { return [] }
    guard case .sgd(let sgd) = move.optimizer, sgd.momentum == 0, move.learningRate != 0 else {
      return [direction]
    }
    let rate = NumberText(exactly: move.learningRate).text
    let equation = Equation(
      .difference(
        .number(move.before), .product(.constant(move.learningRate), .number(move.gradient))),
      gives: move.after)
    return [
      direction,
      question(
        event, [start + "; the learning rate is \(rate).", "What does it become?"], equation,
        "It loses learning rate × gradient."),
    ]
  }

  /// A question whose answer is the right side of an equation.
  private func question(
    _ event: TraceEvent, _ prompt: [String], _ equation: Equation, _ hint: String
  ) -> QuizQuestion {
    let solution = equation.text
    let left = solution.components(beforeLast: " = ")
    return QuizQuestion(
      event: event.name, prompt: prompt, key: .number(equation.result),
      hints: [hint, "\(left) = ?"], solution: solution)
  }

  private func text(_ number: Double) -> String { NumberText(number).text }
}

extension String {
  /// What stands before the last of a separator.
  fileprivate func components(beforeLast separator: String) -> String {
    ranges(of: separator).last.map { String(self[..<$0.lowerBound]) } ?? self
  }
}
