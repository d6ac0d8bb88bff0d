import NetworkDescription
import PlaceLiterals
import Testing

@Suite("Names of neurons, links and weights")
struct PlaceNameTests {
  @Test("Neurons are named layer.index, or layer.row.column.channel, and read back")
  func neurons() {
    let plain = NeuronName(layer: 12, index: 783)
    #expect(plain.description == "12.783" && NeuronName("12.783" as String) == plain)
    #expect(plain.layer == 12 && plain.index == 783 && !plain.isInput)
    let pixel = NeuronName(layer: 0, row: 3, column: 27, channel: 2)
    #expect(pixel.description == "0.3.27.2" && NeuronName("0.3.27.2" as String) == pixel)
    #expect(pixel.layer == 0 && pixel.index == nil && pixel.isInput)
    #expect(NeuronName(layer: 1, index: 0) != NeuronName(layer: 1, row: 0, column: 0, channel: 0))
  }

  @Test("Every neuron of a shape has a name of its own that reads back")
  func shapes() {
    for shape in [Shape.list(7), .picture(height: 3, width: 2, channels: 4)] {
      let names = (0..<shape.count).map { shape.neuronName(layer: 5, index: $0) }
      #expect(Set(names).count == shape.count)
      #expect(names.sorted() == names)
      #expect(names.allSatisfy { NeuronName("\($0)" as String) == $0 })
    }
  }

  @Test(
    "What is no neuron's name is none",
    arguments: [
      "", ".", "1", "1.", ".1", "1.0.", "1.2.3", "1.2.3.4.5", "01.0", "1.00", "+1.0", "-1.0",
      "1.-1", " 1.0", "1,0", "1.0-2.0", "a.b", "1.99999999999", "1.٣",
    ])
  func noNeuron(text: String) {
    #expect(NeuronName(text) == nil)
  }

  @Test("Links are named from-to, and read back")
  func links() {
    let name = LinkName(from: "0.1", to: "1.0")
    #expect(name.description == "0.1-1.0" && LinkName("0.1-1.0" as String) == name)
    #expect(LinkName("0.1.2.0-1.0.0.3" as String)?.to == "1.0.0.3")
    for text in ["", "-", "0.1", "0.1-", "-1.0", "0.1-1.0-2.0", "0.1 - 1.0", "0.1→1.0"] {
      #expect(LinkName(text) == nil, "\(text)")
    }
  }

  @Test("People may say what they name")
  func typed() {
    #expect(NetworkPlace(typed: "1.0") == .neuron("1.0"))
    #expect(NetworkPlace(typed: "neuron 1.0") == .neuron("1.0"))
    #expect(NetworkPlace(typed: "  bias   1.0 ") == .neuron("1.0"))
    #expect(NetworkPlace(typed: "link 0.1-1.0") == .link("0.1-1.0"))
    for text in ["", "link", "1.0 2.0", "weight 0.1-1.0", "the 1.0"] {
      #expect(NetworkPlace(typed: text) == nil, "\(text)")
    }
  }

  @Test("A weight is named by its link, a bias by its neuron")
  func weights() {
    let (weight, bias) = (WeightPlace.link("0.1-1.2"), WeightPlace.bias("1.2"))
    #expect("\(weight)" == "0.1-1.2" && weight.inWords == "link 0.1-1.2" && !weight.isBias)
    #expect("\(bias)" == "bias 1.2" && bias.inWords == "neuron 1.2 (bias)" && bias.isBias)
    #expect(weight.target == bias.target)
    #expect(NetworkPlace(typed: "\(weight)") == weight.place)
    #expect(NetworkPlace(typed: "\(bias)") == bias.place)
  }
}
