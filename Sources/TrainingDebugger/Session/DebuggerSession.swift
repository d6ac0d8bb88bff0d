import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Training as a debugger shows it: one event at a time, forwards and backwards.
///
/// The session stands at an event, which has just happened; ``position`` says where that is,
/// ``event`` what it was, ``moment`` what neurons and links hold. ``next()``, ``previous()``,
/// `move(_:_:)`, ``go(to:)`` and ``run(until:_:limit:)`` take it elsewhere. It computes nothing of
/// the network: `NeuronNetwork` does, exactly as in training, so that the session's training is
/// the real one bit for bit.
///
/// Time travel is exact. Going back restores a kept state of the network and trains again from
/// there. States are kept densely near the present and sparsely far away, within
/// ``SessionOptions/memoryBudget``; of the events, at most 32,768 are kept.
///
/// ```swift
/// let session = try DebuggerSession(Recipe.xor.blueprint(), samples: LogicGate.xor.dataset)
/// try session.next()
/// print(session.position, session.explanation)
/// try session.run(until: Condition("loss < 0.05"))
/// try session.previous()
/// ```
///
/// A session is not safe to use from several threads at once.
public final class DebuggerSession {
  /// How it trains.
  public let options: SessionOptions
  /// What the neurons are called in words.
  public let labels: NeuronLabels
  /// Asked between steps, and between events, whether to stop; it must not use the session.
  public var shouldStop: () -> Bool = { false }
  /// Told on a long way of every step that it passes, from 0, and of the step it leads to; it must
  /// not use the session either.
  public var passesStep: (_ step: Int, _ last: Int) -> Void = { _, _ in }
  /// Where runs stop.
  public var breakpoints: [Numbered<Breakpoint>] { breakpointList.entries }
  /// What is shown at every stop.
  public var watches: [Numbered<Quantity>] { watchList.entries }

  package var breakpointList = NumberedList<Breakpoint>(of: "breakpoints", most: 100)
  var watchList = NumberedList<Quantity>(of: "watched quantities", most: 20)
  var timeline: Timeline
  private var window: EventWindow
  private(set) var index = 0
  private var knownMoment: (step: Int, index: Int, moment: SessionMoment)?

  /// Starts a session at the first event of training.
  ///
  /// - Parameters:
  ///   - blueprint: The network, and how it is trained unless `options` say otherwise.
  ///   - parameters: What it has learned; by default the blueprint's initial parameters.
  ///   - samples: What it learns from, in the same order as in training.
  /// - Throws: ``SessionError`` for options out of range, no samples or samples of another size than
  ///   the network's, a network that cannot be made, or a loss of the very first sample that is not
  ///   a finite number.
  public convenience init(
    _ blueprint: NetworkBlueprint, parameters: Parameters? = nil, samples: some SampleSource,
    options: SessionOptions? = nil
  ) throws(SessionError) {
    let network: NeuronNetwork
    do {
      network = try NeuronNetwork(blueprint, parameters: parameters)
    } catch {
      throw .blueprint(error)
    }
    try self.init(
      network, samples: AnySamples(samples), options: options ?? SessionOptions(blueprint))
  }

  /// Starts a session with a network as it is; it belongs to the session from then on.
  ///
  /// - Throws: The same.
  public init(
    _ network: NeuronNetwork, samples: AnySamples, options: SessionOptions
  ) throws(SessionError) {
    self.options = options
    labels = NeuronLabels(network)
    var timeline = try Timeline(network, samples, options)
    try timeline.travel(to: 0, shouldStop: { false })
    window = try timeline.run(0, keeping: 0..<min(timeline.plan.length(of: 0), EventWindow.size))
    self.timeline = timeline
  }

  /// The network that is trained: what it is made of.
  ///
  /// The numbers that it holds are those of some other moment; ``moment`` has those of this one.
  public var network: NeuronNetwork { timeline.network }

  // MARK: - Where it is

  /// What has just happened.
  public var event: TraceEvent { window[index].event }

  /// Where that is in training.
  public var position: SessionPosition {
    SessionPosition(
      plan: timeline.plan, step: step, index: index, event: event, batch: batch,
      reachable: reachable)
  }

  /// What neurons and links hold at this moment.
  ///
  /// - Complexity: Grows with the network and with the number of events kept.
  public var moment: SessionMoment {
    if let knownMoment, knownMoment.step == step, knownMoment.index == index {
      return knownMoment.moment
    }
    let moment = window.moment(after: index, timeline.map, timeline.plan)
    knownMoment = (step, index, moment)
    return moment
  }

  /// The sample that is being learned; in the update, the last of the batch.
  public var sample: SessionSample {
    let batch = batch
    let position = timeline.plan.sample(ofIndex: index, in: step) ?? batch.count - 1
    let number = batch[batch.startIndex + position]
    let (inputs, targets) = timeline.source(of: step).numbers(ofSample: number)
    return SessionSample(number: number, inputs: inputs, targets: targets)
  }

  /// The learning rate of the present step, as its schedule has it.
  public var learningRate: Double {
    let edited = timeline.edits.last { $0.target == .learningRate && $0.step <= step }
    var optimizer = timeline.network.optimizer
    optimizer.learningRate = edited?.after ?? timeline.originalLearningRate
    return optimizer.learningRate(at: step + timeline.stepsBefore)
  }

  /// Everything that has been edited and still holds, the latest last.
  public var edits: [SessionEdit] { timeline.edits }

  /// What is not a finite number, if training ends in the present step because of that.
  public var fault: TrainingFault? { window.fault }

  /// How many bytes the kept states take.
  public var keptBytes: Int { timeline.kept.bytes }

  /// How many states are kept.
  public var keptStates: Int { timeline.kept.count }

  /// Everything the present step depends on: weights, biases and the optimizer's memory.
  ///
  /// - Throws: What travelling to the beginning of the step throws; nothing, as a rule.
  public func stateAtStepStart() throws(SessionError) -> TrainingState {
    try networkAtStepStart().trainingState
  }

  /// Hands out the network as it is at the beginning of the present step, to ask it questions.
  ///
  /// Whatever is done to it until the session moves is forgotten: the session goes on as if nobody
  /// had asked.
  ///
  /// - Throws: The same.
  public func networkAtStepStart() throws(SessionError) -> NeuronNetwork {
    try timeline.travel(to: step, shouldStop: { false })
    timeline.forgetNetwork()
    return timeline.network
  }

  /// Every weight and bias as it stands at this moment; in the update, those that have moved are
  /// where they have moved to.
  ///
  /// - Throws: The same.
  public func parametersNow() throws(SessionError) -> Parameters {
    let moment = moment
    let network = try networkAtStepStart()
    for (weight, numbers) in zip(timeline.map.weights, moment.weights) where weight.isLearned {
      network.change(weight, to: numbers.value)
    }
    return network.parameters
  }

  /// What the last update of a step came to: the mean loss of its samples before and after it, as
  /// `NeuronNetwork.evaluate(on:samples:)` measures it; nil at all other events.
  ///
  /// - Throws: The same.
  public func lossesAroundUpdate() throws(SessionError) -> (before: Double, after: Double)? {
    guard index == timeline.plan.length(of: step) - 1, window.fault == nil else { return nil }
    let (source, samples) = batchOfStep
    let parameters = try parametersNow()
    let network = try networkAtStepStart()
    guard let before = try? network.evaluate(on: source, samples: samples).result.loss,
      (try? network.setParameters(parameters)) != nil,
      let after = try? network.evaluate(on: source, samples: samples).result.loss
    else { return nil }
    return (before, after)
  }

  /// The samples of the present step with what has been edited, and which of them it learns from.
  public var batchOfStep: (source: AnySamples, samples: ArraySlice<Int>) {
    (AnySamples(timeline.source(of: step)), batch)
  }

  // MARK: - Getting about

  /// The step it is in, from 0.
  var step: Int { window.step }

  private var batch: ArraySlice<Int> { timeline.batch(of: step) }

  /// The event by its place in all of training, from 0.
  var number: Int { timeline.plan.eventsBefore(step: step) + index }

  /// How many events the present step comes to; fewer than planned if its loss is not a number.
  var reachable: Int {
    window.fault == nil ? timeline.plan.length(of: step) : window.range.upperBound
  }

  /// The frames from the first event of the present sample on, as far as they are kept, and the
  /// place of the present one among them.
  var framesOfSample: (frames: ArraySlice<EventFrame>, present: Int) {
    let plan = timeline.plan
    let sample = plan.sample(ofIndex: index, in: step) ?? plan.batchSize(of: step) - 1
    let start = max(window.start, plan.firstIndex(ofSample: sample, in: step))
    return (window.frames[(start - window.start)...], index - window.start)
  }

  /// The frame it is at.
  var frame: EventFrame { window[index] }

  /// The loss of the batch, once all its samples have been compared.
  var batchResult: BatchResult? {
    timeline.plan.sample(ofIndex: index, in: step) == nil ? window.result : nil
  }

  /// Goes to a place; the session stays where it is if that throws.
  ///
  /// - Parameters:
  ///   - isChanged: Whether the present step's events will be different.
  ///   - asking: Whether to ask on the way whether to stop.
  func stand(
    at step: Int, index: Int, isChanged: Bool = false, asking: Bool = true
  ) throws(SessionError) {
    if !isChanged, window.contains(step: step, index: index) {
      self.index = index
      return
    }
    try timeline.travel(
      to: step, passing: { [passesStep] in passesStep($0, step) },
      shouldStop: isChanged || !asking ? { false } : shouldStop)
    let start = index / EventWindow.size * EventWindow.size
    let end = min(start + EventWindow.size, timeline.plan.length(of: step))
    let loaded = try timeline.run(step, keeping: start..<end)
    guard !loaded.frames.isEmpty else {
      return try stand(at: step, index: start - 1, isChanged: isChanged)
    }
    window = loaded
    self.index = min(index, loaded.range.upperBound - 1)
    knownMoment = nil
  }
}
