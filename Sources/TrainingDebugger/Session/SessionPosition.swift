import NeuronGraph
import NeuronTrace

/// Where a session is; everything is counted from 1.
public struct SessionPosition: Hashable, Sendable {
  /// The event, of all of training.
  public let event: Int
  /// How many events training has.
  public let eventCount: Int
  /// The event within its step.
  public let eventInStep: Int
  /// How many events the step has.
  public let eventsInStep: Int
  /// The step, of all of training.
  public let step: Int
  /// How many steps training has.
  public let stepCount: Int
  /// The epoch.
  public let epoch: Int
  /// How many epochs training has.
  public let epochCount: Int
  /// Which sample of the batch; nil in the update.
  public let sampleInBatch: Int?
  /// How many samples the batch has.
  public let batchSize: Int
  /// Which sample of the data; nil in the update.
  public let sample: Int?
  /// How many samples there are.
  public let sampleCount: Int
  /// Which part of the step.
  public let phase: TraceEvent.Phase

  init(
    plan: TrainingPlan, step: Int, index: Int, event: TraceEvent, batch: ArraySlice<Int>,
    reachable: Int
  ) {
    self.event = plan.eventsBefore(step: step) + index + 1
    eventCount = plan.eventCount
    eventInStep = index + 1
    eventsInStep = reachable
    self.step = step + 1
    stepCount = plan.stepCount
    epoch = step / plan.stepsPerEpoch + 1
    epochCount = plan.options.epochs
    let position = plan.sample(ofIndex: index, in: step)
    sampleInBatch = position.map { $0 + 1 }
    batchSize = batch.count
    sample = position.map { batch[batch.startIndex + $0] + 1 }
    sampleCount = plan.sampleCount
    phase = event.phase
  }
}

/// A sample that a session is at.
public struct SessionSample: Hashable, Sendable {
  /// Which sample of the data, from 0.
  public let number: Int
  /// What goes in.
  public let inputs: [Double]
  /// What should come out.
  public let targets: [Double]
}
