import NetworkDescription
import NeuronGraph

/// What every input and every link had to say for one answer and against another.
///
/// The *difference* is the sum of the answer's neuron less the sum of the other's, before the last
/// activation. It is taken apart without a remainder:
///
///     difference = Σ shares of the inputs + what comes of biases
///     difference = Σ shares of the links to both outputs + their own two biases
///
/// A neuron hands its share on to its links as output = ratio × sum + constant. For a relu the
/// ratio is 1 where it is active and else 0, for a leaky relu its slope, for the identity 1, and
/// the constant is 0. So in a relu network an input's share is input × the weight that the active
/// paths come to, and the difference is exactly that sum at this input. A tanh or a sigmoid is
/// replaced by the straight line from its value at 0 to where it is: the ratio is
/// (output − output at 0) ÷ sum. That is DeepLIFT's rescale rule with sums of 0 as the reference
/// (Shrikumar, Greenside and Kundaje, 2017). A softmax within the network hands nothing on: all of
/// its output counts as constant.
public struct WhyAnswer: Sendable, Hashable {
  /// What one link brought to the difference.
  public struct LinkShare: Sendable, Hashable {
    /// The link.
    public let link: LinkName
    /// What its source answered.
    public let input: Double
    /// Its weight.
    public let weight: Double
    /// Whether it leads to the answer, and not to the other.
    public let leadsToAnswer: Bool
    /// input × weight, taken off where it leads to the other: positive speaks for the answer.
    public var share: Double { leadsToAnswer ? input * weight : -(input * weight) }
  }

  /// The position of the answer among the outputs.
  public let answer: Int
  /// The position of the one it is compared with; nil where there is only one output, whose sum
  /// then is the difference.
  public let other: Int?
  /// The answer's sum less the other's.
  public let difference: Double
  /// The share of each input.
  public let inputShares: [Double]
  /// What comes of biases on the way, and of the constants of activations.
  public let biasShare: Double
  /// The shares of the links that lead to the two outputs.
  public let links: [LinkShare]
  /// The bias of the answer less that of the other.
  public let outputBiases: Double
  /// Whether every neuron on the way is straight on its side of 0, so that the shares are those of
  /// active paths.
  public let isPiecewiseLinear: Bool

  /// All shares added up, which is the difference but for rounding.
  public var sumOfShares: Double { inputShares.reduce(biasShare, +) }
}

extension NeuronNetwork {
  /// What spoke for one answer and against another.
  ///
  /// - Parameters:
  ///   - answer: The position of an output; nil for the largest.
  ///   - other: The position of the other; nil for the largest of the others.
  /// - Throws: ``QuestionError`` for a wrong number of inputs; for outputs that there are not, that
  ///   are the same, or that are not in the last layer; or if an output is not a finite number.
  /// - Complexity: One forward pass, and one walk back over all links.
  public func why(
    inputs: [Double], answer: Int? = nil, against other: Int? = nil
  ) throws(QuestionError) -> WhyAnswer {
    let outputs = try QuestionError.ofNetwork(finiteOutputs(for: inputs))
    let answer = answer ?? Answer.indexOfLargest(outputs)
    let other = try self.other(than: answer, wanted: other, outputs)
    let neurons = outputNeurons.map { $0.beforeSoftmax(in: self) }
    let seeds: [(neuron: Neuron, amount: Double)] =
      [(neurons[answer], 1)] + (other.map { [(neurons[$0], -1)] } ?? [])
    let back = StraightenedPass(self, from: seeds)
    let links = seeds.flatMap { neuron, sign in
      (incoming(of: neuron) ?? []).map { link in
        WhyAnswer.LinkShare(
          link: link.name, input: link.source.output, weight: link.weight.value,
          leadsToAnswer: sign > 0)
      }
    }
    return WhyAnswer(
      answer: answer, other: other, difference: seeds.reduce(0) { $0 + $1.0.sum * $1.1 },
      inputShares: inputNeurons.map { back.amount(at: $0) * $0.output }, biasShare: back.constants,
      links: links, outputBiases: seeds.reduce(0) { $0 + ($1.0.bias?.value ?? 0) * $1.1 },
      isPiecewiseLinear: back.isPiecewiseLinear)
  }

  private func other(
    than answer: Int, wanted: Int?, _ outputs: [Double]
  ) throws(QuestionError) -> Int? {
    guard let last = layers.last,
      outputNeurons.allSatisfy({ output in last.neurons.contains { $0 === output } })
    else { throw .unsuitable(question: "why", needs: "a network whose outputs are its last layer") }
    for (what, index) in [("the answer", answer), ("the other answer", wanted ?? answer)] {
      guard outputs.indices.contains(index) else {
        throw .outOfRange(what: what, expected: "0 to \(outputs.count - 1)", found: index)
      }
    }
    guard wanted != answer else {
      throw .outOfRange(
        what: "the other answer", expected: "another than the answer", found: answer)
    }
    guard outputs.count > 1 else { return nil }
    var others = outputs
    others[answer] = -.infinity
    return wanted ?? Answer.indexOfLargest(others)
  }
}

extension Neuron {
  /// The neuron that brings this one its sum, where this one only applies an activation to it.
  fileprivate func beforeSoftmax(in network: NeuronNetwork) -> Neuron {
    guard bias == nil, let links = network.incoming(of: self), links.count == 1,
      let link = links.first, !link.weight.isTrainable, link.weight.value == 1,
      link.source.activation == .identity
    else { return self }
    return link.source
  }
}
