import NetworkDescription
import NeuronGraph

/// The network at the present moment of a course, which trains and travels.
struct Course {
  var future: Future
  private(set) var moment: Moment
  private(set) var stretch: Int
  private(set) var network: NeuronNetwork
  /// What stopped training, until somebody goes back.
  private(set) var fault: TrainingFault?
  /// The setup of the present stretch, and the order in which its epoch visits the samples.
  private(set) var prepared: PreparedSetup
  private var order: [Int] = []
  private var epochOfOrder = -1
  private var nextKept = 0
  private var measured: (moment: Moment, stretch: Int, values: Measures)?

  /// How well the network answers.
  struct Measures {
    var loss: Double
    var accuracy: Double
    var testLoss: Double
    var testAccuracy: Double
    /// Mean |output − target|, of all data.
    var meanAbsoluteError: Double
  }

  init(_ future: Future) throws(PlaygroundError) {
    self.future = future
    let first = future.stretches[0]
    moment = first.start
    stretch = 0
    prepared = first.prepared
    network = try first.prepared.network(first.state)
    keepIfDue()
  }

  /// Where the present stretch began.
  var stretchStart: Moment { future.stretches[stretch].start }

  // MARK: - Training

  /// Makes one step, or as many as it may up to the end of the epoch.
  ///
  /// - Returns: How many samples it learned from.
  mutating func advance(steps most: Int = 1) throws(PlaygroundError) -> Int {
    let samples = batches(min(most, stepsOfStretch))
    let before = network.stepCount
    do {
      defer { count(network.stepCount - before) }
      try network.learn(
        from: prepared.train, samples: samples, batchSize: prepared.batchSize)
    } catch {
      guard case .notFinite(let fault) = error else { throw .network(error) }
      self.fault = fault
      throw .network(error)
    }
    if moment.epoch >= nextKept, moment.isBetweenEpochs { keepIfDue() }
    try enterStretch()
    return samples.count
  }

  /// Notes that so many steps of the epoch have been made.
  private mutating func count(_ steps: Int) {
    moment.step += steps
    moment.seen += steps * prepared.batchSize
    if moment.seen >= prepared.train.count {
      moment.seen = 0
      moment.epoch += 1
    }
    if future.last.step < moment.step { future.last = moment }
  }

  /// How many steps there are before something that was changed by hand.
  private var stepsOfStretch: Int {
    let next = stretch + 1
    return next < future.stretches.count ? future.stretches[next].start.step - moment.step : .max
  }

  /// The samples of the next steps of the epoch, in the order of real training.
  mutating func batches(_ steps: Int = 1) -> ArraySlice<Int> {
    if epochOfOrder != moment.epoch {
      order = SeededRandom(seed: prepared.blueprint.seed).permutation(
        of: prepared.train.count, step: moment.epoch + 1)
      epochOfOrder = moment.epoch
    }
    let left = order.count - moment.seen
    let count = steps < left ? min(left, steps * prepared.batchSize) : left
    return order[moment.seen..<moment.seen + count]
  }

  /// Takes over what was changed by hand at this moment.
  private mutating func enterStretch() throws(PlaygroundError) {
    let next = stretch + 1
    guard next < future.stretches.count, future.stretches[next].start.step == moment.step else {
      return
    }
    try stand(at: future.stretches[next].start, future.stretches[next].state, stretch: next)
  }

  private mutating func keepIfDue() {
    nextKept = KeptEpochs.next(after: moment.epoch)
    guard future.isNews(moment) else { return }
    let measures = measures()
    future.keep(
      KeptMoment(
        moment: moment, state: network.trainingState, loss: measures.loss,
        testLoss: measures.testLoss))
  }

  // MARK: - Travelling

  /// Goes to the nearest moment from which training leads to a place.
  mutating func rewind(towards place: Destination) throws(PlaygroundError) {
    let start = future.start(towards: place)
    // From here it may be nearer.
    let isOnTheWay = fault == nil && !place.isBefore(moment) && moment.step >= start.moment.step
    if isOnTheWay, stretch == start.stretch { return }
    try stand(at: start.moment, start.state, stretch: start.stretch)
  }

  private mutating func stand(
    at moment: Moment, _ state: TrainingState, stretch: Int
  ) throws(PlaygroundError) {
    prepared = future.stretches[stretch].prepared
    network = try prepared.network(state)
    self.moment = moment
    self.stretch = stretch
    epochOfOrder = -1
    fault = nil
    measured = nil
    nextKept = KeptEpochs.next(after: moment.epoch)
  }

  // MARK: - Changing

  /// Whether something comes after this moment that a change would replace.
  var hasMoreToCome: Bool {
    future.last.step > moment.step || stretch + 1 < future.stretches.count
  }

  /// Goes on from here with another setup or other weights.
  ///
  /// - Returns: How many of the kept moments remain.
  mutating func change(
    to prepared: PreparedSetup, state: TrainingState, words: String
  ) throws(PlaygroundError) -> Int {
    var start = moment
    // Other data begins its epoch anew.
    if prepared.train.count != self.prepared.train.count { start.seen = 0 }
    let kept = future.cut(after: start)
    future.begin(Stretch(start: start, prepared: prepared, state: state, words: [words]))
    try stand(at: start, state, stretch: future.stretches.count - 1)
    if moment.isBetweenEpochs { keepIfDue() }
    return kept
  }

  // MARK: - Measuring

  /// How well the network answers at this moment.
  mutating func measures() -> Measures {
    if let measured, measured.moment == moment, measured.stretch == stretch {
      return measured.values
    }
    let train = measure(prepared.train)
    let test = measure(prepared.test)
    let counts = (Double(prepared.train.count), Double(prepared.test.count))
    let values = Measures(
      loss: train.result.loss, accuracy: train.result.accuracy ?? .nan,
      testLoss: test.result.loss, testAccuracy: test.result.accuracy ?? .nan,
      meanAbsoluteError: (train.error + test.error) / (counts.0 + counts.1))
    measured = (moment, stretch, values)
    return values
  }

  private func measure(_ samples: PlaygroundSamples) -> (result: BatchResult, error: Double) {
    guard samples.count > 0,
      let evaluation = try? network.evaluate(on: samples, samples: Array(0..<samples.count)[...])
    else { return (BatchResult(), 0) }
    let error = zip(evaluation.outputs, samples.targets).reduce(0) { $0 + abs($1.0 - $1.1) }
    return (evaluation.result, error / Double(samples.targetCount))
  }
}
