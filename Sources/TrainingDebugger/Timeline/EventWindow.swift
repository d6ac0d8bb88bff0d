import NetworkDescription
import NeuronGraph
import NeuronTrace

/// The events around the present one, as far as they are kept: a whole step if it is small.
///
/// A step of a large network may have millions of events. Of those a stretch is kept; leaving it
/// means running the step once more and keeping another.
struct EventWindow {
  /// How many events are kept at most.
  static let size = 1 << 15

  let step: Int
  /// The place in the step of the first event that is kept.
  let start: Int
  let frames: [EventFrame]
  /// What the network held right before the first kept event.
  let base: SessionMoment
  /// How the whole step went.
  let result: BatchResult?
  /// What was not a finite number, so that the step ends early.
  let fault: TrainingFault?

  var range: Range<Int> { start..<start + frames.count }

  func contains(step: Int, index: Int) -> Bool { step == self.step && range.contains(index) }

  subscript(index: Int) -> EventFrame { frames[index - start] }

  /// What the network held right after an event that is kept.
  func moment(after index: Int, _ map: NetworkMap, _ plan: TrainingPlan) -> SessionMoment {
    var moment = base
    for place in start...index {
      if plan.beginsLaterSample(place, in: step) { moment.beginSample() }
      moment.take(self[place], map)
    }
    return moment
  }
}

/// Listens to a step, and keeps the events of one stretch of it.
struct EventCollector {
  let map: NetworkMap
  let plan: TrainingPlan
  let step: Int
  /// The places in the step that are kept.
  let wanted: Range<Int>
  /// Where in the step the next event is.
  private(set) var index: Int
  private(set) var frames: [EventFrame] = []
  private var base: SessionMoment
  private var sums: RunningSums
  private var hasBegun = false

  /// - Parameter first: Where in the step the first event is that will be told.
  init(_ map: NetworkMap, _ plan: TrainingPlan, step: Int, wanted: Range<Int>, first: Int) {
    self.map = map
    self.plan = plan
    self.step = step
    self.wanted = wanted
    index = first
    base = SessionMoment(beginningWith: map)
    sums = RunningSums(before: map)
    frames.reserveCapacity(wanted.count)
  }

  /// Takes in the next event; the network holds the numbers of its phase.
  mutating func take(_ event: TraceEvent, isRight: () -> Bool?) {
    defer { index += 1 }
    guard index < wanted.upperBound else { return }
    if !hasBegun {
      base.readGradients(map)  // of earlier samples, if their events are not told
      hasBegun = true
    }
    let frame = EventFrame(event, map, &sums, isRight: isRight)
    if wanted.contains(index) {
      frames.append(frame)
    } else {
      if plan.beginsLaterSample(index, in: step) { base.beginSample() }
      base.take(frame, map)
    }
  }

  func window(result: BatchResult?, fault: TrainingFault?) -> EventWindow {
    EventWindow(
      step: step, start: wanted.lowerBound, frames: frames,
      base: base, result: result, fault: fault)
  }
}
