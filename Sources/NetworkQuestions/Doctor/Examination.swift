import NetworkDescription
import NeuronGraph

/// A training, watched; and if it did not go well, why, and what helps.
///
/// It trains the network and compares what it answers with the best constant answer. Where it has
/// not learned what it should, one idea after the other is looked at; each brings its evidence and
/// its remedy. The remedy is tried for as many steps, until one helps.
public struct Examination: Sendable {
  /// What befell neurons and links.
  public let diagnosis: Diagnosis
  /// What shows that something is wrong.
  public let symptom: Symptom
  /// What could be answered without looking at the inputs.
  public let constant: ConstantAnswer
  /// Why it does not learn; the last is the one whose remedy helped, if any did.
  public let ailments: [Ailment]
  /// What was tried because of a suspicion that did not prove true.
  public let vainTrials: [Trial]
  /// Whether all the steps that the training is planned for were made.
  public let isWhole: Bool
  let history: CaseHistory

  /// Whether there is nothing to complain of.
  ///
  /// A neuron that dies or saturates in a network that learns all the same does no harm; it is told.
  public var isHealthy: Bool {
    ailments.isEmpty && !symptom.isPlain
      && diagnosis.findings.allSatisfy { $0.illness == .dies || $0.illness == .saturates }
  }

  /// Trains the network of a blueprint and finds out how it went.
  ///
  /// - Parameters:
  ///   - parameters: What it has learned before; nil for the blueprint's first weights.
  ///   - steps: How many training steps to make.
  ///   - plannedSteps: How many `glassbox train` would make; nil if that is the same.
  ///   - memoryLimit: How many bytes a network may take.
  /// - Throws: ``QuestionError`` for samples of another size than the network's, no samples, or
  ///   numbers below 1; `BlueprintError` for a network that is too large for neurons and links.
  public init(
    of blueprint: NetworkBlueprint, from parameters: Parameters? = nil,
    on source: some SampleSource,
    steps: Int, plannedSteps: Int? = nil, memoryLimit: Int = MemoryEstimate.usualLimit
  ) throws(QuestionError) {
    let history = try CaseHistory(
      of: blueprint, from: parameters, on: AnySamples(source), steps: steps,
      isWhole: steps >= plannedSteps ?? steps, memoryLimit: memoryLimit)
    let search = history.searchForCauses()
    self.history = history
    diagnosis = history.diagnosis
    symptom = history.symptom
    constant = history.constant
    ailments = search.ailments
    vainTrials = search.vainTrials
    isWhole = history.isWhole
  }
}

extension CaseHistory {
  init(
    of blueprint: NetworkBlueprint, from parameters: Parameters?, on source: AnySamples, steps: Int,
    isWhole: Bool, memoryLimit: Int
  ) throws(QuestionError) {
    try QuestionError.require(atLeast: 1, ("the samples", source.count))
    let start = parameters ?? blueprint.initialParameters(fitting: source)
    let network: NeuronNetwork
    do {
      network = try NeuronNetwork(blueprint, parameters: start, memoryLimit: memoryLimit)
    } catch { throw .state(error) }
    let samples = ChosenSamples(of: source, atMost: NeuronWatch.mostSamples)
    let before = try QuestionError.ofNetwork(
      Outcome(of: network, on: source, samples.indices))
    let diagnosis = try network.diagnose(
      on: source, steps: steps, batchSize: blueprint.training.batchSize, seed: blueprint.seed,
      shuffle: blueprint.training.shuffle)
    let outcome = try QuestionError.ofNetwork(
      Outcome(of: network, on: source, samples.indices))
    let constant = ConstantAnswer(for: blueprint.loss, samples, source.targetKind)
    let brokeDown = diagnosis.findings.contains { $0.illness == .notANumber }
    let end = network.parameters
    self.init(
      blueprint: blueprint, start: start, wasTrainedBefore: parameters != nil, end: end,
      source: source, samples: samples, steps: steps, isWhole: isWhole,
      diagnosis: diagnosis, lossBefore: before.loss, outcome: outcome, constant: constant,
      symptom: brokeDown
        ? .notFinite
        : Symptom(lossBefore: before.loss, outcome, constant, source.targetKind),
      gradientsBefore: blueprint.gradientSizes(at: start, on: source, samples.indices),
      gradientsAfter: blueprint.gradientSizes(at: end, on: source, samples.indices))
  }

  /// What was found when all ideas have been looked at.
  struct Search {
    var ailments: [Ailment] = []
    var vainTrials: [Trial] = []
  }

  /// Looks at one idea after the other, until a remedy helps.
  func searchForCauses() -> Search {
    var search = Search()
    guard symptom != .none || constant.isPerfect else { return search }
    for check in Self.checks {
      guard let suspicion = check(self) else { continue }
      var trials: [Trial] = []
      for remedy in suspicion.remedies {
        guard let remedy, let trial = trial(of: remedy) else { continue }
        trials.append(trial)
        if trial.helped { break }
      }
      let isCured = trials.last?.helped == true
      guard isCured || suspicion.isCertain else {
        search.vainTrials += trials
        continue
      }
      search.ailments.append(
        Ailment(
          cause: suspicion.cause, evidence: suspicion.evidence, places: suspicion.places,
          trials: trials, advice: suspicion.advice))
      // Where nothing can be tried, the evidence says it all.
      if isCured || trials.isEmpty { break }
    }
    return search
  }
}
