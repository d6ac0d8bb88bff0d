import Explanation
import NetworkDescription
import NeuronGraph

/// Words the questions about events of a training step; the numbers are the engine's.
struct QuizWriter {
  let labels: NeuronLabels

  /// The question about a topic of an event; nil if the event has no such topic.
  func question(_ candidate: QuizDraw.Candidate) -> QuizQuestion? {
    let (event, topic) = (candidate.event, candidate.topic)
    switch event {
    case .linkForward(let link, let weight, let input, let contribution):
      return product(
        event, contribution, input, weight,
        ask: [
          "Forward. \(labels[link]): the source answers \(text(input)), the weight is "
            + "\(text(weight)).", "What does the link bring to its target?",
        ], hint: "A link brings its source's output × its weight.")
    case .neuronForward(let neuron, _, let sum, let activation, let output, _):
      return topic == .sum
        ? sumQuestion(event, neuron, candidate.terms, sum)
        : outputQuestion(event, neuron, sum, activation, output)
    case .outputSensitivity(let neuron, let output, let target, let sensitivity, _):
      return QuizQuestion(
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
    case .neuronBackward(let neuron, let sensitivity, let slope, let inputSensitivity, _):
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
      return topic == .gradient
        ? product(
          event, gradient, inputSensitivity, input,
          ask: [
            known + "the source answered \(text(input)).", "What is the gradient of the weight?",
          ], hint: "A weight's gradient is its target's input sensitivity × its source's output.")
        : product(
          event, pushed, inputSensitivity, weight,
          ask: [known + "the weight is \(text(weight)).", "What does it push back to its source?"],
          hint: "A link pushes back its target's input sensitivity × its weight.")
    case .weightUpdate(let link, let move):
      return moveQuestion(event, topic, "\(labels[link]): the weight", move)
    case .biasUpdate(let neuron, let move):
      return moveQuestion(event, topic, "\(labels[neuron]): the bias", move)
    case .dropoutLot, .poolingChoice, .input, .loss, .penalty: return nil
    }
  }

  // MARK: - Kinds of questions

  private func product(
    _ event: TraceEvent, _ result: Double, _ left: Double, _ right: Double, ask: [String],
    hint: String
  ) -> QuizQuestion {
    let equation = Equation(.product(.number(left), .number(right)), gives: result)
    return question(event, ask, equation, hint)
  }

  private func sumQuestion(
    _ event: TraceEvent, _ neuron: String, _ terms: [Double], _ sum: Double
  ) -> QuizQuestion {
    let bias = labels.hasBias(neuron) ? terms.first : nil
    let base = bias.map { "its bias is \(text($0)), " } ?? ""
    let list = terms.dropFirst(bias == nil ? 0 : 1).map(text).joined(separator: ", ")
    return question(
      event,
      [
        "Forward. \(labels[neuron]): \(base)the links brought \(list).",
        "What is the neuron's sum?",
      ], Equation(.sum(terms.map(Expression.number)), gives: sum),
      "A neuron adds its bias and what all links have brought.")
  }

  private func outputQuestion(
    _ event: TraceEvent, _ neuron: String, _ sum: Double, _ activation: Activation,
    _ output: Double
  ) -> QuizQuestion? {
    guard let asked = activation.words.question else { return nil }
    let prompt = [
      "Forward. \(labels[neuron]): the sum is \(text(sum)), the activation is "
        + "\(activation.name).", asked.prompt,
    ]
    let equation = activation.words.equation(sum, output)
    switch asked.wanted {
    case .output: return question(event, prompt, equation, asked.hint)
    case .sideOfHalf:
      return QuizQuestion(
        event: event.name, prompt: prompt, key: .sign(output - 0.5),
        hints: [asked.hint, "The sum is \(sum > 0 ? "above" : "below") 0."],
        solution: "\(activation.name)(\(text(sum))) = \(text(output))")
    }
  }

  private func moveQuestion(
    _ event: TraceEvent, _ topic: QuizTopic, _ what: String, _ move: TraceEvent.WeightMove
  ) -> QuizQuestion {
    let start = "Update. \(what) is \(text(move.before)), its gradient is \(text(move.gradient))"
    guard topic == .moved else {
      return QuizQuestion(
        event: event.name, prompt: [start + ".", "Does it move up (+) or down (−)?"],
        key: .sign(move.after - move.before),
        hints: [
          "It moves against its gradient, so that the loss falls.",
          "The gradient is \(move.gradient > 0 ? "above" : "below") 0.",
        ], solution: "it moves from \(text(move.before)) to \(text(move.after))")
    }
    let rate = NumberText(exactly: move.learningRate).text
    let equation = Equation(
      .difference(
        .number(move.before), .product(.constant(move.learningRate), .number(move.gradient))),
      gives: move.after)
    return question(
      event, [start + "; the learning rate is \(rate).", "What does it become?"], equation,
      "It loses learning rate × gradient.")
  }

  /// A question whose answer is the right side of an equation.
  private func question(
    _ event: TraceEvent, _ prompt: [String], _ equation: Equation, _ hint: String
  ) -> QuizQuestion {
    let left = equation.sides.left ?? ""
    return QuizQuestion(
      event: event.name, prompt: prompt, key: .number(equation.result),
      hints: [hint, "\(left) = ?"], solution: equation.text)
  }

  private func text(_ number: Double) -> String { NumberText(number).text }
}
