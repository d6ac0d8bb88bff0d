import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What neurons and links hold at one moment of a step.
///
/// Nothing here is computed: each number is the one that the engine told of, or held, last. What a
/// sample has not come to yet is nil.
public struct SessionMoment: Sendable {
  /// What a neuron holds.
  public struct NeuronNumbers: Hashable, Sendable {
    /// The bias and what the links brought.
    public var sum: Double?
    /// The activation of the sum; for an input neuron, the input.
    public var output: Double?
    /// ∂loss/∂output, as far as links have pushed it.
    public var sensitivity: Double?
    /// ∂loss/∂sum.
    public var inputSensitivity: Double?
  }

  /// What a link did for the present sample.
  public struct LinkNumbers: Hashable, Sendable {
    /// What it brought to its target.
    public var contribution: Double?
    /// What it pushed back to its source.
    public var pushed: Double?
  }

  /// A weight or bias.
  public struct WeightNumbers: Hashable, Sendable {
    /// The number itself.
    public var value: Double
    /// What the samples of the step have added to its gradient so far.
    public var gradient: Double
  }

  /// The neurons, in the order of the network's layers.
  public internal(set) var neurons: [NeuronNumbers]
  /// The links, in the order of `NeuronNetwork.links`.
  public internal(set) var links: [LinkNumbers]
  /// Every weight and bias once.
  var weights: [WeightNumbers]
  /// Where the weights of links are among them.
  private let weightOfLink: [Int]
  /// The loss of the present sample, without penalties.
  public internal(set) var loss: Double?
  /// Whether the present sample was answered rightly; nil where targets are numbers.
  public internal(set) var isRight: Bool?

  /// The beginning of a sample, as the network has it.
  init(beginningWith map: NetworkMap) {
    neurons = Array(repeating: NeuronNumbers(), count: map.neurons.count)
    links = Array(repeating: LinkNumbers(), count: map.links.count)
    weightOfLink = map.weightOfLink
    weights = map.weights.map { WeightNumbers(value: $0.value, gradient: $0.gradient) }
  }

  /// Reads what samples have added to the gradients by now.
  mutating func readGradients(_ map: NetworkMap) {
    for (index, weight) in map.weights.enumerated() { weights[index].gradient = weight.gradient }
  }

  /// The weight of a link, by the link's place in `NeuronNetwork.links`.
  public func weight(ofLink index: Int) -> WeightNumbers { weights[weightOfLink[index]] }

  /// The next sample begins: weights stay, everything else has to be computed again.
  mutating func beginSample() {
    for index in neurons.indices { neurons[index] = NeuronNumbers() }
    for index in links.indices { links[index] = LinkNumbers() }
    (loss, isRight) = (nil, nil)
  }

  /// Takes in what an event told.
  mutating func take(_ frame: EventFrame, _ map: NetworkMap) {
    switch frame.event {
    case .dropoutLot(let event):
      if let link = map.link(event.link.name) {
        weights[map.weightOfLink[link]].value = event.weight
      }
    case .input(let event):
      if let neuron = map.neuron(event.neuron) { neurons[neuron].output = event.output }
    case .poolingChoice: break  // its links tell their weights when they bring something
    case .linkForward(let event):
      guard let link = map.link(event.link.name) else { return }
      links[link].contribution = event.contribution
      weights[map.weightOfLink[link]].value = event.weight
    case .neuronForward(let event):
      guard let neuron = map.neuron(event.neuron) else { return }
      neurons[neuron].sum = event.sum
      neurons[neuron].output = event.output
    case .loss(let event):
      loss = event.value
      isRight = frame.isRight
    case .penalty: break
    case .outputSensitivity(let event):
      if let neuron = map.neuron(event.neuron) { neurons[neuron].sensitivity = event.sensitivity }
    case .neuronBackward(let event):
      guard let neuron = map.neuron(event.neuron) else { return }
      neurons[neuron].sensitivity = event.sensitivity
      neurons[neuron].inputSensitivity = event.inputSensitivity
      if let bias = map.biasOfNeuron[neuron] { weights[bias].gradient = frame.gradient }
    case .linkBackward(let event):
      guard let link = map.link(event.link.name) else { return }
      links[link].pushed = event.pushed
      weights[map.weightOfLink[link]].gradient = frame.gradient
      if let source = map.neuron(event.link.from) {
        neurons[source].sensitivity = frame.sensitivity
      }
    case .weightUpdate(let event):
      if let link = map.link(event.link.name) {
        weights[map.weightOfLink[link]].value = event.move.after
      }
    case .biasUpdate(let event):
      if let bias = map.neuron(event.neuron).flatMap({ map.biasOfNeuron[$0] }) {
        weights[bias].value = event.move.after
      }
    }
  }
}
