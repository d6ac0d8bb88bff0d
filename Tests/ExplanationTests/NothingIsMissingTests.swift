import ExplanationTestSupport
import NetworkDescription
import NeuronGraph
import Testing
import Thoroughness

@testable import Explanation

@Suite("The text tells every event, with the engine's numbers")
struct NothingIsMissingTests {
  @Test("Every event's number is printed on a line of its neuron or link", arguments: 0..<16)
  func everyEvent(ending: Int) throws {
    let (last, loss) = ManyNetworks.endings[ending]
    // Each of them is met over the endings.
    for (index, optimizer) in ManyNetworks.optimizers.enumerated()
    where Thoroughness.isFull || (index + ending).isMultiple(of: 4) {
      let network = try ManyNetworks.network(
        sizes: [3, 4, 3], hidden: .tanh, last: last, loss: loss, optimizer: optimizer,
        seed: UInt64(ending))
      try check(network, targets: [0, 1, 0])
    }
  }

  @Test("Also of dropout and penalties, and in words which neurons stay silent")
  func dropoutAndPenalties() throws {
    for optimizer in ManyNetworks.optimizers {
      let network = try ManyNetworks.network(
        sizes: [3, 6, 2], hidden: .sigmoid, last: .softmax, loss: .categoricalCrossEntropy,
        optimizer: optimizer, seed: 5, dropout: 0.5, penalty: Penalty(l1: 0.01, l2: 0.1))
      let mask = DropoutMask(seed: 5, layer: 1, rate: 0.5)
      let silent = (0..<6).filter { !mask.isKept(step: 0, sample: 0, neuron: $0) }
      #expect((1...5).contains(silent.count))
      let start = network.trainingState
      let lines = try network.explainStep(inputs: [0.5, -1, 0.25], targets: [0, 1])
      let told = lines.filter { $0.contains("stays silent") }.map { $0.prefix { $0 != ":" } }
      #expect(told.map(String.init) == silent.map { "dropout \($0)" })
      try network.restore(start)
      try check(network, targets: [0, 1])
    }
  }

  @Test("Also of convolutions and pooling")
  func pictures() throws {
    let inputs = ManyNetworks.inputs(24, seed: 4)
    try check(try ManyNetworks.pictures(seed: 2), inputs: inputs, targets: [1, 0])
  }

  @Test("Also of a network wired by hand")
  func wiredByHand() throws {
    try check(try HandWired.network(loss: .meanSquaredError), targets: [0.25, 0.5])
  }

  @Test("A step whose loss overflows is explained up to the loss, and the error comes through")
  func overflow() throws {
    let network = try ManyNetworks.network(
      sizes: [1, 1], hidden: .identity, last: .identity, loss: .halfSquaredError, seed: 1)
    var lines: [String] = []
    #expect(throws: NetworkError.self) {
      try network.explainStep(inputs: [1e200], targets: [0]) { lines.append($0) }
    }
    #expect(lines.contains("loss: ∞; the step stops here"))
    #expect(try faults(in: lines).isEmpty)
  }

  private func check(
    _ network: NeuronNetwork, inputs: [Double] = [0.5, -1, 0.25], targets: [Double]
  ) throws {
    let step = try ExplainedStep(network, inputs: inputs, targets: targets, top: .max)
    for event in step.events {
      for said in step.expectations(for: event) {
        #expect(step.says(said), "\(said)")
      }
    }
    let carried = step.events.count { if case .linkForward = $0 { true } else { false } }
    let moved = step.events.count { if case .weightUpdate = $0 { true } else { false } }
    #expect(step.equations.count { $0.label.contains("→") && $0.quantity == "" } == carried)
    #expect(step.equations.count { $0.label.contains("→") && $0.quantity == "weight" } == moved)
  }
}
