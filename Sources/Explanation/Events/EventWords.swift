import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What an event means, in a sentence or two for somebody who sees it for the first time.
package struct EventWords {
  let labels: NeuronLabels
  let event: TraceEvent

  package init(labels: NeuronLabels, event: TraceEvent) {
    (self.labels, self.event) = (labels, event)
  }

  /// What is going on, in a few words: `hidden 2 answers`.
  package var title: String {
    switch event {
    case .dropoutLot(let event):
      "\(labels[event.link.to]) draws a lot: \(event.isKept ? "it is kept" : "it stays silent")"
    case .input(let event): "\(labels[event.neuron]) takes its value"
    case .poolingChoice(let event): "\(labels[event.link.to]) chooses the largest"
    case .linkForward(let event): "\(labels[event.link.name]) brings its value"
    case .neuronForward(let event): "\(labels[event.neuron]) adds up and answers"
    case .loss: "the outputs are compared with the targets"
    case .penalty(let event): "large weights of layer \(event.layer) cost something"
    case .outputSensitivity(let event): "\(labels[event.neuron]) hears how wrong it was"
    case .neuronBackward(let event): "\(labels[event.neuron]) turns back"
    case .linkBackward(let event): "\(labels[event.link.name]) learns and pushes back"
    case .weightUpdate(let event): "\(labels[event.link.name]) \(verb(event.move)) its weight"
    case .biasUpdate(let event): "\(labels[event.neuron]) \(verb(event.move)) its bias"
    }
  }

  /// What that means.
  package var sentence: String {
    switch event {
    case .dropoutLot:
      "Dropout silences some neurons in every step, so that no other can rely on them."
    case .input: "The network is shown one number of the sample."
    case .poolingChoice(let event):
      "Only \(labels[event.link.from]) gets through: its link has weight 1 now, the others have 0."
    case .linkForward(let event):
      "A link brings what \(labels[event.link.from]) answered, times the link's weight, to "
        + "\(labels[event.link.to])."
    case .neuronForward(let event): answering(event)
    case .loss: "The loss is one number for how far off the answer is; training makes it small."
    case .penalty: "A penalty keeps weights from growing without need."
    case .outputSensitivity(let event): comparing(event)
    case .neuronBackward(let event): goingBackward(event)
    case .linkBackward(let event): pushing(event.weightGradient)
    case .weightUpdate(let event): moving(event.move)
    case .biasUpdate(let event): moving(event.move)
    }
  }

  private func verb(_ move: TraceEvent.WeightMove) -> String { move.isFrozen ? "keeps" : "moves" }

  private func answering(_ event: TraceEvent.NeuronForward) -> String {
    let what =
      labels.hasBias(event.neuron) ? "its bias and what its links brought" : "what was brought"
    return "\(labels[event.neuron].capitalizedFirst) adds up \(what), and "
      + "\(event.activation.words.answer)."
  }

  private func comparing(_ event: TraceEvent.OutputSensitivity) -> String {
    let what = event.isFused ? "sum" : "output"
    let should = event.sensitivity > 0 ? "should be smaller" : "should be larger"
    if event.sensitivity == 0 { return "Here nothing would make the loss smaller." }
    return
      "How much the loss grows if the \(what) of \(labels[event.neuron]) grows: the sign says that "
      + "it \(should)."
  }

  private func goingBackward(_ event: TraceEvent.NeuronBackward) -> String {
    let softmax =
      event.common == nil ? "" : " What its softmax has in common is taken off first."
    if event.inputSensitivity == 0 {
      return
        "\(labels[event.neuron].capitalizedFirst) passes nothing back: nothing before it learns "
        + "through it."
    }
    return
      "What \(labels[event.neuron]) was told, times the slope of its activation, is how much the "
      + "loss grows if its sum grows; it is also the gradient of its bias." + softmax
  }

  private func pushing(_ gradient: Double) -> String {
    if gradient == 0 {
      return "The gradient is 0: through this link nothing is learned from this sample."
    }
    return "If this weight grew, the loss would \(gradient > 0 ? "grow" : "shrink"): the weight "
      + "should become \(gradient > 0 ? "smaller" : "larger")."
  }

  private func moving(_ move: TraceEvent.WeightMove) -> String {
    if move.isFrozen { return "It is frozen: it stays, whatever its gradient." }
    if move.moved != nil, move.after == 0 {
      return move.before == 0
        ? "Its penalty has taken it to 0 before, and there it stays."
        : "Its penalty takes it to 0, where it stays from now on: the link is cut."
    }
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
