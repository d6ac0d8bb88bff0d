import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What the lines of an explanation need to know of what happened before, and of the network.
package struct StepMemory {
  /// One use of a weight that several links share, or of a bias that several neurons share.
  struct Use {
    let label: String
    let gradient: Double
  }

  let labels: NeuronLabels
  let limit: ShortlistLimit

  /// The input neurons.
  var inputs: Set<NeuronName> = []
  /// What the other neurons answered, by name.
  var answers: [NeuronName: TraceEvent.NeuronForward] = [:]
  /// The neurons that share a softmax, by the name of each of them.
  var softmaxGroups: [NeuronName: [NeuronName]] = [:]
  /// What the weights of layers cost, layer by layer.
  var penalties: [TraceEvent.PenaltyComputed] = []
  /// The dropout mask of this step, by the names of the neurons of dropout layers.
  var dropoutMask: [NeuronName: TraceEvent.DropoutLot] = [:]
  /// The argmax of each max pooling neuron, by its name.
  var argmax: [NeuronName: TraceEvent.PoolingChoice] = [:]
  /// What each use has added to the gradient of a shared weight, by the place of that weight.
  var uses: [WeightPlace: [Use]] = [:]
  /// The outputs with their targets, in the order of the outputs.
  var comparisons: [TraceEvent.OutputSensitivity] = []
  /// The loss that compared them.
  var loss: Loss?
  /// What has been pushed to each neuron so far, in order; for an output, first its own.
  var sensitivities: [NeuronName: [Double]] = [:]

  init(labels: NeuronLabels, limit: ShortlistLimit) {
    self.labels = labels
    self.limit = limit
  }

  /// Keeps what later lines need of an event.
  mutating func note(_ event: TraceEvent) {
    switch event {
    case .dropoutLot(let event): dropoutMask[event.link.to] = event
    case .input(let event): inputs.insert(event.neuron)
    case .poolingChoice(let event): argmax[event.link.to] = event
    case .neuronForward(let event): answers[event.neuron] = event
    case .penalty(let event): penalties.append(event)
    case .loss(let event): loss = event.loss
    case .outputSensitivity(let event):
      comparisons.append(event)
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
    case .linkForward, .weightUpdate, .biasUpdate:
      break
    }
  }

  /// What the targets add up to.
  var targetTotal: Double { comparisons.reduce(0) { $0 + $1.target } }

  /// An output as the formulas of a loss need it.
  func forLoss(_ output: TraceEvent.OutputSensitivity) -> LossWords.Output {
    LossWords.Output(
      output: output.output, target: output.target,
      fusedNeuron: output.isFused ? answers[output.neuron] : nil, targetTotal: targetTotal)
  }

  /// How much the loss changes if the neuron's output changes, as far as is known.
  func sensitivity(_ neuron: NeuronName) -> Double {
    (sensitivities[neuron] ?? []).reduce(0, +)
  }
}
