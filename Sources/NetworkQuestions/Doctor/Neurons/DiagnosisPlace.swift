import Explanation
import NetworkDescription

extension Diagnosis {
  /// What something befell.
  public enum Place: Hashable, Sendable {
    /// A neuron.
    case neuron(NeuronName)
    /// A filter of a convolution, with all its places, by the number of its layer.
    case filter(Int, layer: Int)
    /// A weight or a bias that has this value.
    case weight(WeightPlace, value: Double)
    /// A neuron whose outputs have become this large.
    case largeOutput(NeuronName, size: Double)
    /// The loss; the largest output is told.
    case loss(output: NeuronName, value: Double)
    /// Something that was no finite number in a step.
    case overflow(Overflow)
  }
}

extension Diagnosis.Place {
  /// What it is in a word: `neuron`, `filter`, `link` or `input`.
  public var kind: String {
    switch self {
    case .neuron, .largeOutput, .loss: "neuron"
    case .filter: "filter"
    case .weight(let place, _): place.isBias ? "neuron" : "link"
    case .overflow(.input): "input"
    case .overflow(let overflow):
      switch overflow.place {
      case .link: "link"
      case .neuron: "neuron"
      case nil: "loss"
      }
    }
  }

  /// What people read: `neuron 1.3`, `filter 2 of layer 1`, `link 0.0-1.3 (weight 12.5000)`.
  public var text: String {
    switch self {
    case .neuron(let name): "neuron \(name)"
    case .filter(let channel, let layer): "filter \(channel) of layer \(layer)"
    case .weight(.link(let name), let value): "link \(name) (weight \(NumberText(value).text))"
    case .weight(.bias(let name), let value): "neuron \(name) (bias \(NumberText(value).text))"
    case .largeOutput(let name, let size):
      "neuron \(name) (output \(NumberText(size).text) in size)"
    case .loss(let name, let value):
      "neuron \(name) (output \(NumberText(value).text)), and with it the loss,"
    case .overflow(let overflow): overflow.words { NumberText($0).text }
    }
  }
}

extension Diagnosis.Place: CustomStringConvertible {
  /// What JSON says: the text, but what was no finite number in a step with all digits.
  public var description: String {
    if case .overflow(let overflow) = self { overflow.description } else { text }
  }
}
