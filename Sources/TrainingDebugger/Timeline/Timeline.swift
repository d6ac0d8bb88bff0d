import NetworkDescription
import NeuronGraph
import NeuronTrace

/// The network's whole training as a place one can travel in: any step can be reached from any
/// other, and is always the same.
struct Timeline {
  let network: NeuronNetwork
  let map: NetworkMap
  let plan: TrainingPlan
  private let samples: AnySamples
  private let origin: KeptState
  private(set) var kept: KeptStates
  private(set) var edits: [SessionEdit] = []
  /// The step that the network is at the beginning of; nil when nobody knows.
  private var networkStep: Int?
  private var order: (epoch: Int, samples: [Int])

  init(
    _ network: NeuronNetwork, _ samples: AnySamples, _ options: SessionOptions
  ) throws(SessionError) {
    try options.validate()
    guard samples.count > 0 else { throw .noSamples }
    self.network = network
    self.samples = samples
    map = NetworkMap(network)
    origin = KeptState(step: 0, state: network.trainingState, optimizer: network.optimizer)
    let empty = TrainingPlan(sampleCount: samples.count, options: options, counts: .init())
    order = (1, empty.order(ofEpoch: 1))
    let counts = try Self.counts(network, samples, sample: order.samples[0])
    plan = TrainingPlan(sampleCount: samples.count, options: options, counts: counts)
    try plan.checkCountable()
    kept = KeptStates(mostBytes: options.memoryBudget)
  }

  /// Counts the events of a step by making one; what it has changed is forgotten.
  private static func counts(
    _ network: NeuronNetwork, _ samples: AnySamples, sample: Int
  ) throws(SessionError) -> TrainingPlan.EventCounts {
    var counts = TrainingPlan.EventCounts()
    do {
      try network.trace(on: samples, samples: [sample][...]) { counts.count($0) }
    } catch {
      throw .network(error)
    }
    return counts
  }

  /// The learning rate that training began with.
  var originalLearningRate: Double { origin.optimizer.learningRate }

  /// How many steps the network had made before the session.
  var stepsBefore: Int { origin.state.step }

  // MARK: - Travelling

  /// Takes the network to the beginning of a step.
  ///
  /// - Throws: ``SessionError/interrupted(step:)`` or ``SessionError/deadEnd(step:)``, as a rule; the
  ///   network is then somewhere on the way.
  mutating func travel(
    to step: Int, passing: (_ step: Int) -> Void = { _ in }, shouldStop: () -> Bool
  ) throws(SessionError) {
    let start = kept.latest(notAfter: step)
    if let networkStep, networkStep <= step, networkStep >= start?.step ?? 0 {
      // The way from here is the shortest.
    } else {
      try restore(start ?? origin)
      if start == nil { apply(editsOf: 0) }
    }
    while let here = networkStep, here < step {
      if shouldStop() { throw .interrupted(step: here) }
      passing(here)
      keepState()
      networkStep = nil
      do {
        _ = try network.train(on: source(of: here), samples: batch(of: here))
      } catch {
        guard case .notFinite = error else { throw .network(error) }
        networkStep = here
        throw .deadEnd(step: here)
      }
      arrive(at: here + 1)
    }
    keepState()
  }

  /// Runs a step, keeping a stretch of its events; the network has to be at its beginning.
  mutating func run(
    _ step: Int, keeping wanted: Range<Int>
  ) throws(SessionError) -> EventWindow {
    let batch = batch(of: step)
    let source = source(of: step)
    let last = plan.batchSize(of: step) - 1
    let firstSample = plan.sample(ofIndex: wanted.lowerBound, in: step) ?? last
    let lastSample = plan.sample(ofIndex: wanted.upperBound - 1, in: step)
    var collector = EventCollector(
      map, plan, step: step, wanted: wanted,
      first: plan.firstIndex(ofSample: firstSample, in: step))
    let parts = TracedParts(
      samples: firstSample..<(lastSample ?? last) + 1, update: lastSample == nil)
    // Of a step with more events than are kept, samples after those wanted are left out; what the
    // network has learned then is of no use.
    let isWhole = lastSample == nil || plan.length(of: step) <= EventWindow.size
    let samples = isWhole ? batch : batch.prefix((lastSample ?? last) + 1)
    networkStep = nil
    do {
      let result = try network.trace(on: source, samples: samples, parts: parts) { event in
        let index = collector.index
        collector.take(event) {
          guard source.targetKind == .classes else { return nil }
          let sample = plan.sample(ofIndex: index, in: step) ?? 0
          let targets = source.numbers(ofSample: batch[batch.startIndex + sample]).targets
          return network.isRightAnswer(targets, boundary: source.classBoundary)
        }
      }
      if isWhole { arrive(at: step + 1) }
      return collector.window(result: isWhole ? result : nil, fault: nil)
    } catch {
      guard case .notFinite(let fault) = error else { throw .network(error) }
      networkStep = step
      return collector.window(result: nil, fault: fault)
    }
  }

  /// Says that the network may be anywhere from now on.
  mutating func forgetNetwork() { networkStep = nil }

  /// The samples of a step, as they are edited by then.
  func source(of step: Int) -> EditedSamples {
    EditedSamples(samples, edits: edits.prefix { $0.step <= step })
  }

  /// Which samples a step learns from.
  mutating func batch(of step: Int) -> ArraySlice<Int> {
    let epoch = step / plan.stepsPerEpoch + 1
    if order.epoch != epoch { order = (epoch, plan.order(ofEpoch: epoch)) }
    return order.samples[plan.range(of: step)]
  }

  // MARK: - Editing

  /// Changes something from the beginning of a step on; what was edited later is forgotten.
  ///
  /// The network has to be at the beginning of that step.
  mutating func edit(_ edit: SessionEdit) {
    kept.removeAll(from: edit.step)
    edits.removeAll { $0.step > edit.step }
    edits.append(edit)
    apply(edit)
    keepState()
  }

  /// Takes the last edit back.
  mutating func undo() throws(SessionError) -> SessionEdit {
    guard let edit = edits.popLast() else { throw .nothingToUndo }
    kept.removeAll(from: edit.step)
    networkStep = nil
    return edit
  }

  private func apply(_ edit: SessionEdit) {
    switch edit.target {
    case .weight(let name):
      guard let link = map.link(name) else { return }
      network.change(map.links[link].weight, to: edit.after)
    case .bias(let name):
      guard let bias = map.neuron(name).flatMap({ map.neurons[$0].bias }) else { return }
      network.change(bias, to: edit.after)
    case .learningRate: network.optimizer.learningRate = edit.after
    case .input, .target: break
    }
  }

  private func apply(editsOf step: Int) {
    for edit in edits where edit.step == step { apply(edit) }
  }

  // MARK: - Keeping

  private mutating func arrive(at step: Int) {
    networkStep = step
    apply(editsOf: step)
  }

  private mutating func restore(_ state: KeptState) throws(SessionError) {
    networkStep = nil
    network.optimizer = state.optimizer
    do { try network.restore(state.state) } catch { throw .blueprint(error) }
    networkStep = state.step
  }

  private mutating func keepState() {
    guard let step = networkStep, !kept.contains(step: step) else { return }
    kept.insert(
      KeptState(step: step, state: network.trainingState, optimizer: network.optimizer))
  }
}
