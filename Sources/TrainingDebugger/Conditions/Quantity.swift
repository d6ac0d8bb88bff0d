import Explanation
import NetworkDescription
import NeuronGraph

/// A number that can be watched, and that conditions are about.
public enum Quantity: Hashable, Sendable {
  /// The loss of the present sample, without penalties.
  case loss
  /// The loss of the batch, penalties included, as training reports it; known in the update.
  case batchLoss
  /// A link's weight.
  case weight(link: LinkName)
  /// What the samples of the step have added to the gradient of a link's weight so far.
  case gradient(link: LinkName)
  /// What a link brought to its target.
  case contribution(link: LinkName)
  /// What a link pushed back to its source.
  case pushed(link: LinkName)
  /// A neuron's bias.
  case bias(neuron: NeuronName)
  /// A neuron's bias and what the links brought.
  case sum(neuron: NeuronName)
  /// What a neuron answered.
  case output(neuron: NeuronName)
  /// ∂loss/∂output of a neuron.
  case sensitivity(neuron: NeuronName)
  /// ∂loss/∂sum of a neuron.
  case inputSensitivity(neuron: NeuronName)
  /// The learning rate of the step.
  case learningRate
  /// The epoch, from 1.
  case epoch
  /// The step, from 1.
  case step

  /// The words that stand before a link's name.
  static let ofLinks: [(String, @Sendable (LinkName) -> Quantity)] = [
    ("weight", { .weight(link: $0) }), ("gradient", { .gradient(link: $0) }),
    ("contribution", { .contribution(link: $0) }), ("pushed", { .pushed(link: $0) }),
  ]
  /// The words that stand before a neuron's name.
  static let ofNeurons: [(String, @Sendable (NeuronName) -> Quantity)] = [
    ("output", { .output(neuron: $0) }), ("sum", { .sum(neuron: $0) }),
    ("bias", { .bias(neuron: $0) }), ("sensitivity", { .sensitivity(neuron: $0) }),
    ("input sensitivity", { .inputSensitivity(neuron: $0) }),
  ]
  /// Those that need no name.
  static let plain: [(String, Quantity)] = [
    ("loss", .loss), ("batch loss", .batchLoss), ("learning rate", .learningRate),
    ("epoch", .epoch), ("step", .step),
  ]
}

extension Quantity: CustomStringConvertible {
  /// As it is typed: `weight 0.1-1.0`, `loss`.
  public var description: String {
    switch self {
    case .loss: "loss"
    case .batchLoss: "batch loss"
    case .weight(let link): "weight \(link)"
    case .gradient(let link): "gradient \(link)"
    case .contribution(let link): "contribution \(link)"
    case .pushed(let link): "pushed \(link)"
    case .bias(let neuron): "bias \(neuron)"
    case .sum(let neuron): "sum \(neuron)"
    case .output(let neuron): "output \(neuron)"
    case .sensitivity(let neuron): "sensitivity \(neuron)"
    case .inputSensitivity(let neuron): "input sensitivity \(neuron)"
    case .learningRate: "learning rate"
    case .epoch: "epoch"
    case .step: "step"
    }
  }
}

extension DebuggerSession {
  /// The value of a quantity at this moment; nil if the sample has not come to it yet.
  ///
  /// - Throws: ``SessionError`` for a link or neuron that there is none of.
  public func value(of quantity: Quantity) throws(SessionError) -> Double? {
    let map = timeline.map
    switch quantity {
    case .loss: return moment.loss
    case .batchLoss, .learningRate, .epoch, .step: return told(quantity)
    case .weight(let link): return moment.weights[map.weightOfLink[try map.checkedLink(link)]].value
    case .gradient(let link):
      return moment.weights[map.weightOfLink[try map.checkedLink(link)]].gradient
    case .contribution(let link): return moment.links[try map.checkedLink(link)].contribution
    case .pushed(let link): return moment.links[try map.checkedLink(link)].pushed
    case .bias(let neuron):
      return map.biasOfNeuron[try map.checkedNeuron(neuron)].map { moment.weights[$0].value }
    case .sum(let neuron): return moment.neurons[try map.checkedNeuron(neuron)].sum
    case .output(let neuron): return moment.neurons[try map.checkedNeuron(neuron)].output
    case .sensitivity(let neuron):
      return moment.neurons[try map.checkedNeuron(neuron)].sensitivity
    case .inputSensitivity(let neuron):
      return moment.neurons[try map.checkedNeuron(neuron)].inputSensitivity
    }
  }

  /// Throws an error unless the network has the link or neuron.
  func check(_ quantity: Quantity) throws(SessionError) {
    switch quantity {
    case .weight(let link), .gradient(let link), .contribution(let link), .pushed(let link):
      _ = try timeline.map.checkedLink(link)
    case .bias(let neuron), .sum(let neuron), .output(let neuron), .sensitivity(let neuron),
      .inputSensitivity(let neuron):
      _ = try timeline.map.checkedNeuron(neuron)
    case .loss, .batchLoss, .learningRate, .epoch, .step: break
    }
  }

  /// What the present event tells of a quantity; nil if it is about something else.
  func told(_ quantity: Quantity) -> Double? {
    switch quantity {
    case .batchLoss: return batchResult?.loss
    case .learningRate: return learningRate
    case .epoch: return Double(step / timeline.plan.stepsPerEpoch + 1)
    case .step: return Double(step + 1)
    case .loss, .weight, .gradient, .contribution, .pushed, .bias, .sum, .output, .sensitivity,
      .inputSensitivity:
      return frame.told(quantity)
    }
  }
}

extension EventFrame {
  /// What the event itself tells of a quantity.
  fileprivate func told(_ quantity: Quantity) -> Double? {
    switch (event, quantity) {
    case (.loss(let event), .loss): event.value
    case (.linkForward(let event), .weight(let name)) where event.link.name == name: event.weight
    case (.weightUpdate(let event), .weight(let name)) where event.link.name == name:
      event.move.after
    case (.linkBackward(let event), .gradient(let name)) where event.link.name == name: gradient
    case (.linkForward(let event), .contribution(let name)) where event.link.name == name:
      event.contribution
    case (.linkBackward(let event), .pushed(let name)) where event.link.name == name:
      event.pushed
    case (.neuronForward(let event), .bias(let name)) where event.neuron == name: event.bias
    case (.biasUpdate(let event), .bias(let name)) where event.neuron == name: event.move.after
    case (.neuronForward(let event), .sum(let name)) where event.neuron == name: event.sum
    case (.input(let event), .output(let name)) where event.neuron == name: event.output
    case (.neuronForward(let event), .output(let name)) where event.neuron == name: event.output
    case (.neuronBackward(let event), .sensitivity(let name)) where event.neuron == name:
      event.sensitivity
    case (.neuronBackward(let event), .inputSensitivity(let name)) where event.neuron == name:
      event.inputSensitivity
    default: nil
    }
  }
}
