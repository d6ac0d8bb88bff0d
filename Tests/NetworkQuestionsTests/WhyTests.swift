import ExplanationTestSupport
import Foundation
import NetworkDescription
import NetworkQuestions
import NeuronGraph
import Testing

@Suite("What spoke for an answer")
struct WhyTests {
  private static func network(_ hidden: Activation, seed: UInt64) throws -> NeuronNetwork {
    try ManyNetworks.network(
      sizes: [4, 6, 5, 3], hidden: hidden, last: .softmax, loss: .categoricalCrossEntropy,
      seed: seed)
  }

  @Test(
    "All shares add up to the difference of the sums, whatever the activation",
    arguments: ManyNetworks.activations, 1...4)
  func sums(hidden: Activation, seed: Int) throws {
    let network = try Self.network(hidden, seed: UInt64(seed))
    let inputs = ManyNetworks.inputs(4, seed: UInt64(seed))
    let outputs = try network.predict(inputs)
    let sums = network.outputNeurons.map(\.sum)
    let why = try network.why(inputs: inputs)
    #expect(outputs[why.answer] == outputs.max())
    let other = try #require(why.other)
    #expect(outputs[other] == outputs.sorted()[1])
    #expect(why.difference == sums[why.answer] - sums[other])
    #expect(abs(why.sumOfShares - why.difference) < 1e-12)
    let links = why.links.reduce(why.outputBiases) { $0 + $1.share }
    #expect(abs(links - why.difference) < 1e-12)
    let isStraight = [.identity, .relu, .leakyRelu(slope: 0.01), .leakyRelu(slope: 0.3)]
      .contains(hidden)
    #expect(why.isPiecewiseLinear == isStraight)
  }

  @Test("In a relu network a share is input × the slope of the difference at this input")
  func relu() throws {
    let network = try Self.network(.relu, seed: 7)
    let inputs = [0.9, -0.4, 0.6, 1.3]
    let why = try network.why(inputs: inputs, answer: 2, against: 0)
    func difference(_ inputs: [Double]) throws -> Double {
      _ = try network.predict(inputs)
      return network.outputNeurons[2].sum - network.outputNeurons[0].sum
    }
    for index in inputs.indices {
      var (above, below) = (inputs, inputs)
      above[index] += 1e-5
      below[index] -= 1e-5
      let slope = try (difference(above) - difference(below)) / 2e-5
      #expect(abs(why.inputShares[index] - inputs[index] * slope) < 1e-8)
    }
  }

  @Test("One curved neuron's share is the line from its value at 0, worked out by hand")
  func curved() throws {
    var wiring = NetworkWiring()
    let input = wiring.input()
    let hidden = wiring.neuron(.sigmoid, bias: 0.3)
    let output = wiring.neuron(.sigmoid, bias: -0.2)
    wiring.link(input, to: hidden, weight: 2)
    wiring.link(hidden, to: output, weight: 1.5)
    let network = try wiring.network(outputs: [output], loss: .halfSquaredError)
    let why = try network.why(inputs: [0.5])
    let sum = 2 * 0.5 + 0.3
    let ratio = (1 / (1 + exp(-sum)) - 0.5) / sum
    #expect(why.other == nil)
    #expect(abs(why.inputShares[0] - 1.5 * ratio * 2 * 0.5) < 1e-14)
    #expect(abs(why.biasShare - (1.5 * (0.5 + ratio * 0.3) - 0.2)) < 1e-14)
  }

  @Test("A softmax layer of its own is looked through, to the layer that makes the sums")
  func softmaxLayer() throws {
    let blueprint = try NetworkBlueprint(
      name: "own", input: .list(3),
      layers: [
        .dense(Dense(units: 3)), .activation(ActivationLayer(.softmax)),
      ], loss: .categoricalCrossEntropy)
    let network = try NeuronNetwork(blueprint)
    let why = try network.why(inputs: [1, -2, 0.5])
    #expect(why.links.count == 6 && abs(why.sumOfShares - why.difference) < 1e-14)
  }

  @Test("Outputs that there are not are refused")
  func refused() throws {
    let network = try Self.network(.relu, seed: 1)
    for (answer, other) in [(3, 0), (0, 3), (-1, 0), (1, 1)] {
      #expect(throws: QuestionError.self) {
        try network.why(inputs: [1, 1, 1, 1], answer: answer, against: other)
      }
    }
    #expect(throws: QuestionError.self) { try network.why(inputs: [1]) }
  }

  @Test("The columns of the text add up as they are printed")
  func text() throws {
    let why = try Self.network(.relu, seed: 7).why(inputs: [0.9, -0.4, 0.6, 1.3])
    let lines = why.lines(names: ["a", "b", "c"], width: nil, top: 1)
    var sum = 0.0
    var tables = 0
    for line in lines where line.hasPrefix("  ") {
      let word = line.split(separator: " ").last.map { $0.replacing("−", with: "-") } ?? ""
      let number = try #require(Double(word), "\(line)")
      if line.contains("less sum of") {
        #expect(abs(sum - number) < 1e-9, "\(lines)")
        (sum, tables) = (0, tables + 1)
      } else {
        sum += number
      }
    }
    #expect(tables == 2)
  }
}
