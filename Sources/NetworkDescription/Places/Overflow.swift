/// What is no finite number any more: the first of all, in the order of the forward pass.
public enum Overflow: Hashable, Sendable {
  /// An input.
  case input(NeuronName, Double)
  /// The weight of a link.
  case weight(LinkName, Double)
  /// What a link brings, of an input and a weight that are finite.
  case contribution(LinkName, input: Double, weight: Double)
  /// A bias.
  case bias(NeuronName, Double)
  /// What a neuron adds up, of numbers that are finite.
  case sum(NeuronName, Double)
  /// What a neuron makes of a sum that is finite.
  case output(NeuronName, Double)
  /// A weight or a bias, found among all numbers that are learned.
  case learned(WeightPlace, Double)
  /// Another learned number, by the name of its tensor.
  case tensor(String, Double)
  /// What the weights of a layer cost; nil for the sum over all layers.
  case penalty(layer: Int?)
  /// The loss, of outputs that are finite.
  case loss(outputs: [Output])

  /// An output, with what it answered.
  public struct Output: Hashable, Sendable {
    /// The neuron.
    public let neuron: NeuronName
    /// Its output.
    public let value: Double

    /// Notes what a neuron answered.
    public init(_ neuron: NeuronName, _ value: Double) {
      (self.neuron, self.value) = (neuron, value)
    }
  }
}

extension Overflow {
  /// The neuron or link that it is in; nil for penalties, the loss and other learned numbers.
  public var place: NetworkPlace? {
    switch self {
    case .input(let name, _), .bias(let name, _), .sum(let name, _), .output(let name, _):
      .neuron(name)
    case .weight(let name, _), .contribution(let name, _, _): .link(name)
    case .learned(let weight, _): weight.place
    case .tensor, .penalty, .loss: nil
    }
  }

  /// What people read: `link 0.1-1.0 (weight inf)`.
  ///
  /// - Parameter text: Writes a number.
  package func words(_ text: (Double) -> String) -> String {
    switch self {
    case .input(let name, let value): "input neuron \(name) (\(text(value)))"
    case .weight(let name, let value): "link \(name) (weight \(text(value)))"
    case .contribution(let name, let input, let weight):
      "link \(name) (\(text(input)) × \(text(weight)))"
    case .bias(let name, let value): "neuron \(name) (bias \(text(value)))"
    case .sum(let name, let value): "neuron \(name) (sum \(text(value)))"
    case .output(let name, let value): "neuron \(name) (output \(text(value)))"
    case .learned(let weight, let value): "\(weight.inWords) (\(text(value)))"
    case .tensor(let name, let value): "\(name) (\(text(value)))"
    case .penalty(nil): "the sum of penalties"
    case .penalty(let layer?): "the penalty on the weights of layer \(layer)"
    case .loss(let outputs) where outputs.isEmpty: "the loss itself"
    case .loss(let outputs):
      "the loss itself (outputs "
        + outputs.map { "\($0.neuron) = \(text($0.value))" }.joined(separator: ", ") + ")"
    }
  }
}

extension Overflow: CustomStringConvertible {
  /// What people read, with all digits: `neuron 1.0 (sum inf)`.
  public var description: String {
    // NaN has a sign that means nothing, and that some systems print.
    words { $0.isNaN ? "NaN" : "\($0)" }
  }
}
