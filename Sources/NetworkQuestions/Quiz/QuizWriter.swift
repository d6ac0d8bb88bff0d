import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Words the questions about events of a training step; the numbers are the engine's.
struct QuizWriter {
  let labels: NeuronLabels

  /// The question about a topic of an event; nil if the event has no such topic.
  func question(_ candidate: QuizDraw.Candidate) -> QuizQuestion? {
    let (event, topic) = (candidate.event, candidate.topic)
    switch event {
    case .linkForward(let payload):
      return product(
        event, payload.contribution, payload.input, payload.weight,
        ask: [
          "Forward. \(labels[payload.link.name]): the source answers \(text(payload.input)), the "
            + "weight is \(text(payload.weight)).", "What does the link bring to its target?",
        ], hint: "A link brings its source's output × its weight.")
    case .neuronForward(let payload):
      return topic == .sum
        ? sumQuestion(event, payload, candidate.terms) : outputQuestion(event, payload)
    case .outputSensitivity(let payload):
      let (output, target) = (payload.output, payload.target)
      return QuizQuestion(
        event: event.name,
        prompt: [
          "Loss. \(labels[payload.neuron]) answers \(text(output)), its target is "
            + "\(text(target)).",
          "If it answered a little more, would the loss rise (+) or fall (−)?",
        ], key: .sign(payload.sensitivity),
        hints: [
          "The loss falls when the output comes nearer to its target.",
          "\(text(output)) is \(output > target ? "above" : "below") \(text(target)).",
        ],
        solution: "its sensitivity is \(text(payload.sensitivity)): the loss "
          + (payload.sensitivity > 0 ? "rises" : "falls"))
    case .neuronBackward(let payload):
      return product(
        event, payload.inputSensitivity, payload.sensitivity, payload.slope,
        ask: [
          "Backward. \(labels[payload.neuron]) was pushed a sensitivity of "
            + "\(text(payload.sensitivity)); the slope of its activation is \(text(payload.slope)).",
          "What is its input sensitivity, ∂loss/∂sum?",
        ], hint: "A neuron multiplies its sensitivity once with the slope of its activation.")
    case .linkBackward(let payload):
      let known =
        "Backward. \(labels[payload.link.name]): the target's input sensitivity is "
        + "\(text(payload.inputSensitivity)), "
      return topic == .gradient
        ? product(
          event, payload.weightGradient, payload.inputSensitivity, payload.input,
          ask: [
            known + "the source answered \(text(payload.input)).",
            "What is the gradient of the weight?",
          ], hint: "A weight's gradient is its target's input sensitivity × its source's output.")
        : product(
          event, payload.pushed, payload.inputSensitivity, payload.weight,
          ask: [
            known + "the weight is \(text(payload.weight)).",
            "What does it push back to its source?",
          ],
          hint: "A link pushes back its target's input sensitivity × its weight.")
    case .weightUpdate(let payload):
      return moveQuestion(event, topic, "\(labels[payload.link.name]): the weight", payload.move)
    case .biasUpdate(let payload):
      return moveQuestion(event, topic, "\(labels[payload.neuron]): the bias", payload.move)
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
    _ event: TraceEvent, _ payload: TraceEvent.NeuronForward, _ terms: [Double]
  ) -> QuizQuestion {
    let neuron = payload.neuron
    let bias = labels.hasBias(neuron) ? terms.first : nil
    let base = bias.map { "its bias is \(text($0)), " } ?? ""
    let list = terms.dropFirst(bias == nil ? 0 : 1).map(text).joined(separator: ", ")
    return question(
      event,
      [
        "Forward. \(labels[neuron]): \(base)the links brought \(list).",
        "What is the neuron's sum?",
      ], Equation(.sum(terms.map(Expression.number)), gives: payload.sum),
      "A neuron adds its bias and what all links have brought.")
  }

  private func outputQuestion(
    _ event: TraceEvent, _ payload: TraceEvent.NeuronForward
  ) -> QuizQuestion? {
    let (activation, sum, output) = (payload.activation, payload.sum, payload.output)
    guard let asked = activation.words.question else { return nil }
    let prompt = [
      "Forward. \(labels[payload.neuron]): the sum is \(text(sum)), the activation is "
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
