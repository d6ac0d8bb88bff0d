import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What the sections of an explanation need to know of each other, and of the network.
package struct StepMemory {
  /// What a neuron did in the forward pass.
  package struct Activated {
    let neuron: NeuronName
    let bias: Double
    package let sum: Double
    let activation: Activation
    let output: Double
    package let softmax: SoftmaxGroup.Shares?
  }

  /// What a neuron of a dropout layer drew.
  struct DropoutLot {
    let rate: Double
    let isKept: Bool
    let weight: Double
  }

  /// The link that a pooling neuron let through.
  struct Choice {
    let from: NeuronName
    let output: Double
    let count: Int
  }

  /// One use of a weight that several links share, or of a bias that several neurons share.
  struct Use {
    let label: String
    let gradient: Double
  }

  /// An output neuron that was compared with its target.
  package struct Compared {
    package let neuron: NeuronName
    let output: Double
    let target: Double
    let sensitivity: Double
    let isFused: Bool
  }

  package let labels: NeuronLabels
  let limit: ShortlistLimit

  /// The input neurons.
  var inputs: Set<NeuronName> = []
  /// The other neurons by name, once they have answered.
  package var activated: [NeuronName: Activated] = [:]
  /// The neurons that share a softmax, by the name of each of them.
  var softmaxGroups: [NeuronName: [NeuronName]] = [:]
  /// What the weights of layers cost, layer by layer.
  package var penalties: [PenaltyText] = []
  /// What the neurons of dropout layers drew, by their names.
  var lots: [NeuronName: DropoutLot] = [:]
  /// What pooling neurons let through, by their names.
  var choices: [NeuronName: Choice] = [:]
  /// What each use has added to the gradient of a shared weight, by the place of that weight.
  var uses: [WeightPlace: [Use]] = [:]
  /// The output neurons, in the order of the outputs.
  package var compared: [Compared] = []
  /// The loss that compared them.
  package var loss: Loss?
  /// What has been pushed to each neuron so far, in order; for an output, first its own.
  package var sensitivities: [NeuronName: [Double]] = [:]

  package init(labels: NeuronLabels, limit: ShortlistLimit) {
    self.labels = labels
    self.limit = limit
  }

  /// Keeps what later lines need of an event.
  package mutating func note(_ event: TraceEvent) {
    switch event {
    case .dropoutLot(let event):
      lots[event.link.to] = DropoutLot(
        rate: event.rate, isKept: event.isKept, weight: event.weight)
    case .input(let event):
      inputs.insert(event.neuron)
    case .poolingChoice(let event):
      choices[event.link.to] = Choice(
        from: event.link.from, output: event.output, count: event.count)
    case .neuronForward(let event):
      activated[event.neuron] = Activated(
        neuron: event.neuron, bias: event.bias, sum: event.sum, activation: event.activation,
        output: event.output, softmax: event.softmax)
    case .penalty(let event):
      penalties.append(
        PenaltyText(
          layer: event.layer, penalty: event.penalty, sizes: event.sizes, squares: event.squares,
          value: event.value))
    case .outputSensitivity(let event):
      compared.append(
        Compared(
          neuron: event.neuron, output: event.output, target: event.target,
          sensitivity: event.sensitivity, isFused: event.isFused))
      sensitivities[event.neuron] = [event.sensitivity]
    case .neuronBackward(let event):
      if let bias = labels.sharedBias(event.neuron) {
        uses[bias, default: []].append(
          Use(label: labels[event.neuron], gradient: event.inputSensitivity))
      }
    case .linkBackward(let event):
      let link = event.link
      if !inputs.contains(link.from) { sensitivities[link.from, default: []].append(event.pushed) }
      if let weight = link.sharedWeight {
        uses[weight, default: []].append(
          Use(label: labels[link.name], gradient: event.weightGradient))
      }
    case .loss(let event):
      loss = event.loss
    case .linkForward, .weightUpdate, .biasUpdate:
      break
    }
  }

  /// What the targets add up to.
  var targetTotal: Double { compared.reduce(0) { $0 + $1.target } }

  /// An output as the formulas of a loss need it.
  func forLoss(_ output: Compared) -> LossWords.Output {
    LossWords.Output(
      output: output.output, target: output.target,
      fusedNeuron: output.isFused ? activated[output.neuron] : nil, targetTotal: targetTotal)
  }

  /// How much the loss changes if the neuron's output changes, as far as is known.
  func sensitivity(_ neuron: NeuronName) -> Double {
    (sensitivities[neuron] ?? []).reduce(0, +)
  }
}
