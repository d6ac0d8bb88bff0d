import Explanation
import NetworkDescription

/// What is to be said at the end of a training in which nothing was learned, and who knows why.
public struct TrainingAdvice {
  private let samples: AnySamples
  private let chosen: ChosenSamples
  private let constant: ConstantAnswer
  private let lossBefore: Double
  private let command: String

  /// Looks at a network before it is trained.
  ///
  /// - Parameters:
  ///   - loss: What training makes small.
  ///   - command: What to type to have the doctor look at the same training.
  /// - Throws: ``QuestionError`` for samples of another size than the network's.
  public init(
    _ network: some TrainableNetwork, on samples: some SampleSource, loss: Loss, command: String
  ) throws(QuestionError) {
    let samples = AnySamples(samples)
    let chosen = ChosenSamples(of: samples, atMost: NeuronWatch.mostSamples)
    self.samples = samples
    self.chosen = chosen
    self.command = command
    constant = ConstantAnswer(for: loss, chosen, samples.targetKind)
    lossBefore = try QuestionError.ofNetwork(
      Outcome(of: network, on: samples, chosen.indices)
    ).loss
  }

  /// The advice for a network after it was trained; nil if it has learned something.
  public func text(_ network: some TrainableNetwork) throws(QuestionError) -> String? {
    let outcome = try QuestionError.ofNetwork(
      Outcome(of: network, on: samples, chosen.indices))
    let symptom = Symptom(lossBefore: lossBefore, outcome, constant, samples.targetKind)
    guard symptom.isPlain, !constant.isPerfect else { return nil }
    return "It has not learned: \(symptom.rawValue) (loss \(NumberText(lossBefore).text) before, "
      + "\(NumberText(outcome.loss).text) after, \(NumberText(constant.loss).text) for the best "
      + "constant answer). \(whereToAsk)"
  }

  /// The advice after a training whose loss stopped being a number.
  public var whereToAsk: String { "Why, and what helps: \(command)" }
}
