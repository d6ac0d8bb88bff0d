import Explanation
import NetworkDescription
import NeuronGraph

/// What an event means, in a sentence or two for somebody who sees it for the first time.
struct EventWords {
  let labels: NeuronLabels
  let event: TraceEvent

  /// What is going on, in a few words: `hidden 2 answers`.
  var title: String {
    switch event {
    case .dropoutLot(let link, _, let isKept, _):
      "\(labels[link.to]) draws a lot: \(isKept ? "it is kept" : "it stays silent")"
    case .input(let neuron, _): "\(labels[neuron]) takes its value"
    case .poolingChoice(let link, _, _): "\(labels[link.to]) chooses the largest"
    case .linkForward(let link, _, _, _): "\(labels[link]) brings its value"
    case .neuronForward(let neuron, _, _, _, _, _): "\(labels[neuron]) adds up and answers"
    case .loss: "the outputs are compared with the targets"
    case .penalty(let layer, _, _, _, _): "large weights of layer \(layer) cost something"
    case .outputSensitivity(let neuron, _, _, _, _): "\(labels[neuron]) hears how wrong it was"
    case .neuronBackward(let neuron, _, _, _, _): "\(labels[neuron]) turns back"
    case .linkBackward(let link, _, _, _, _, _): "\(labels[link]) learns and pushes back"
    case .weightUpdate(let link, _): "\(labels[link]) moves its weight"
    case .biasUpdate(let neuron, _): "\(labels[neuron]) moves its bias"
    }
  }

  /// What that means.
  var sentence: String {
    switch event {
    case .dropoutLot:
      "Dropout silences some neurons in every step, so that no other can rely on them."
    case .input: "The network is shown one number of the sample."
    case .poolingChoice(let link, _, _):
      "Only \(labels[link.from]) gets through: its link has weight 1 now, the others have 0."
    case .linkForward(let link, _, _, _):
      "A link brings what \(labels[link.from]) answered, times the link's weight, to "
        + "\(labels[link.to])."
    case .neuronForward(let neuron, _, _, let activation, _, _): answering(neuron, activation)
    case .loss: "The loss is one number for how far off the answer is; training makes it small."
    case .penalty: "A penalty keeps weights from growing without need."
    case .outputSensitivity(let neuron, _, _, let sensitivity, let together):
      comparing(neuron, sensitivity, together)
    case .neuronBackward(let neuron, _, _, let sensitivity, let common):
      turning(neuron, sensitivity, common)
    case .linkBackward(let link, _, _, _, let gradient, _): pushing(link, gradient)
    case .weightUpdate(_, let move), .biasUpdate(_, let move): moving(move)
    }
  }

  private func answering(_ neuron: String, _ activation: Activation) -> String {
    let what = labels.hasBias(neuron) ? "its bias and what its links brought" : "what was brought"
    return "\(labels[neuron].capitalizedFirst) adds up \(what), and \(activation.words.answer)."
  }

  private func comparing(_ neuron: String, _ sensitivity: Double, _ together: Bool) -> String {
    let what = together ? "sum" : "output"
    let should = sensitivity > 0 ? "should be smaller" : "should be larger"
    if sensitivity == 0 { return "Here nothing would make the loss smaller." }
    return "How much the loss grows if the \(what) of \(labels[neuron]) grows: the sign says that "
      + "it \(should)."
  }

  private func turning(_ neuron: String, _ sensitivity: Double, _ common: Double?) -> String {
    let softmax = common == nil ? "" : " What its softmax has in common is taken off first."
    if sensitivity == 0 {
      return "\(labels[neuron].capitalizedFirst) passes nothing back: nothing before it learns "
        + "through it."
    }
    return "What \(labels[neuron]) was told, times the slope of its activation, is how much the "
      + "loss grows if its sum grows; it is also the gradient of its bias." + softmax
  }

  private func pushing(_ link: TraceEvent.LinkNames, _ gradient: Double) -> String {
    if gradient == 0 {
      return "The gradient is 0: through this link nothing is learned from this sample."
    }
    return "If this weight grew, the loss would \(gradient > 0 ? "grow" : "shrink"): the weight "
      + "should become \(gradient > 0 ? "smaller" : "larger")."
  }

  private func moving(_ move: TraceEvent.WeightMove) -> String {
    if move.after == move.before { return "It stays where it is." }
    let way = move.after > move.before ? "up" : "down"
    let against = (move.after > move.before) == (move.gradient > 0)
    let how = against ? "with the push of earlier steps" : "against its gradient"
    let shared =
      move.uses > 1 ? " It is shared \(move.uses) times; its gradient is the sum of all." : ""
    return "It moves \(way), \(how), so that the loss becomes smaller." + shared
  }
}

extension String {
  /// The text with a capital letter at its beginning.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
