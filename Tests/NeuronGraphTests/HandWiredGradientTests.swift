import NetworkDescription
import Testing

@testable import NeuronGraph

@Suite("Gradients of networks wired by hand")
struct HandWiredGradientTests {
  private let inputs = [0.7, -1.1]

  @Test(
    "Links that skip layers agree with difference quotients",
    arguments: Loss.allKinds.filter { $0.accepts(outputCount: 1) })
  func skippedLayers(loss: Loss) throws {
    var wiring = NetworkWiring()
    let (a, b) = (wiring.input(), wiring.input())
    let first = wiring.neuron(.tanh, bias: 0.1)
    let second = wiring.neuron(.sigmoid, bias: -0.2)
    let output = wiring.neuron(.sigmoid, bias: 0.3)
    wiring.link(a, to: first, weight: 0.5)
    wiring.link(b, to: first, weight: -0.3)
    wiring.link(first, to: second, weight: 0.9)
    wiring.link(a, to: second, weight: -0.6)
    wiring.link(second, to: output, weight: 1.1)
    wiring.link(first, to: output, weight: -0.8)
    wiring.link(b, to: output, weight: 0.4)
    try check(wiring.network(outputs: [output], loss: loss), targets: [0.25], weights: 10)
  }

  @Test("Shared weights and biases collect what every use pushes")
  func sharedWeights() throws {
    var wiring = NetworkWiring()
    let (a, b) = (wiring.input(), wiring.input())
    let (kernel, offset) = (Weight(0.6), Weight(-0.1))
    let left = wiring.neuron(.tanh, sharedBias: offset)
    let right = wiring.neuron(.sigmoid, sharedBias: offset)
    let output = wiring.neuron(.identity)
    wiring.link(a, to: left, sharing: kernel)
    wiring.link(b, to: right, sharing: kernel)
    wiring.link(left, to: output, weight: 0.7)
    // The same weight once more, a layer further on.
    wiring.link(right, to: output, sharing: kernel)
    // A weight may serve as a link's and as a bias at once.
    wiring.link(a, to: output, sharing: offset)
    try check(
      wiring.network(outputs: [output], loss: .halfSquaredError), targets: [1], weights: 3)
  }

  @Test("A softmax in the middle spreads sensitivities over its group")
  func hiddenSoftmax() throws {
    var wiring = NetworkWiring()
    let sources = [wiring.input(), wiring.input()]
    let shares = (0..<3).map { wiring.neuron(.softmax, bias: 0.2 * Double($0)) }
    // A neuron of another activation in the same layer does not take part.
    let aside = wiring.neuron(.tanh, bias: 0.4)
    let output = wiring.neuron(.tanh, bias: -0.3)
    for (index, target) in (shares + [aside]).enumerated() {
      for (row, source) in sources.enumerated() {
        wiring.link(source, to: target, weight: 0.9 - 0.4 * Double(index) + 0.3 * Double(row))
      }
      wiring.link(target, to: output, weight: 1.5 - Double(index))
    }
    try check(
      wiring.network(outputs: [output], loss: .meanSquaredError), targets: [-0.5], weights: 17)
  }

  @Test("Outputs at different depths each bring their own sensitivity", arguments: Loss.allKinds)
  func outputsAtDifferentDepths(loss: Loss) throws {
    var wiring = NetworkWiring()
    let (a, b) = (wiring.input(), wiring.input())
    let early = wiring.neuron(.sigmoid, bias: 0.2)
    let hidden = wiring.neuron(.tanh, bias: -0.4)
    let late = wiring.neuron(.sigmoid, bias: 0.1)
    wiring.link(a, to: early, weight: 0.8)
    wiring.link(b, to: early, weight: 0.5)
    wiring.link(a, to: hidden, weight: -0.9)
    wiring.link(hidden, to: late, weight: 1.2)
    let network = try wiring.network(outputs: [early, late], loss: loss)
    #expect(network.isLossFused == false)
    try check(network, targets: [0.3, 0.9], weights: 7)
  }

  @Test(
    "An output that also feeds another neuron adds both sensitivities", arguments: Loss.allKinds)
  func outputThatFeeds(loss: Loss) throws {
    var wiring = NetworkWiring()
    let (a, b) = (wiring.input(), wiring.input())
    let middle = wiring.neuron(.sigmoid, bias: 0.2)
    let last = wiring.neuron(.sigmoid, bias: -0.1)
    wiring.link(a, to: middle, weight: 0.8)
    wiring.link(b, to: middle, weight: -0.5)
    wiring.link(middle, to: last, weight: 1.4)
    try check(
      wiring.network(outputs: [last, middle], loss: loss), targets: [0.2, 0.7], weights: 5)
  }

  @Test("Softmax outputs that share their layer with another neuron agree")
  func softmaxNextToOthers() throws {
    var wiring = NetworkWiring()
    let (a, b) = (wiring.input(), wiring.input())
    let shares = [wiring.neuron(.softmax, bias: 0.1), wiring.neuron(.softmax, bias: -0.2)]
    let other = wiring.neuron(.sigmoid, bias: 0.3)
    for (index, target) in (shares + [other]).enumerated() {
      wiring.link(a, to: target, weight: 0.5 - 0.6 * Double(index))
      wiring.link(b, to: target, weight: 0.2 + 0.3 * Double(index))
    }
    try check(
      wiring.network(outputs: shares + [other], loss: .categoricalCrossEntropy),
      targets: [0.5, 0.2, 0.3], weights: 9)
  }

  @Test("Asking twice for gradients gives the same, also of weights that training leaves alone")
  func fixedWeights() throws {
    var wiring = NetworkWiring()
    let a = wiring.input()
    let output = wiring.neuron(.sigmoid, bias: 0.2)
    wiring.link(a, to: output, sharing: Weight(0.5, isTrainable: false))
    let network = try wiring.network(outputs: [output], loss: .halfSquaredError)
    let first = try network.gradients(inputs: [0.7], targets: [1]).0
    try network.learn(inputs: [0.7], targets: [1])
    try network.setParameters(Parameters(["weights": Tensor(shape: [2], values: [0.5, 0.2])]))
    #expect(try network.gradients(inputs: [0.7], targets: [1]).0 == first)
  }

  private func check(_ network: NeuronNetwork, targets: [Double], weights: Int) throws {
    let inputs = Array(inputs.prefix(network.inputCount))
    let result = try GradientCheck(network, inputs: inputs, targets: targets)
    #expect(result.count == weights)
    #expect(result.worstError <= 1e-7, "\(result.worstName)")
  }
}
