import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing

@Suite("Memory")
struct NetworkLifetimeTests {
  @Test(
    "A network goes away with all its neurons, links and weights", arguments: TracedNetwork.allCases
  )
  func released(kind: TracedNetwork) throws {
    let watched = try useAndWatch(kind)
    #expect(watched.count > 10)
    #expect(watched.allSatisfy { $0.object == nil })
  }

  @Test("A wiring that failed goes away too")
  func failedWiring() throws {
    #expect(failAndWatch().allSatisfy { $0.object == nil })
  }

  private struct Watched {
    weak var object: AnyObject?
  }

  /// Trains, traces and asks a network, and lets go of it.
  private func useAndWatch(_ kind: TracedNetwork) throws -> [Watched] {
    let network = try kind.network
    try network.learn(inputs: [1, 0], targets: [0, 1])
    let events: [TraceEvent] = try network.trace(inputs: [1, 0], targets: [0, 1])
    #expect(!events.isEmpty)
    _ = try network.predict([0, 1])
    let neurons = network.layers.flatMap(\.neurons)
    let links = network.links
    let objects: [AnyObject] =
      [network] + neurons + neurons.compactMap(\.bias) + links + links.map(\.weight)
    return objects.map { Watched(object: $0) }
  }

  private func failAndWatch() -> [Watched] {
    var wiring = NetworkWiring()
    let input = wiring.input()
    let neuron = wiring.neuron(.tanh, bias: 1)
    let link = wiring.link(input, to: neuron, weight: 1)
    let back = wiring.link(neuron, to: neuron, weight: 1)
    #expect(throws: WiringError.self) {
      try wiring.network(outputs: [neuron], loss: .halfSquaredError)
    }
    let objects: [AnyObject] = [input, neuron, link, back]
    return objects.map { Watched(object: $0) }
  }
}
