import NetworkDescription
import NeuronTrace

/// How training goes through the samples: which come in which step, and how many events there are.
///
/// A step is a batch: its samples one after the other, each forward, loss and backward, and then
/// the update. Every sample takes as many events as every other, so that any event of the whole
/// training can be found by its number without going there. The order of the samples is that of
/// real training: a permutation for each epoch, drawn from the seed.
struct TrainingPlan {
  /// How many events there are of each kind; they depend on the network only.
  struct EventCounts: Hashable {
    /// A sample going forward, its loss, and going backward.
    var sample = 0
    /// What is told of a sample up to its loss, the loss included.
    var upToLoss = 0
    /// The penalties of layers, told with the first sample's loss.
    var penalties = 0
    /// The update of all weights.
    var update = 0

    mutating func count(_ event: TraceEvent) {
      switch event {
      case .penalty: penalties += 1
      case .weightUpdate, .biasUpdate: update += 1
      case .loss:
        sample += 1
        upToLoss = sample
      case .dropoutLot, .input, .poolingChoice, .linkForward, .neuronForward, .outputSensitivity,
        .neuronBackward, .linkBackward:
        sample += 1
      }
    }
  }

  let sampleCount: Int
  let options: SessionOptions
  let counts: EventCounts

  var stepsPerEpoch: Int { (sampleCount - 1) / options.batchSize + 1 }
  var stepCount: Int { stepsPerEpoch * options.epochs }
  var eventCount: Int { eventsPerEpoch * options.epochs }

  /// Refuses a training of more events than can be counted.
  func checkCountable() throws(SessionError) {
    let samples = sampleCount.multipliedReportingOverflow(by: counts.sample)
    let steps = stepsPerEpoch.multipliedReportingOverflow(by: counts.penalties + counts.update)
    let epoch = samples.partialValue.addingReportingOverflow(steps.partialValue)
    guard !samples.overflow, !steps.overflow, !epoch.overflow else {
      throw .outOfRange(
        what: "samples", found: sampleCount, count: .max / 2 / max(1, counts.sample))
    }
    // Twice as many, so that a step more can still be counted.
    let most = Int.max / 2 / max(1, epoch.partialValue)
    guard options.epochs <= most else {
      throw .outOfRange(what: "epochs", found: options.epochs, count: most)
    }
  }

  private var eventsPerEpoch: Int {
    sampleCount * counts.sample + stepsPerEpoch * (counts.penalties + counts.update)
  }

  /// How many samples a step has; the last of an epoch may have fewer.
  func batchSize(of step: Int) -> Int {
    min(options.batchSize, sampleCount - step % stepsPerEpoch * options.batchSize)
  }

  /// How many events a step has.
  func length(of step: Int) -> Int {
    batchSize(of: step) * counts.sample + counts.penalties + counts.update
  }

  /// How many events come before a step.
  func eventsBefore(step: Int) -> Int {
    let (epoch, batch) = step.quotientAndRemainder(dividingBy: stepsPerEpoch)
    let full = options.batchSize * counts.sample + counts.penalties + counts.update
    return epoch * eventsPerEpoch + batch * full
  }

  /// The step an event belongs to, and its place in that step, both from 0.
  func place(ofEvent number: Int) -> (step: Int, index: Int) {
    let (epoch, rest) = number.quotientAndRemainder(dividingBy: eventsPerEpoch)
    let full = options.batchSize * counts.sample + counts.penalties + counts.update
    let batch = min(rest / full, stepsPerEpoch - 1)
    return (epoch * stepsPerEpoch + batch, rest - batch * full)
  }

  /// The sample of the batch that an event of a step belongs to; nil in the update.
  func sample(ofIndex index: Int, in step: Int) -> Int? {
    guard index >= counts.sample + counts.penalties else { return 0 }
    let sample = (index - counts.penalties) / counts.sample
    return sample < batchSize(of: step) ? sample : nil
  }

  /// Where in a step the events of a sample begin; for nil, the update.
  func firstIndex(ofSample sample: Int?, in step: Int) -> Int {
    let sample = sample ?? batchSize(of: step)
    return sample == 0 ? 0 : sample * counts.sample + counts.penalties
  }

  /// Whether an event is the first of a sample that is not the first of its step.
  func beginsLaterSample(_ index: Int, in step: Int) -> Bool {
    guard let sample = sample(ofIndex: index, in: step), sample > 0 else { return false }
    return index == firstIndex(ofSample: sample, in: step)
  }

  /// The samples of a step within the order of its epoch.
  func range(of step: Int) -> Range<Int> {
    let start = step % stepsPerEpoch * options.batchSize
    return start..<start + batchSize(of: step)
  }

  /// The order in which an epoch (from 1) visits the samples.
  func order(ofEpoch epoch: Int) -> [Int] {
    guard options.shuffle else { return Array(0..<sampleCount) }
    return SeededRandom(seed: options.seed).permutation(of: sampleCount, step: epoch)
  }
}
