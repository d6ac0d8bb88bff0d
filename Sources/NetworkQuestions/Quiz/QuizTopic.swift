import Explanation
import NetworkDescription
import NeuronGraph

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
    of event: TraceEvent, terms: (_ neuron: String, _ bias: Double) -> [Double]
  ) -> (QuizTopic?, QuizTopic?) {
    switch event {
    case .linkForward(_, let weight, let input, let contribution):
      return (isProduct(contribution, input, weight) ? .contribution : nil, nil)
    case .neuronForward(let neuron, let bias, let sum, let activation, let output, _):
      let isShort = sum != 0 && (2...mostTerms).contains(terms(neuron, bias).count)
      return (isShort ? .sum : nil, topic(of: activation, sum: sum, output: output))
    case .outputSensitivity(_, let output, let target, let sensitivity, _):
      let isPlain = sensitivity != 0 && (output - target).sign == sensitivity.sign
      return (isPlain ? .lossSign : nil, nil)
    case .neuronBackward(_, let sensitivity, let slope, let inputSensitivity, let common):
      let isPlain = common == nil && isProduct(inputSensitivity, sensitivity, slope)
      return (isPlain ? .inputSensitivity : nil, nil)
    case .linkBackward(
      let link, let inputSensitivity, let input, let weight, let gradient, let pushed):
      // Nothing is pushed back to inputs, which do not learn.
      let isPushed = isProduct(pushed, inputSensitivity, weight) && !link.from.hasPrefix("0.")
      return (
        isProduct(gradient, inputSensitivity, input) ? .gradient : nil, isPushed ? .pushed : nil
      )
    case .weightUpdate(_, let move), .biasUpdate(_, let move):
      guard move.gradient != 0, move.after != move.before,
        (move.after > move.before) == (move.gradient < 0)
      else { return (nil, nil) }
      guard case .sgd(let sgd) = move.optimizer, sgd.momentum == 0, move.learningRate != 0 else {
        return (.direction, nil)
      }
      return (.direction, .moved)
    case .dropoutLot, .poolingChoice, .input, .loss, .penalty: return (nil, nil)
    }
  }

  /// Nothing has to be computed where a factor is 0 or 1.
  private static func isProduct(_ result: Double, _ left: Double, _ right: Double) -> Bool {
    left != 0 && right != 0 && left != 1 && right != 1 && result.isFinite
  }

  private static func topic(
    of activation: Activation, sum: Double, output: Double
  ) -> QuizTopic? {
    guard let question = activation.words.question, question.isWorthAsking(sum, output) else {
      return nil
    }
    return switch question.wanted {
    case .output: .output
    case .sideOfHalf: .side
    }
  }
}
