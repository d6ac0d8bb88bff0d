import NetworkBlueprint
import NeuronGraph

/// What the sections of an explanation need to know of each other, and of the network.
struct StepMemory {
  /// What a neuron did in the forward pass.
  struct Activated {
    let neuron: String
    let bias: Double
    let sum: Double
    let activation: Activation
    let output: Double
    let softmax: SoftmaxGroup.Shares?
  }

  /// What a neuron of a dropout layer drew.
  struct DropoutLot {
    let rate: Double
    let isKept: Bool
    let weight: Double
  }

  /// An output neuron that was compared with its target.
  struct Compared {
    let neuron: String
    let output: Double
    let target: Double
    let sensitivity: Double
    let together: Bool
  }

  let labels: NeuronLabels
  let limit: ShortlistLimit

  /// The input neurons.
  var inputs: Set<String> = []
  /// The other neurons by name, once they have answered.
  var activated: [String: Activated] = [:]
  /// The neurons that share a softmax, by the name of each of them.
  var softmaxGroups: [String: [String]] = [:]
  /// What the weights of layers cost, layer by layer.
  var penalties: [PenaltyText] = []
  /// What the neurons of dropout layers drew, by their names.
  var lots: [String: DropoutLot] = [:]
  /// The output neurons, in the order of the outputs.
  var compared: [Compared] = []
  /// What has been pushed to each neuron so far, in order; for an output, first its own.
  var sensitivities: [String: [Double]] = [:]

  init(labels: NeuronLabels, limit: ShortlistLimit) {
    self.labels = labels
    self.limit = limit
  }

  /// How much the loss changes if the neuron's output changes, as far as is known.
  func sensitivity(_ neuron: String) -> Double {
    (sensitivities[neuron] ?? []).reduce(0, +)
  }
}
