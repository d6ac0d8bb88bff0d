import NetworkDescription
import NeuronGraph

/// A network with one sample, asked again and again what it would answer with other weights.
struct AnswerTurner {
  let network: NeuronNetwork
  let inputs: [Double]
  /// What the answer should become; nil for any other.
  let wanted: Int?
  /// Above which a single output says the second of two classes: ½, or 0 for labels of −1 and 1.
  let boundary: Double
  /// Everything that may change.
  let learned: [LearnedWeight]
  /// What it is.
  let before: [Double]
  /// The outputs as they are, and their answer.
  let outputs: [Double]
  let answer: Int
  private let positions: [ObjectIdentifier: Int]

  /// A direction in which some weights change, and how far.
  struct Turn {
    /// Positions of weights.
    var chosen: [Int]
    /// A vector of length 1, a number for each of them.
    var direction: [Double]
    /// How far to go.
    var distance: Double
  }

  init(
    _ network: NeuronNetwork, inputs: [Double], wanted: Int?, boundary: Double
  ) throws(QuestionError) {
    (self.network, self.inputs) = (network, inputs)
    (self.wanted, self.boundary) = (wanted, boundary)
    outputs = try QuestionError.ofNetwork(network.finiteOutputs(for: inputs))
    answer = Self.answer(of: outputs, boundary: boundary)
    learned = network.learnedWeights
    before = learned.map { $0.weight.value }
    positions = Dictionary(
      uniqueKeysWithValues: learned.enumerated().map { (ObjectIdentifier($1.weight), $0) })
    guard let last = network.layers.last,
      network.outputNeurons.allSatisfy({ output in last.neurons.contains { $0 === output } }),
      !(outputs.count == 1 && network.outputNeurons[0].activation == .softmax)
    else {
      throw .unsuitable(
        question: "what if", needs: "a network whose outputs are its last layer, and can change")
    }
    let answers = max(2, outputs.count)
    if let wanted, !(0..<answers).contains(wanted) || wanted == answer {
      throw .outOfRange(
        what: "the answer to turn to",
        expected: "0 to \(answers - 1) but not \(answer), which it is", found: wanted)
    }
  }

  /// The largest of several outputs, or whether a single one is above the boundary.
  static func answer(of outputs: [Double], boundary: Double) -> Int {
    outputs.count == 1 ? (outputs[0] > boundary ? 1 : 0) : Answer.indexOfLargest(outputs)
  }

  /// The answers it may turn to.
  var rivals: [Int] {
    if let wanted { return [wanted] }
    return (0..<max(2, outputs.count)).filter { $0 != answer }
  }

  /// The weights of a turn with what they become.
  func values(_ turn: Turn) -> [(weight: Weight, value: Double)] {
    zip(turn.chosen, turn.direction).map {
      (learned[$0].weight, before[$0] + turn.distance * $1)
    }
  }

  /// Whether a turn does what it should.
  func turns(_ turn: Turn) -> Bool {
    network.with(values(turn)) {
      guard let outputs = try? network.predict(inputs), outputs.allSatisfy({ $0.isFinite }) else {
        return false
      }
      let answer = Self.answer(of: outputs, boundary: boundary)
      return wanted.map { $0 == answer } ?? (answer != self.answer)
    }
  }

  /// How far a rival's sum is behind, and how that changes with each weight.
  ///
  /// - Parameter turn: Where to look; nil for the network as it is.
  func lag(of rival: Int, at turn: Turn? = nil) -> (lag: Double, gradient: [Double]) {
    network.with(turn.map(values) ?? []) {
      guard (try? network.predict(inputs)) != nil else { return (.infinity, []) }
      let seeds = seeds(rival)
      let lag = seeds.reduce(threshold(rival)) { $0 - $1.amount * $1.neuron.sum }
      var gradient = [Double](repeating: 0, count: learned.count)
      guard network.pullBack(from: seeds) else { return (lag, gradient) }
      for layer in network.layers.dropFirst() {
        for (neuron, links) in zip(layer.neurons, layer.incoming)
        where neuron.inputSensitivity != 0 {
          for link in links {
            if let position = positions[ObjectIdentifier(link.weight)] {
              gradient[position] += link.weightGradient
            }
          }
          if let position = neuron.bias.flatMap({ positions[ObjectIdentifier($0)] }) {
            gradient[position] += neuron.inputSensitivity
          }
        }
      }
      return (lag, gradient)
    }
  }

  /// Whether only one layer learns, so that the outputs' sums are straight in every weight, and
  /// there is one other answer to pass or any will do.
  var isLinear: Bool {
    guard wanted == nil || outputs.count <= 2 else { return false }
    let learning = network.layers.filter { layer in
      layer.incoming.joined().contains { $0.weight.isTrainable }
        || layer.neurons.contains { $0.bias?.isTrainable == true }
    }
    return learning.count == 1 && learning[0].neurons.elementsEqual(network.outputNeurons, by: ===)
      && network.outputNeurons.allSatisfy { $0.activation.traits.isRising }
  }

  private func seeds(_ rival: Int) -> [(neuron: Neuron, amount: Double)] {
    let neurons = network.outputNeurons
    guard neurons.count > 1 else { return [(neurons[0], rival == 1 ? 1 : -1)] }
    // Asked for a certain answer, it has to pass whoever leads at the moment.
    let leader = network.outputNeurons.indices.filter { $0 != rival }
      .max { neurons[$0].sum < neurons[$1].sum }
    let first = wanted == nil ? answer : leader ?? answer
    return [(neurons[rival], 1), (neurons[first], -1)]
  }

  /// The sum at which a single output passes the boundary; all activations that fall below 0 do so
  /// at 0.
  private func threshold(_ rival: Int) -> Double {
    guard network.outputNeurons.count == 1, boundary != 0 else { return 0 }
    let half = network.outputNeurons[0].activation.traits.sumAtOneHalf
    return rival == 1 ? half : -half
  }
}
