/// What training and evaluation need of an engine, and all they know of it.
public protocol TrainableNetwork: AnyObject {
  /// How many numbers go in for one sample.
  var inputCount: Int { get }

  /// How many numbers come out for one sample.
  var outputCount: Int { get }

  /// A copy of everything the network has learned.
  var parameters: Parameters { get }

  /// Whether all that it has learned are finite numbers, which is quicker to tell than to copy them.
  var hasFiniteParameters: Bool { get }

  /// Replaces everything the network has learned, and begins training anew: what the optimizer
  /// remembers and the number of steps are forgotten.
  ///
  /// - Throws: ``BlueprintError`` if they are not this network's parameters.
  func setParameters(_ parameters: Parameters) throws(BlueprintError)

  /// A copy of everything that the next training step depends on.
  var trainingState: TrainingState { get }

  /// Goes back to a training state, so that training goes on exactly as it did from there.
  ///
  /// - Throws: ``BlueprintError`` if it is not a state of this network and its optimizer.
  func restore(_ state: TrainingState) throws(BlueprintError)

  /// One training step: forward, loss, backward, update; the gradient is the mean of the batch,
  /// and that of the penalties on top.
  ///
  /// - Throws: ``NetworkError`` for samples of another size than the network's, or when the loss is no
  ///   longer a number; the parameters are then those from before the step.
  func train(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(NetworkError) -> BatchResult

  /// Training steps for batch after batch of the samples, the same as one by one; for small networks an
  /// engine may be faster at many of them than at each alone.
  ///
  /// - Parameters:
  ///   - samples: Which samples, in the order in which they are learned from.
  ///   - batchSize: How many of them make a batch, at least 1; the last may have fewer.
  ///   - total: What every batch comes to is added to it.
  /// - Throws: As ``train(on:samples:)``; the steps before the batch that throws were made, and are in
  ///   the total.
  func train(
    on source: some SampleSource, samples: ArraySlice<Int>, batchSize: Int,
    total: inout BatchResult
  ) throws(NetworkError)

  /// How many batches of a size take so little time that nobody need be told anything between them.
  func quickBatches(of batchSize: Int) -> Int

  /// The link or neuron that a learned number sits on; the first of them, if several share it.
  ///
  /// - Returns: nil if there is no such number.
  func place(of index: Int, in tensor: String) -> WeightPlace?

  /// The outputs for the chosen samples, one sample after the other, and how good they are.
  ///
  /// - Throws: ``InputError`` for samples of another size than the network's.
  func evaluate(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(InputError) -> BatchEvaluation

  /// The outputs for one sample.
  ///
  /// - Throws: ``InputError`` if there are more or fewer inputs than the network takes.
  func predict(_ inputs: [Double]) throws(InputError) -> [Double]
}

extension TrainableNetwork {
  /// Looks at a copy.
  public var hasFiniteParameters: Bool {
    parameters.tensors.values.allSatisfy { $0.values.allSatisfy { $0.isFinite } }
  }

  /// A single one.
  public func quickBatches(of batchSize: Int) -> Int { 1 }

  /// One batch after the other.
  public func train(
    on source: some SampleSource, samples: ArraySlice<Int>, batchSize: Int,
    total: inout BatchResult
  ) throws(NetworkError) {
    var rest = samples
    while !rest.isEmpty {
      let batch = rest.prefix(batchSize)
      total += try train(on: source, samples: batch)
      rest = rest.dropFirst(batch.count)
    }
  }
}

/// How a batch went, in sums that add up over batches.
public struct BatchResult: Hashable, Sendable {
  /// The sum of the samples' losses, without penalties.
  public var lossSum: Double
  /// The penalty on large weights, once for every sample.
  public var penaltySum: Double
  /// How many samples were answered rightly; 0 where targets are numbers.
  public var correctCount: Int
  /// How far the outputs are from targets that are numbers; nil where targets are classes.
  public var errors: NumberErrors?
  /// How many samples there were.
  public var sampleCount: Int

  /// Collects the sums of a batch; zero for a start.
  public init(
    lossSum: Double = 0, correctCount: Int = 0, sampleCount: Int = 0, penaltySum: Double = 0,
    errors: NumberErrors? = nil
  ) {
    self.lossSum = lossSum
    self.penaltySum = penaltySum
    self.correctCount = correctCount
    self.sampleCount = sampleCount
    self.errors = errors
  }

  /// The mean loss of a sample with the penalty on large weights, as Keras reports it; not a
  /// number when there were no samples.
  public var loss: Double { (lossSum + penaltySum) / Double(sampleCount) }

  /// The mean loss of a sample without the penalty, which tells how good the answers are.
  public var lossWithoutPenalty: Double { lossSum / Double(sampleCount) }

  /// How good the answers are besides their loss.
  public var quality: AnswerQuality {
    if let errors {
      return .errors(meanAbsolute: errors.meanAbsoluteError, rSquared: errors.rSquared)
    }
    return .accuracy(Double(correctCount) / Double(sampleCount))
  }

  /// The share of right answers, 0 to 1; nil where targets are numbers.
  public var accuracy: Double? { quality[.accuracy] }

  /// Any of the numbers that tell how good the answers are; nil for those that it does not have.
  public subscript(metric: Metric) -> Double? { metric == .loss ? loss : quality[metric] }

  /// Adds how far the outputs for one sample are from its targets.
  public mutating func addErrors(
    of outputs: some Collection<Double>, from targets: some Collection<Double>
  ) {
    add(NumberErrors(outputs: outputs, targets: targets))
  }

  /// Adds another batch to this one.
  public static func += (total: inout BatchResult, batch: BatchResult) {
    total.lossSum += batch.lossSum
    total.penaltySum += batch.penaltySum
    total.correctCount += batch.correctCount
    total.sampleCount += batch.sampleCount
    if let errors = batch.errors { total.add(errors) }
  }

  private mutating func add(_ more: NumberErrors) {
    guard errors != nil else { return errors = more }
    errors? += more
  }
}

/// The outputs for a batch, with how good they are.
public struct BatchEvaluation: Sendable {
  /// Loss and right answers.
  public var result: BatchResult
  /// The outputs, one sample after the other.
  public var outputs: [Double]

  /// Puts outputs and their result together.
  public init(result: BatchResult, outputs: [Double]) {
    self.result = result
    self.outputs = outputs
  }
}

/// A training step whose loss is infinite or not a number.
public struct TrainingFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The loss of the sample.
  public let loss: Double
  /// Which sample of the batch it was, from 0.
  public let sampleInBatch: Int
  /// What was no finite number first.
  public let culprit: Overflow

  /// Names what went wrong in a step.
  public init(loss: Double, sampleInBatch: Int, culprit: Overflow) {
    self.loss = loss
    self.sampleInBatch = sampleInBatch
    self.culprit = culprit
  }

  /// One line that says what is wrong.
  public var description: String {
    "the loss is no finite number; first to overflow: \(culprit): use smaller numbers"
  }
}

/// What counts as a right answer.
public enum Answer {
  /// Whether outputs give the answer that the targets ask for.
  ///
  /// With several outputs the largest one must be where the largest target is; a single output
  /// must be on the same side of the boundary as its target.
  public static func isRight(
    outputs: UnsafeBufferPointer<Double>, targets: UnsafeBufferPointer<Double>,
    boundary: Double = 0.5
  ) -> Bool {
    guard outputs.count > 1 else {
      guard let output = outputs.first, let target = targets.first else { return false }
      return (output > boundary) == (target > boundary)
    }
    return indexOfLargest(outputs) == indexOfLargest(targets)
  }

  /// The position of the largest value, the first of them if several are equal.
  public static func indexOfLargest(_ values: some Collection<Double>) -> Int {
    var best = 0
    var bestValue = -Double.infinity
    for (index, value) in values.enumerated() where value > bestValue {
      best = index
      bestValue = value
    }
    return best
  }
}
