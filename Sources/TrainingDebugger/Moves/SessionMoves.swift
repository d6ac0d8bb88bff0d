import NetworkDescription
import NeuronGraph

extension DebuggerSession {
  /// Which way in time.
  public enum Direction: Hashable, Sendable, CaseIterable {
    /// Towards the end of training.
    case forward
    /// Towards its beginning.
    case backward
  }

  /// How far one move goes.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    /// To the neighbouring event.
    case event
    /// To the first event of the next neuron, or of the one before.
    case neuron
    /// To the first event of the next layer, or of the one before.
    case layer
    /// To the first event of the next phase, or of the one before.
    case phase
    /// To the first event of the next sample, or of the one before.
    case sample
    /// To the first event of the next step, or of the one before.
    case step
    /// To the first event of the next epoch, or of the one before.
    case epoch
  }

  /// Goes to the next event.
  @discardableResult
  public func next() throws(SessionError) -> SessionStop { try move(.event, .forward) }

  /// Goes back to the event before.
  @discardableResult
  public func previous() throws(SessionError) -> SessionStop { try move(.event, .backward) }

  /// Goes on or back by a unit, so many times.
  ///
  /// Going back in the middle of a neuron, layer, phase, sample, step or epoch leads to its
  /// beginning first.
  ///
  /// - Throws: Nothing, as a rule; what ends a move early is in what it returns.
  @discardableResult
  public func move(
    _ unit: Unit, _ direction: Direction, times: Int = 1
  ) throws(SessionError) -> SessionStop {
    try stopping { () throws(SessionError) in
      for _ in 0..<max(0, times) {
        if shouldStop() { return .interrupted }
        if let reason = try moveOnce(unit, direction) { return reason }
      }
      return .arrived
    }
  }

  /// Goes to an event by its number in all of training, from 1.
  ///
  /// - Throws: ``SessionError/outOfRange(what:found:count:)``.
  @discardableResult
  public func go(to event: Int) throws(SessionError) -> SessionStop {
    let plan = timeline.plan
    guard (1...plan.eventCount).contains(event) else {
      throw .outOfRange(what: "event", found: event, count: plan.eventCount)
    }
    let (step, index) = plan.place(ofEvent: event - 1)
    return try stopping { () throws(SessionError) in
      try stand(at: step, index: index)
      return self.index == index ? .arrived : fault.map { .fault($0) } ?? .end
    }
  }

  /// Runs something that moves, and says where that ended and why.
  func stopping(
    _ body: () throws(SessionError) -> SessionStop.Reason
  ) throws(SessionError) -> SessionStop {
    let before = number
    do {
      let reason = try body()
      return SessionStop(reason: reason, events: number - before)
    } catch {
      if case .interrupted(let there) = error {
        // On a long way forward it stays where it has come to; on the way back, where it was.
        if there > step { try stand(at: there, index: 0, asking: false) }
        return SessionStop(reason: .interrupted, events: number - before)
      }
      guard case .deadEnd(let last) = error else { throw error }
      try stand(at: last, index: timeline.plan.length(of: last) - 1)
      return SessionStop(reason: fault.map { .fault($0) } ?? .end, events: number - before)
    }
  }

  /// Why it went no further; nil if it went.
  func moveOnce(_ unit: Unit, _ direction: Direction) throws(SessionError) -> SessionStop.Reason? {
    switch (unit, direction) {
    case (.event, .forward): try stepOn()
    case (.event, .backward): try stepBack()
    case (.neuron, .forward), (.layer, .forward), (.phase, .forward): try leave(unit)
    case (.neuron, .backward), (.layer, .backward), (.phase, .backward): try enterBefore(unit)
    case (.sample, .forward): try nextSample()
    case (.sample, .backward): try previousSample()
    case (.step, .forward): try beginStep(step + 1)
    case (.step, .backward): try beginStep(index > 0 ? step : step - 1)
    case (.epoch, .forward):
      try beginStep((step / timeline.plan.stepsPerEpoch + 1) * timeline.plan.stepsPerEpoch)
    case (.epoch, .backward):
      try beginEpoch(before: number)
    }
  }

  private func stepOn() throws(SessionError) -> SessionStop.Reason? {
    if index + 1 < reachable {
      let next = index + 1
      try stand(at: step, index: next)
      // Of a large step it may only now be known that its loss is not a number.
      return index < next ? fault.map { .fault($0) } ?? .end : nil
    }
    if let fault { return .fault(fault) }
    guard step + 1 < timeline.plan.stepCount else { return .end }
    try stand(at: step + 1, index: 0)
    return nil
  }

  private func stepBack() throws(SessionError) -> SessionStop.Reason? {
    if index > 0 {
      try stand(at: step, index: index - 1)
      return nil
    }
    guard step > 0 else { return .beginning }
    try stand(at: step - 1, index: timeline.plan.length(of: step - 1) - 1)
    return nil
  }

  /// Goes to the first event of another step.
  private func beginStep(_ wanted: Int) throws(SessionError) -> SessionStop.Reason? {
    if wanted < 0 { return .beginning }
    if wanted >= timeline.plan.stepCount {
      try stand(
        at: timeline.plan.stepCount - 1,
        index: timeline.plan.length(of: timeline.plan.stepCount - 1) - 1)
      return fault.map { .fault($0) } ?? .end
    }
    try stand(at: wanted, index: 0)
    return nil
  }

  /// Goes to the beginning of the epoch that the event before belongs to.
  private func beginEpoch(before number: Int) throws(SessionError) -> SessionStop.Reason? {
    guard number > 0 else { return .beginning }
    let before = timeline.plan.place(ofEvent: number - 1).step
    return try beginStep(before / timeline.plan.stepsPerEpoch * timeline.plan.stepsPerEpoch)
  }

  private func nextSample() throws(SessionError) -> SessionStop.Reason? {
    let plan = timeline.plan
    guard let sample = plan.sample(ofIndex: index, in: step),
      sample + 1 < plan.batchSize(of: step)
    else { return try beginStep(step + 1) }
    let first = plan.firstIndex(ofSample: sample + 1, in: step)
    guard first < reachable else {
      try stand(at: step, index: reachable - 1)
      return fault.map { .fault($0) } ?? .end
    }
    try stand(at: step, index: first)
    return nil
  }

  private func previousSample() throws(SessionError) -> SessionStop.Reason? {
    let plan = timeline.plan
    let sample = plan.sample(ofIndex: index, in: step) ?? plan.batchSize(of: step)
    let first = plan.firstIndex(ofSample: sample, in: step)
    if index > first {
      // In the update, the first event of the update is no sample's.
      let target = sample == plan.batchSize(of: step) ? sample - 1 : sample
      try stand(at: step, index: plan.firstIndex(ofSample: target, in: step))
    } else if sample > 0 {
      try stand(at: step, index: plan.firstIndex(ofSample: sample - 1, in: step))
    } else if step > 0 {
      let last = plan.batchSize(of: step - 1) - 1
      try stand(at: step - 1, index: plan.firstIndex(ofSample: last, in: step - 1))
    } else {
      return .beginning
    }
    return nil
  }
}
