import Explanation
import NetworkDescription
import NeuronGraph

/// A small change to a few weights that turns a network's answer into another.
///
/// Small is meant by the Euclidean norm √Σ(after − before)². How sure it is that there is none
/// smaller depends on the network; ``certainty`` says it.
public struct WhatIf: Sendable, Hashable {
  /// One weight or bias that changes.
  public struct Change: Sendable, Hashable {
    /// Which it is.
    public let place: WeightPlace
    /// How many links or neurons use it.
    public let uses: Int
    /// What it was.
    public let before: Double
    /// What it becomes.
    public let after: Double
  }

  /// What is known of changes that might be smaller.
  public enum Certainty: String, Sendable, Hashable {
    /// There are none: the outputs' sums depend on all these weights in a straight line.
    case smallest
    /// None was seen on a close search along every single weight.
    case smallestOfSearch = "smallest of a search"
    /// Every choice of so many weights was tried, and from each the change was shortened until no
    /// direction nearby was shorter.
    case localForEveryChoice = "local minimum, every choice tried"
    /// The most promising weights were chosen by their gradients; the change was shortened until no
    /// direction nearby was shorter.
    case local = "local minimum"
  }

  /// The answer as it is: the largest output, or for a single output whether it is above ½.
  public let answerBefore: Int
  /// The answer with the change.
  public let answerAfter: Int
  /// The outputs as they are.
  public let outputsBefore: [Double]
  /// The outputs with the change, as the network really gave them.
  public let outputsAfter: [Double]
  /// What changes, the largest change first.
  public let changes: [Change]
  /// What is known of changes that might be smaller.
  public let certainty: Certainty
  /// All parameters with the change in them, to make a network of.
  public let parameters: Parameters

  /// The Euclidean norm of the change.
  public var norm: Double {
    let largest = changes.reduce(0) { max($0, abs($1.after - $1.before)) }
    guard largest > 0 else { return 0 }
    let squares = changes.reduce(0) { sum, change in
      let part = (change.after - change.before) / largest
      return sum + part * part
    }
    return largest * squares.squareRoot()
  }
}

extension NeuronNetwork {
  /// The smallest change to a few weights that turns the answer, as far as can be found.
  ///
  /// The network is tried out with the change, and then is as it was.
  ///
  /// - Parameters:
  ///   - weights: How many weights and biases may change at most.
  ///   - answer: What the answer should become: the position of an output, or for a network with a
  ///     single output 0 or 1; nil for any other than it is.
  /// - Throws: ``QuestionError`` for a wrong number of inputs, for outputs that are not finite, if the
  ///   answer is already that one, or if no change was found.
  public func whatIf(
    inputs: [Double], weights: Int = 1, answer: Int? = nil, boundary: Double = 0.5
  ) throws(QuestionError) -> WhatIf {
    guard weights >= 1 else {
      throw .outOfRange(what: "the weights", expected: "at least 1", found: weights)
    }
    let turner = try AnswerTurner(self, inputs: inputs, wanted: answer, boundary: boundary)
    var search = TurnSearch(turner, most: min(weights, turner.learned.count))
    guard let turn = search.smallest() else {
      throw .notFound(
        what: "no change of \(Counted(weights, "weight")) was found that turns the answer",
        advice: "allow more weights, or ask for another answer")
    }
    let values = turner.values(turn)
    return try with(values) { () throws(QuestionError) in
      let outputs = try QuestionError.ofNetwork(finiteOutputs(for: inputs))
      let changes = zip(turn.chosen, values).map { index, entry in
        let learned = turner.learned[index]
        return WhatIf.Change(
          place: learned.place, uses: learned.uses, before: turner.before[index],
          after: entry.value)
      }
      return WhatIf(
        answerBefore: turner.answer,
        answerAfter: AnswerTurner.answer(of: outputs, boundary: boundary),
        outputsBefore: turner.outputs, outputsAfter: outputs,
        changes: changes.filter { $0.before != $0.after }
          .largest { $0.after - $0.before },
        certainty: search.certainty, parameters: parameters)
    }
  }
}
