import Explanation
import NetworkDescription
import NeuronGraph

/// What the doctor sees who only looks at a training that goes on, without a step of its own.
///
/// It is as quick as a look at some samples: nothing is trained, and no remedy is tried. So it takes
/// the first of the ideas of an ``Examination`` that the numbers speak for.
public struct Observation: Sendable, Hashable {
  /// What shows that something is wrong.
  public let symptom: Symptom
  /// What is the likeliest reason.
  public let cause: Ailment.Cause
  /// What is seen of it, a sentence each.
  public let evidence: [String]
  /// The neurons, links or inputs it is about, the first of them first; may be none.
  public let places: [String]
  /// What usually helps.
  public let advice: String
}

extension Observation {
  /// What a learner reads: what is wrong, why it seems so, and what helps.
  public var sentence: String {
    let evidence = evidence.prefix(2).joined(separator: "; ")
    return "It does not learn as it should (\(symptom.rawValue)): \(cause.rawValue): "
      + "\(evidence). What usually helps: \(advice)."
  }
}

extension NeuronNetwork {
  /// Looks at a training that goes on; nil where there is nothing to complain of, or no idea why.
  ///
  /// The weights stay as they are; the outputs of the neurons are afterwards those of some sample.
  ///
  /// - Parameters:
  ///   - blueprint: What the network was made from.
  ///   - start: The weights that training started from.
  ///   - steps: How many steps it has made since.
  ///   - losses: The losses since then, in their order, the one before the first step included.
  /// - Throws: ``QuestionError`` for samples of another size than the network's, or none.
  public func observation(
    madeFrom blueprint: NetworkBlueprint, since start: Parameters, steps: Int, losses: [Double],
    on source: some SampleSource
  ) throws(QuestionError) -> Observation? {
    guard let lossBefore = losses.first else { return nil }
    let history = try CaseHistory(
      watching: self, madeFrom: blueprint, since: start, steps: steps, losses: losses,
      lossBefore: lossBefore,
      on: AnySamples(source))
    // What still gets better needs time, not help.
    guard history.symptom != .none, !history.isFalling || history.symptom == .grew else {
      return nil
    }
    // Nor does what has come most of the way, and goes on in small steps up and down.
    guard history.symptom != .partlyLearned || history.learned < CaseHistory.mostOfTheWay else {
      return nil
    }
    for look in CaseHistory.looks {
      guard let suspicion = look(history) else { continue }
      var mover = suspicion.places.isEmpty ? history.firstFlat : nil
      if suspicion.places.isEmpty, mover == nil {
        mover = try largestMove(madeFrom: blueprint, since: start)
      }
      return Observation(
        symptom: history.symptom, cause: suspicion.cause,
        evidence: suspicion.evidence.prefix(1) + (mover.map { [$0.words] } ?? []),
        places: suspicion.places + (mover.map { [$0.place] } ?? []), advice: suspicion.advice)
    }
    return nil
  }

  /// The neurons and filters that are dead or saturated at this moment, by what people call them.
  ///
  /// The weights stay as they are; the outputs of the neurons are afterwards those of some sample.
  public func flatNeurons(on source: some SampleSource) -> [String] {
    var watch = NeuronWatch(self, AnySamples(source))
    _ = watch.look(afterStep: 0)
    return [Diagnosis.Illness.dies, .saturates].flatMap { illness in
      watch.ill(of: illness).map { $0.place.description }
    }
  }

  /// The weight that has moved furthest.
  private func largestMove(
    madeFrom blueprint: NetworkBlueprint, since start: Parameters
  ) throws(QuestionError) -> (place: String, words: String)? {
    let before: NeuronNetwork
    do { before = try NeuronNetwork(blueprint, parameters: start) } catch { throw .state(error) }
    let moves = zip(before.learnedWeights, learnedWeights).map { old, new in
      (new.place, old.weight.value, new.weight.value)
    }
    guard let most = moves.max(by: { abs($0.2 - $0.1) < abs($1.2 - $1.1) }) else { return nil }
    return (
      most.0.name,
      "of all weights and biases, \(most.0) has moved furthest, from \(NumberText(most.1).text) to "
        + NumberText(most.2).text
    )
  }
}

extension CaseHistory {
  /// The share of the way to a loss of 0 that is most of it.
  fileprivate static let mostOfTheWay = 0.75

  /// The first neuron that is dead or saturated, which tells more than a weight that moved far.
  fileprivate var firstFlat: (place: String, words: String)? {
    diagnosis.findings.first.map { ($0.place.description, $0.whatHappened) }
  }

  fileprivate init(
    watching network: NeuronNetwork, madeFrom blueprint: NetworkBlueprint,
    since start: Parameters, steps: Int, losses: [Double], lossBefore: Double,
    on source: AnySamples
  ) throws(QuestionError) {
    try QuestionError.require(atLeast: 1, ("the samples", source.count))
    let samples = ChosenSamples(of: source, atMost: NeuronWatch.mostSamples)
    let outcome = try QuestionError.ofNetwork(Outcome(of: network, on: source, samples.indices))
    let constant = ConstantAnswer(for: blueprint.loss, samples, source.targetKind)
    var watch = NeuronWatch(network, source)
    _ = watch.look(afterStep: steps)
    let findings = [Diagnosis.Illness.dies, .saturates].compactMap { illness in
      let ill = watch.ill(of: illness)
      return ill.first.map { first in
        Diagnosis.Finding(
          illness: illness, place: first.place, step: steps, uncertainty: 0, others: ill.count - 1)
      }
    }
    let end = network.parameters
    self.init(
      blueprint: blueprint, start: start, wasTrainedBefore: false, end: end, source: source,
      samples: samples, steps: steps, isWhole: false,
      diagnosis: Diagnosis(
        findings: findings, steps: steps, lossBefore: lossBefore, lossAfter: outcome.loss,
        sampleCount: samples.indices.count, losses: losses),
      lossBefore: lossBefore, outcome: outcome, constant: constant,
      symptom: Symptom(lossBefore: lossBefore, outcome, constant, source.targetKind),
      gradientsBefore: blueprint.gradientSizes(at: start, on: source, samples.indices),
      gradientsAfter: blueprint.gradientSizes(at: end, on: source, samples.indices))
  }
}
