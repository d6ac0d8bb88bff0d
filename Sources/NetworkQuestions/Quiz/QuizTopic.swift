import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What can be asked about an event.
///
/// Which topics an event has is decided without a word being written, because a large network's step
/// has millions of events, of which a few are asked about.
enum QuizTopic: Int, CaseIterable {
  /// What a link brings.
  case contribution
  /// What a neuron adds up to.
  case sum
  /// What an activation answers.
  case output
  /// Whether an activation answers more than ½.
  case side
  /// Whether the loss rises with an output.
  case lossSign
  /// What a neuron makes of its sensitivity.
  case inputSensitivity
  /// The gradient of a weight.
  case gradient
  /// What a link pushes back.
  case pushed
  /// Whether a weight moves up.
  case direction
  /// What a weight becomes.
  case moved

  /// A sum of more terms than these is no fun without paper.
  static let mostTerms = 7

  /// The topics of an event, two at most; none if its number is 0, or needs no thought.
  ///
  /// - Parameter terms: What a neuron adds up, its bias included.
  static func topics(
    of event: TraceEvent, terms: (_ neuron: NeuronName, _ bias: Double) -> [Double]
  ) -> (QuizTopic?, QuizTopic?) {
    switch event {
    case .linkForward(let event):
      let isPlain = isProduct(event.contribution, event.input, event.weight)
      return (isPlain ? .contribution : nil, nil)
    case .neuronForward(let event):
      let count = terms(event.neuron, event.bias).count
      let isShort = event.sum != 0 && (2...mostTerms).contains(count)
      return (isShort ? .sum : nil, topic(of: event))
    case .outputSensitivity(let event):
      let isPlain =
        event.sensitivity != 0 && (event.output - event.target).sign == event.sensitivity.sign
      return (isPlain ? .lossSign : nil, nil)
    case .neuronBackward(let event):
      let isPlain =
        event.common == nil && isProduct(event.inputSensitivity, event.sensitivity, event.slope)
      return (isPlain ? .inputSensitivity : nil, nil)
    case .linkBackward(let event):
      // Nothing is pushed back to inputs, which do not learn.
      let isPushed =
        isProduct(event.pushed, event.inputSensitivity, event.weight) && !event.link.from.isInput
      let isGradient = isProduct(event.weightGradient, event.inputSensitivity, event.input)
      return (isGradient ? .gradient : nil, isPushed ? .pushed : nil)
    case .weightUpdate(let event): return topics(of: event.move)
    case .biasUpdate(let event): return topics(of: event.move)
    case .dropoutLot, .poolingChoice, .input, .loss, .penalty: return (nil, nil)
    }
  }

  private static func topics(of move: TraceEvent.WeightMove) -> (QuizTopic?, QuizTopic?) {
    guard move.gradient != 0, move.after != move.before,
      (move.after > move.before) == (move.gradient < 0)
    else { return (nil, nil) }
    guard case .sgd(let sgd) = move.optimizer, sgd.momentum == 0, move.learningRate != 0,
      move.moved == nil
    else {
      return (.direction, nil)
    }
    return (.direction, .moved)
  }

  /// Nothing has to be computed where a factor is 0 or 1.
  private static func isProduct(_ result: Double, _ left: Double, _ right: Double) -> Bool {
    left != 0 && right != 0 && left != 1 && right != 1 && result.isFinite
  }

  private static func topic(of event: TraceEvent.NeuronForward) -> QuizTopic? {
    guard let question = event.activation.words.question,
      question.isWorthAsking(event.sum, event.output)
    else { return nil }
    return switch question.wanted {
    case .output: .output
    case .sideOfHalf: .side
    }
  }
}
