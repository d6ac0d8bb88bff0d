import NeuronGraph
import NeuronTrace

/// An event, and what the network held at that moment besides.
struct EventFrame {
  let event: TraceEvent
  /// What the samples have added so far to the gradient of the event's weight or bias.
  var gradient = 0.0
  /// What links have pushed so far to the source of the event's link.
  var sensitivity = 0.0
  /// At the loss: whether the outputs are the right answer; nil where targets are numbers.
  var isRight: Bool?

  /// Adds up what the event adds.
  init(_ event: TraceEvent, _ map: NetworkMap, _ sums: inout RunningSums, isRight: () -> Bool?) {
    self.event = event
    switch event {
    case .neuronBackward(let event):
      guard let bias = map.neuron(event.neuron).flatMap({ map.biasOfNeuron[$0] }) else { return }
      gradient = sums.add(event.inputSensitivity, toGradientOf: bias)
    case .linkBackward(let event):
      guard let link = map.link(event.link.name) else { return }
      gradient = sums.add(event.weightGradient, toGradientOf: map.weightOfLink[link])
      if let source = map.neuron(event.link.from) {
        sensitivity = sums.add(event.pushed, toSensitivityOf: source)
      }
    case .loss:
      self.isRight = isRight()
      sums = RunningSums(before: map)
    case .dropoutLot, .input, .poolingChoice, .linkForward, .neuronForward, .penalty,
      .outputSensitivity, .weightUpdate, .biasUpdate:
      break
    }
  }
}

/// Gradients and sensitivities while a backward pass adds them up.
///
/// A trace tells the pass when it is over, and the network holds its whole sums by then. Adding up
/// in the same order from the same start, these are the same numbers, bit for bit.
struct RunningSums {
  private var gradients: [Double]
  private var sensitivities: [Double]

  /// Reads what there is before a backward pass: at the loss.
  init(before map: NetworkMap) {
    gradients = map.weights.map { $0.gradient }
    sensitivities = map.neurons.map { $0.sensitivity }
  }

  mutating func add(_ amount: Double, toGradientOf weight: Int) -> Double {
    gradients[weight] += amount
    return gradients[weight]
  }

  mutating func add(_ amount: Double, toSensitivityOf neuron: Int) -> Double {
    sensitivities[neuron] += amount
    return sensitivities[neuron]
  }
}
