/// A sample that was given a wrong answer.
public struct Mistake: Hashable, Sendable {
  /// Which sample, from 0.
  public let sample: Int
  /// The class it belongs to.
  public let trueClass: Int
  /// The class it was taken for.
  public let answer: Int
  /// How strongly it was taken for that: the output of the class.
  ///
  /// Where there is only one output and it says class 0, it is 1 − the output. After softmax and
  /// sigmoid it is a probability.
  public let probability: Double
}

extension Evaluation {
  /// The mistakes that the network was surest of, the worst first.
  public func worstMistakes(_ maximum: Int) -> [Mistake] {
    let sorted = mistakes.sorted {
      ($0.probability, $1.sample) > ($1.probability, $0.sample)
    }
    return Array(sorted.prefix(max(0, maximum)))
  }
}
