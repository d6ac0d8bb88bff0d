import Foundation
import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing

@Suite("What a trace tells")
struct TraceTests {
  @Test(
    "A traced network learns the same as one that nobody looks at",
    arguments: TracedNetwork.allCases)
  func sameWeights(kind: TracedNetwork) throws {
    let (seen, unseen) = (try kind.network, try kind.network)
    for step in 0..<20 {
      let inputs = [0.9 - 0.1 * Double(step), 0.4]
      let targets = step.isMultiple(of: 2) ? [1.0, 0] : [0, 1]
      let events = try seen.trace(inputs: inputs, targets: targets)
      try unseen.learn(inputs: inputs, targets: targets)
      #expect(!events.isEmpty)
      #expect(seen.parameters == unseen.parameters, "after step \(step)")
    }
  }

  @Test(
    "Phases follow each other: forward, loss, backward, update", arguments: TracedNetwork.allCases)
  func phases(kind: TracedNetwork) throws {
    let order: [TraceEvent.Phase] = [.forward, .loss, .backward, .update]
    let positions = try TracedStep(kind).events.map { order.firstIndex(of: $0.phase) ?? -1 }
    #expect(positions == positions.sorted())
    #expect(Set(positions) == [0, 1, 2, 3])
  }

  @Test(
    "Every link goes once forward and once backward, every weight moves once",
    arguments: TracedNetwork.allCases)
  func completeness(kind: TracedNetwork) throws {
    let step = try TracedStep(kind)
    let network = step.network
    let later = network.layers.dropFirst().flatMap(\.neurons)
    let links = network.links
    func count(_ name: String) -> Int { step.events.count { $0.name == name } }
    #expect(count("input") == network.inputCount)
    #expect(count("linkForward") == links.count)
    #expect(count("neuronForward") == later.count)
    #expect(count("loss") == 1)
    #expect(count("outputSensitivity") == network.outputCount)
    #expect(count("neuronBackward") == later.count)
    #expect(count("linkBackward") == links.count)

    let onLinks = Set(links.map(\.weight).filter(\.isTrainable).map(ObjectIdentifier.init))
    let biases = Set(
      later.compactMap(\.bias).filter(\.isTrainable).map(ObjectIdentifier.init))
    #expect(count("weightUpdate") == onLinks.count)
    #expect(count("biasUpdate") == biases.subtracting(onLinks).count)

    let names = Set(links.map(\.name))
    #expect(names.count == links.count)
    #expect(Set(step.events.filter { $0.name == "linkForward" }.compactMap(\.link?.name)) == names)
    #expect(Set(step.events.filter { $0.name == "linkBackward" }.compactMap(\.link?.name)) == names)
  }

  @Test("The backward pass visits neurons and links in exactly the opposite order")
  func mirroredOrder() throws {
    let events = try TracedStep(.handWired).events
    let forward = events.filter { $0.name == "linkForward" }.compactMap(\.link?.name)
    let backward = events.filter { $0.name == "linkBackward" }.compactMap(\.link?.name)
    #expect(backward == forward.reversed())
  }

  @Test("While an event is told, the objects hold the numbers of that moment")
  func objectsAtThatMoment() throws {
    let network = try TracedNetwork.handWired.network
    let neurons = Dictionary(
      uniqueKeysWithValues: network.layers.flatMap(\.neurons).map { ($0.name, $0) })
    try network.trace(inputs: [0.9, -0.4], targets: [1, 0]) { event in
      switch event {
      case .neuronForward(let told):
        #expect(neurons[told.neuron]?.sum == told.sum)
        #expect(neurons[told.neuron]?.output == told.output)
      case .neuronBackward(let told):
        #expect(neurons[told.neuron]?.sensitivity == told.sensitivity)
        #expect(neurons[told.neuron]?.inputSensitivity == told.inputSensitivity)
      default: break
      }
    }
  }

  @Test("JSON lines carry every number exactly, under the names of the contract")
  func json() throws {
    let keys: [String: Set<String>] = [
      "input": ["neuron", "output"],
      "linkForward": ["link", "from", "to", "weight", "input", "contribution"],
      "neuronForward": ["neuron", "bias", "sum", "activation", "output"],
      "dropoutLot": ["link", "from", "to", "dropout", "rate", "weight"],
      "loss": ["loss", "value"],
      "penalty": ["layer", "l1", "l2", "sizes", "squares", "value"],
      "outputSensitivity": ["neuron", "output", "target", "sensitivity"],
      "neuronBackward": ["neuron", "sensitivity", "slope", "inputSensitivity"],
      "linkBackward": ["link", "from", "to", "inputSensitivity", "weightGradient", "pushed"],
      "weightUpdate": ["link", "before", "gradient", "after"],
      "biasUpdate": ["neuron", "before", "gradient", "after"],
    ]
    for (index, event) in try TracedStep(.everything).events.enumerated() {
      let line = event.jsonLine(index: index)
      #expect(!line.contains("\n"))
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["index"] as? Int == index)
      #expect(object["phase"] as? String == event.phase.rawValue)
      #expect(object["event"] as? String == event.name)
      let promised = try #require(keys[event.name])
      #expect(promised.isSubset(of: Set(object.keys)), "\(line)")
      if case .weightUpdate(let told) = event {
        #expect(object["link"] as? String == told.link.name.description)
        // JSONSerialization rounds the last digit wrongly on Linux; JSONDecoder does not.
        let numbers = try JSONDecoder().decode(MoveNumbers.self, from: Data(line.utf8))
        #expect(numbers.before == told.move.before)
        #expect(numbers.gradient == told.move.gradient)
        #expect(numbers.after == told.move.after)
        #expect([numbers.mean, numbers.meanSquare] == told.move.earlierMemory)
      }
    }
  }
}

private struct MoveNumbers: Decodable {
  let before, gradient, after, mean, meanSquare: Double
}
