import NetworkDescription
import NeuronGraph

/// Trains a network and watches over the health of its neurons and links.
///
/// Every step it looks at all weights; at all neurons, with up to 256 samples, after every step of a
/// small network, and after every few steps of a large one.
struct WatchedTraining {
  let network: NeuronNetwork
  let source: AnySamples
  let batchSize: Int
  let mostSteps: Int
  let seed: UInt64
  let shuffle: Bool

  /// What has grown this many times is exploding.
  static let growth = 1000.0

  private struct State {
    var watch: NeuronWatch
    var findings: [Diagnosis.Finding] = []
    var steps = 0
    var lastLook = 0
    var losses: [Double] = []

    mutating func add(
      _ illness: Diagnosis.Illness, _ place: Diagnosis.Place, step: Int, uncertainty: Int = 0,
      others: Int = 0
    ) {
      guard !findings.contains(where: { $0.illness == illness }) else { return }
      findings.append(
        Diagnosis.Finding(
          illness: illness, place: place, step: step, uncertainty: uncertainty, others: others))
    }
  }

  func diagnose() throws(NetworkError) -> Diagnosis {
    var state = State(watch: NeuronWatch(network, source))
    let learned = network.learnedWeights
    let limit = Self.growth * learned.reduce(1) { max($0, abs($1.weight.value)) }
    let lossBefore = try meanLoss()
    let interval = interval(samples: state.watch.sampleCount, weights: learned.count)
    look(&state)
    let order = BatchOrder(
      sampleCount: source.count, batchSize: batchSize, seed: seed, shuffle: shuffle,
      steps: mostSteps)
    try order.forEachBatch { batch throws(NetworkError) in
      do throws(NetworkError) {
        state.losses.append(try network.train(on: source, samples: batch).lossWithoutPenalty)
      } catch {
        guard case .notFinite(let fault) = error else { throw error }
        state.add(.notANumber, place(of: fault), step: state.steps + 1)
        return false
      }
      state.steps += 1
      guard inspect(learned, limit: limit, &state) else { return false }
      if state.steps.isMultiple(of: interval) { look(&state) }
      return true
    }
    if state.lastLook < state.steps, !state.findings.contains(where: { $0.illness == .notANumber })
    {
      look(&state)
    }
    for illness in [Diagnosis.Illness.dies, .saturates] {
      let ill = state.watch.ill(of: illness)
      guard let first = ill.first else { continue }
      state.add(
        illness, first.place, step: first.since,
        uncertainty: first.since == 0 ? 0 : min(interval, first.since) - 1, others: ill.count - 1)
    }
    let findings = state.findings.ordered { $0.step < $1.step }
    return try Diagnosis(
      findings: findings, steps: state.steps, lossBefore: lossBefore,
      lossAfter: meanLoss(), sampleCount: state.watch.sampleCount, losses: state.losses)
  }

  /// The neuron or link that a loss broke down with.
  ///
  /// Where all of them are finite and only the loss is not, it is the output that is largest.
  private func place(of fault: TrainingFault) -> Diagnosis.Place {
    let outputs = network.outputNeurons
    guard fault.culprit.place == nil,
      let largest = outputs.max(by: { abs($0.output) < abs($1.output) })
    else { return .overflow(fault.culprit) }
    return .loss(output: largest.name, value: largest.output)
  }

  /// After how many steps to look at the neurons again.
  ///
  /// After every one where that is quick; else so that it takes about as long as the training.
  private func interval(samples: Int, weights: Int) -> Int {
    let everyStep = Double(samples) * Double(weights) * Double(mostSteps)
    return everyStep < 2e8 ? 1 : max(1, samples / (3 * batchSize))
  }

  private func look(_ state: inout State) {
    let grown = state.watch.look(afterStep: state.steps)
    if let grown {
      state.add(
        .explodes, grown.place, step: state.steps,
        uncertainty: max(0, state.steps - state.lastLook - 1), others: grown.others)
    }
    state.lastLook = state.steps
  }

  /// Looks at all weights; false if one is no number any more, so that there is no way on.
  private func inspect(
    _ learned: [LearnedWeight], limit: Double, _ state: inout State
  ) -> Bool {
    func place(_ learned: LearnedWeight) -> Diagnosis.Place {
      .weight(learned.place, value: learned.weight.value)
    }
    if let broken = learned.first(where: { !$0.weight.value.isFinite }) {
      let others = learned.count { !$0.weight.value.isFinite } - 1
      state.add(.notANumber, place(broken), step: state.steps, others: others)
      return false
    }
    if let grown = learned.first(where: { abs($0.weight.value) > limit }) {
      let others = learned.count { abs($0.weight.value) > limit } - 1
      state.add(.explodes, place(grown), step: state.steps, others: others)
    }
    return true
  }

  private func meanLoss() throws(NetworkError) -> Double {
    let samples = ChosenSamples.spread(over: source.count, atMost: NeuronWatch.mostSamples)
    do {
      return try network.evaluate(on: source, samples: samples[...]).result.loss
    } catch {
      throw .wrongSize(error)
    }
  }
}

extension NeuronNetwork {
  /// Trains the network, and names the first neuron or link that dies, saturates, explodes or stops
  /// being a number, with the step.
  ///
  /// The network has learned afterwards, as far as it went. The order of the samples is that of a
  /// training with the same seed, so that the same happens there.
  ///
  /// - Parameters:
  ///   - steps: How many training steps to make at most.
  ///   - batchSize: How many samples are averaged for a step.
  ///   - seed: Where the order of the samples comes from.
  ///   - shuffle: Whether every epoch has an order of its own.
  /// - Throws: ``QuestionError`` for samples of another size than the network's, no samples, or
  ///   numbers below 1.
  public func diagnose(
    on source: some SampleSource, steps: Int, batchSize: Int, seed: UInt64,
    shuffle: Bool = true
  ) throws(QuestionError) -> Diagnosis {
    try QuestionError.require(
      atLeast: 1, ("the steps", steps), ("the batch size", batchSize),
      ("the samples", source.count))
    let training = WatchedTraining(
      network: self, source: AnySamples(source), batchSize: batchSize, mostSteps: steps, seed: seed,
      shuffle: shuffle)
    return try QuestionError.ofNetwork(training.diagnose())
  }
}
