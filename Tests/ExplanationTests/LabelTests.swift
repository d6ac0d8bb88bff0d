import Explanation
import ExplanationTestSupport
import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing

@Suite("Labels")
struct LabelTests {
  @Test("One hidden layer is hidden, several are numbered")
  func layers() throws {
    let one = try ManyNetworks.network(
      sizes: [2, 3, 1], hidden: .tanh, last: .sigmoid, loss: .halfSquaredError, seed: 1)
    #expect(
      ["0.1", "1.2", "2.0"].map { (name: NeuronName) in NeuronLabels(one)[name] } == [
        "input 1", "hidden 2", "output 0",
      ])
    let two = try ManyNetworks.network(
      sizes: [2, 3, 4, 1], hidden: .tanh, last: .sigmoid, loss: .halfSquaredError, seed: 1)
    #expect(
      ["1.2", "2.3", "3.0"].map { (name: NeuronName) in NeuronLabels(two)[name] } == [
        "hidden1 2", "hidden2 3", "output 0",
      ])
  }

  @Test("Neurons of a picture are called by row and column, and channel where there are several")
  func pictures() throws {
    func labels(channels: Int) throws -> NeuronLabels {
      NeuronLabels(
        try NeuronNetwork(
          try NetworkBlueprint(
            name: "p", input: .picture(height: 2, width: 3, channels: channels),
            layers: [.flatten, .dense(Dense(units: 1))], loss: .halfSquaredError)))
    }
    #expect(try labels(channels: 1)[NeuronName("0.1.2.0")] == "input (1, 2)")
    #expect(try labels(channels: 2)[NeuronName("0.1.2.1")] == "input (1, 2, 1)")
    #expect(try labels(channels: 2)[NeuronName("2.0")] == "output 0")
  }

  @Test("Outputs in the middle of a hand-wired network are outputs; unknown names stay")
  func wiredByHand() throws {
    let labels = NeuronLabels(try HandWired.network(loss: .halfSquaredError))
    #expect(labels[NeuronName("3.0")] == "output 1")
    #expect(labels[NeuronName("2.1")] == "output 0")
    #expect(labels[NeuronName("9.9")] == "9.9")
  }
}
