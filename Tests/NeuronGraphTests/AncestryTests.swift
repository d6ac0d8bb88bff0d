import NetworkDescription
import NeuronGraph
import NeuronTrace
import PlaceLiterals
import Testing

@Suite("The ancestry of a neuron")
struct AncestryTests {
  private func network() throws -> NeuronNetwork {
    try NeuronNetwork(
      try NetworkBlueprint(
        name: "picture", input: .picture(height: 6, width: 6, channels: 2),
        layers: [
          .conv2D(Conv2D(filters: 3, kernel: 3, activation: .relu)),
          .maxPooling2D(MaxPooling2D(pool: 2)), .flatten,
          .dense(Dense(units: 2, activation: .softmax)),
        ], loss: .categoricalCrossEntropy))
  }

  @Test("A pooled neuron sees the pixels under its window and the kernels', nothing else")
  func receptiveField() throws {
    let ancestry = try #require(try network().ancestry(of: "2.0.1.2"))
    #expect(ancestry.generations.map(\.layer) == [2, 1, 0])
    #expect(
      ancestry.generations[1].neurons.map(\.name) == ["1.0.2.2", "1.0.3.2", "1.1.2.2", "1.1.3.2"])
    #expect(ancestry.generations[2].neurons.count == 4 * 4 * 2)
    #expect(ancestry.generations[1].links.count == 4 * 3 * 3 * 2)
    #expect(ancestry.contains("0.3.5.1") && !ancestry.contains("0.4.5.1"))
    #expect(!ancestry.contains("1.0.2.1"))
  }

  @Test("A softmax neuron comes with its group, an input alone, an unknown name with nothing")
  func edges() throws {
    let network = try network()
    #expect(network.ancestry(of: "4.0")?.generations.first?.neurons.count == 2)
    #expect(network.ancestry(of: "0.0.0.0")?.generations.count == 1)
    #expect(network.ancestry(of: "9.9") == nil)
  }

  @Test("A focus keeps what a neuron is made of, and its events add up without the others")
  func focus() throws {
    let network = try network()
    let focus = try #require(TraceFocus(on: "1.1.2.0", in: network))
    let inputs = (0..<72).map { Double($0 % 7) / 7 - 0.4 }
    let events = try network.trace(inputs: inputs, targets: [0, 1]).filter(focus.includes)
    func count(_ name: String) -> Int { events.count { $0.name == name } }
    #expect(count("input") == 18)
    #expect(count("linkForward") == 18)
    #expect(count("neuronForward") == 1)
    #expect(count("neuronBackward") == 1)
    // Its 18 links, and the one of the pooling neuron that takes its output on.
    #expect(count("linkBackward") == 19)
    #expect(count("weightUpdate") == 18)
    #expect(count("biasUpdate") == 1)
    #expect(TraceFocus(on: "7.7", in: network) == nil)
  }

  @Test("A shared weight moves once, by the sum over all its uses, each of which names it")
  func sharedUses() throws {
    let network = try network()
    let inputs = (0..<72).map { Double($0 % 5) / 5 - 0.3 }
    let events = try network.trace(inputs: inputs, targets: [0, 1])
    var gradients: [WeightPlace: [Double]] = [:]
    for case .linkBackward(let told) in events {
      gradients[told.link.sharedWeight ?? .link(told.link.name), default: []]
        .append(told.weightGradient)
    }
    var sharedCount = 0
    for case .weightUpdate(let told) in events {
      let uses = try #require(gradients[.link(told.link.name)])
      #expect(uses.count == told.move.uses)
      #expect(uses.reduce(0, +) == told.move.gradient)
      if told.move.uses > 1 { sharedCount += 1 }
    }
    #expect(sharedCount == 3 * 3 * 2 * 3)
    for case .biasUpdate(let told) in events where told.neuron.layer == 1 {
      #expect(told.move.uses == 16)
    }
  }
}
