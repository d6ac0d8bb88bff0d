import NetworkDescription
import NeuronGraph

/// A network no blueprint describes.
package enum HandWired {
  package static func network(loss: Loss) throws -> NeuronNetwork {
    var wiring = NetworkWiring()
    let inputs = (0..<3).map { _ in wiring.input() }
    let hidden = wiring.neuron(.tanh, bias: 0.1)
    let deep = wiring.neuron(.leakyRelu(slope: 0.2))
    let early = wiring.neuron(.sigmoid, bias: -0.4)
    let late = wiring.neuron(.sigmoid, bias: 0.3)
    let lonely = wiring.neuron(.relu, bias: 0.7)
    let shared = Weight(0.6)
    wiring.link(inputs[0], to: hidden, sharing: shared)
    wiring.link(inputs[1], to: hidden, sharing: shared)
    wiring.link(inputs[2], to: deep, weight: -1.25)
    wiring.link(hidden, to: deep, weight: 0.9)
    wiring.link(hidden, to: early, weight: 1.7)
    wiring.link(early, to: late, weight: -0.8)
    wiring.link(deep, to: late, weight: 0.45)
    wiring.link(inputs[0], to: late, weight: 0.33)
    wiring.link(lonely, to: late, weight: 0.21)
    return try wiring.network(
      outputs: [early, late], loss: loss,
      optimizer: .sgd(SGD(learningRate: 0.2, momentum: 0.7, nesterov: true)))
  }
}
