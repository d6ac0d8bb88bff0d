import Explanation
import NetworkDescription
import NeuronGraph

/// An event, and what the network held at that moment besides.
struct EventFrame {
  let event: TraceEvent
  /// What the samples have added so far to the gradient of the event's weight or bias.
  var gradient = 0.0
  /// What links have pushed so far to the source of the event's link.
  var sensitivity = 0.0
  /// At the loss: whether the outputs are the right answer.
  var isRight: Bool?

  /// Reads the numbers while the network holds them.
  init(_ event: TraceEvent, _ map: NetworkMap, isRight: () -> Bool) {
    self.event = event
    switch event {
    case .neuronBackward(let event):
      gradient = map.neuron(event.neuron).flatMap { map.neurons[$0].bias?.gradient } ?? 0
    case .linkBackward(let event):
      guard let link = map.link(event.link.name).map({ map.links[$0] }) else { return }
      gradient = link.weight.gradient
      sensitivity = link.source.sensitivity
    case .loss:
      self.isRight = isRight()
    case .dropoutLot, .input, .poolingChoice, .linkForward, .neuronForward, .penalty,
      .outputSensitivity, .weightUpdate, .biasUpdate:
      break
    }
  }
}
