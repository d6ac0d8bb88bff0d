import NetworkDescription
import NeuronGraph

/// What the sections of an explanation need to know of each other, and of the network.
package struct StepMemory {
  /// What a neuron did in the forward pass.
  package struct Activated {
    let neuron: String
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
    let from: String
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
    package let neuron: String
    let output: Double
    let target: Double
    let sensitivity: Double
    let together: Bool
  }

  package let labels: NeuronLabels
  let limit: ShortlistLimit

  /// The input neurons.
  var inputs: Set<String> = []
  /// The other neurons by name, once they have answered.
  package var activated: [String: Activated] = [:]
  /// The neurons that share a softmax, by the name of each of them.
  var softmaxGroups: [String: [String]] = [:]
  /// What the weights of layers cost, layer by layer.
  package var penalties: [PenaltyText] = []
  /// What the neurons of dropout layers drew, by their names.
  var lots: [String: DropoutLot] = [:]
  /// What pooling neurons let through, by their names.
  var choices: [String: Choice] = [:]
  /// What each use has added to the gradient of a shared weight, by the name of that weight.
  var uses: [String: [Use]] = [:]
  /// The output neurons, in the order of the outputs.
  package var compared: [Compared] = []
  /// The loss that compared them.
  package var loss: Loss?
  /// What has been pushed to each neuron so far, in order; for an output, first its own.
  package var sensitivities: [String: [Double]] = [:]

  package init(labels: NeuronLabels, limit: ShortlistLimit) {
    self.labels = labels
    self.limit = limit
  }

  /// Keeps what later lines need of an event.
  package mutating func note(_ event: TraceEvent) {
    switch event {
    case .dropoutLot(let link, let rate, let isKept, let weight):
      lots[link.to] = DropoutLot(rate: rate, isKept: isKept, weight: weight)
    case .input(let neuron, _):
      inputs.insert(neuron)
    case .poolingChoice(let link, let output, let count):
      choices[link.to] = Choice(from: link.from, output: output, count: count)
    case .neuronForward(let neuron, let bias, let sum, let activation, let output, let softmax):
      activated[neuron] = Activated(
        neuron: neuron, bias: bias, sum: sum, activation: activation, output: output,
        softmax: softmax)
    case .penalty(let layer, let penalty, let sizes, let squares, let value):
      penalties.append(
        PenaltyText(
          layer: layer, penalty: penalty, sizes: sizes, squares: squares, value: value))
    case .outputSensitivity(let neuron, let output, let target, let sensitivity, let together):
      compared.append(
        Compared(
          neuron: neuron, output: output, target: target, sensitivity: sensitivity,
          together: together))
      sensitivities[neuron] = [sensitivity]
    case .neuronBackward(let neuron, _, _, let inputSensitivity, _):
      if let bias = labels.sharedBias(neuron) {
        uses[bias, default: []].append(Use(label: labels[neuron], gradient: inputSensitivity))
      }
    case .linkBackward(let link, _, _, _, let weightGradient, let pushed):
      if !inputs.contains(link.from) { sensitivities[link.from, default: []].append(pushed) }
      if let weight = link.sharedWeight {
        uses[weight, default: []].append(Use(label: labels[link], gradient: weightGradient))
      }
    case .loss(let loss, _):
      self.loss = loss
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
      fusedNeuron: output.together ? activated[output.neuron] : nil, targetTotal: targetTotal)
  }

  /// How much the loss changes if the neuron's output changes, as far as is known.
  func sensitivity(_ neuron: String) -> Double {
    (sensitivities[neuron] ?? []).reduce(0, +)
  }
}
