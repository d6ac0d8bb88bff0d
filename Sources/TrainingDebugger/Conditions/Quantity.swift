import NetworkDescription
import NeuronGraph
import NeuronTrace

/// A number that can be watched, and that conditions are about.
public enum Quantity: Hashable, Sendable {
  /// A number of the whole training.
  case training(OfTraining)
  /// A number of a link.
  case link(OfLink, LinkName)
  /// A number of a neuron.
  case neuron(OfNeuron, NeuronName)

  /// What can be asked of training, by the words that people type.
  public enum OfTraining: String, Hashable, Sendable, CaseIterable {
    /// The loss of the present sample, without penalties.
    case loss
    /// The loss of the batch, penalties included, as training reports it; known in the update.
    case batchLoss = "batch loss"
    /// The learning rate of the step.
    case learningRate = "learning rate"
    /// The epoch, from 1.
    case epoch
    /// The step, from 1.
    case step
  }

  /// What can be asked of a link, by the word before its name.
  public enum OfLink: String, Hashable, Sendable, CaseIterable {
    /// Its weight.
    case weight
    /// What the samples of the step have added to the gradient of its weight so far.
    case gradient
    /// What it brought to its target.
    case contribution
    /// What it pushed back to its source.
    case pushed
  }

  /// What can be asked of a neuron, by the words before its name.
  public enum OfNeuron: String, Hashable, Sendable, CaseIterable {
    /// What it answered.
    case output
    /// Its bias and what the links brought.
    case sum
    /// Its bias.
    case bias
    /// ∂loss/∂output.
    case sensitivity
    /// ∂loss/∂sum.
    case inputSensitivity = "input sensitivity"
  }
}

extension Quantity: CustomStringConvertible {
  /// As it is typed: `weight 0.1-1.0`, `loss`.
  public var description: String {
    switch self {
    case .training(let kind): kind.rawValue
    case .link(let kind, let name): "\(kind.rawValue) \(name)"
    case .neuron(let kind, let name): "\(kind.rawValue) \(name)"
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
    case .training(let kind): return kind == .loss ? moment.loss : told(kind)
    case .link(let kind, let name):
      let link = try map.checkedLink(name)
      switch kind {
      case .weight: return moment.weights[map.weightOfLink[link]].value
      case .gradient: return moment.weights[map.weightOfLink[link]].gradient
      case .contribution: return moment.links[link].contribution
      case .pushed: return moment.links[link].pushed
      }
    case .neuron(let kind, let name):
      let neuron = try map.checkedNeuron(name)
      switch kind {
      case .output: return moment.neurons[neuron].output
      case .sum: return moment.neurons[neuron].sum
      case .bias: return map.biasOfNeuron[neuron].map { moment.weights[$0].value }
      case .sensitivity: return moment.neurons[neuron].sensitivity
      case .inputSensitivity: return moment.neurons[neuron].inputSensitivity
      }
    }
  }

  /// Throws an error unless the network has the link or neuron.
  func check(_ quantity: Quantity) throws(SessionError) {
    switch quantity {
    case .training: break
    case .link(_, let name): _ = try timeline.map.checkedLink(name)
    case .neuron(_, let name): _ = try timeline.map.checkedNeuron(name)
    }
  }

  /// What the present event tells of a quantity; nil if it is about something else.
  func told(_ quantity: Quantity) -> Double? {
    switch quantity {
    case .training(let kind): told(kind)
    case .link(let kind, let name): event.link?.name == name ? frame.told(kind) : nil
    case .neuron(let kind, let name): event.neuron == name ? frame.told(kind) : nil
    }
  }

  private func told(_ kind: Quantity.OfTraining) -> Double? {
    switch kind {
    case .loss: if case .loss(let told) = event { told.value } else { nil }
    case .batchLoss: batchResult?.loss
    case .learningRate: learningRate
    case .epoch: Double(step / timeline.plan.stepsPerEpoch + 1)
    case .step: Double(step + 1)
    }
  }
}

extension EventFrame {
  /// What the event tells of its link.
  fileprivate func told(_ kind: Quantity.OfLink) -> Double? {
    switch (event, kind) {
    case (.linkForward(let told), .weight): told.weight
    case (.linkForward(let told), .contribution): told.contribution
    case (.linkBackward, .gradient): gradient
    case (.linkBackward(let told), .pushed): told.pushed
    case (.weightUpdate(let told), .weight): told.move.after
    case (_, .weight), (_, .gradient), (_, .contribution), (_, .pushed): nil
    }
  }

  /// What the event tells of its neuron.
  fileprivate func told(_ kind: Quantity.OfNeuron) -> Double? {
    switch (event, kind) {
    case (.input(let told), .output): told.output
    case (.neuronForward(let told), .output): told.output
    case (.neuronForward(let told), .sum): told.sum
    case (.neuronForward(let told), .bias): told.bias
    case (.neuronBackward(let told), .sensitivity): told.sensitivity
    case (.neuronBackward(let told), .inputSensitivity): told.inputSensitivity
    case (.biasUpdate(let told), .bias): told.move.after
    case (_, .output), (_, .sum), (_, .bias), (_, .sensitivity), (_, .inputSensitivity): nil
    }
  }
}
