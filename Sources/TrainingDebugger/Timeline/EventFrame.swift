import Explanation
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
    case .neuronBackward(let name, _, _, _, _):
      gradient = map.neuron(name).flatMap { map.neurons[$0].bias?.gradient } ?? 0
    case .linkBackward(let names, _, _, _, _, _):
      guard let link = map.link(names).map({ map.links[$0] }) else { return }
      gradient = link.weight.gradient
      sensitivity = link.source.sensitivity
    case .loss:
      self.isRight = isRight()
    default: break
    }
  }
}
