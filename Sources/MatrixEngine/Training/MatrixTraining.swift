import MatrixKernels
import NetworkDescription

/// Learning from samples, a batch at a time.
extension MatrixNetwork: TrainableNetwork {
  /// How many numbers go in for one sample.
  public var inputCount: Int { blueprint.input.count }

  /// How many numbers come out for one sample.
  public var outputCount: Int { blueprint.output.count }

  /// One training step: forward, loss, backward, update; the gradient is the mean of the batch.
  ///
  /// - Throws: ``TrainingFault`` for a loss that is not a finite number, ``BatchError`` for samples
  ///   that do not fit; the parameters are then those from before the step.
  public func train(on source: any SampleSource, samples: ArraySlice<Int>) throws -> BatchResult {
    try check(source)
    guard !samples.isEmpty else { return BatchResult() }
    let result = try addGradients(on: source, samples)
    optimizer.update(plan.learned, step: step, threadPool)
    step += 1
    return result
  }

  /// The gradients of the mean loss of a batch, penalties included, without learning from it.
  ///
  /// - Throws: As ``train(on:samples:)``.
  public func gradients(
    on source: any SampleSource, samples: ArraySlice<Int>
  ) throws -> (Parameters, loss: Double) {
    try check(source)
    let result = try addGradients(on: source, samples)
    return (collect { $0.gradient }, result.loss)
  }

  /// The outputs for the chosen samples, one sample after the other, and how good they are.
  public func evaluate(on source: any SampleSource, samples: ArraySlice<Int>) -> BatchEvaluation {
    var evaluation = BatchEvaluation(result: BatchResult(), outputs: [])
    guard (try? check(source)) != nil else { return evaluation }
    evaluation.outputs.reserveCapacity(samples.count * outputCount)
    let earlier = glassbox_denormals_flush()
    defer { glassbox_denormals_restore(earlier) }
    var rest = samples
    while !rest.isEmpty {
      let batch = rest.prefix(plan.rows)
      rest = rest.dropFirst(batch.count)
      let pass = Pass(rows: batch.count, isTraining: false, step: step, threadPool: threadPool)
      forward(batch, of: source, pass)
      evaluation.result += plan.loss.compare(lastLayer, with: batch, of: source, pass)
      for value in lastLayer.outputs.values(rows: batch.count) {
        evaluation.outputs.append(Double(value))
      }
    }
    evaluation.result.penaltySum = penalty * Double(samples.count)
    return evaluation
  }

  /// Forward, loss and backward; every learned matrix then has its gradient.
  private func addGradients(
    on source: any SampleSource, _ samples: ArraySlice<Int>
  ) throws -> BatchResult {
    reserve(rows: samples.count)
    let earlier = glassbox_denormals_flush()
    defer { glassbox_denormals_restore(earlier) }
    let pass = Pass(rows: samples.count, isTraining: true, step: step, threadPool: threadPool)
    forward(samples, of: source, pass)
    var result = plan.loss.compare(lastLayer, with: samples, of: source, pass)
    if !result.lossSum.isFinite, let fault = plan.loss.firstFault(rows: pass.rows) {
      throw TrainingFault(
        loss: fault.loss, sampleInBatch: fault.sample, culprit: firstOverflow(rows: pass.rows))
    }
    result.penaltySum = penalty * Double(pass.rows)
    backward(pass)
    optimizer.addPenalties(to: plan.learned, threadPool)
    return result
  }

  /// What the penalties on large weights cost.
  private var penalty: Double {
    var total = 0.0
    // By position: an iterator over objects of a generic class is put on the heap.
    for index in plan.learned.indices where plan.learned[index].hasPenalty {
      let matrix = plan.learned[index]
      total += threadPool.functions.penalty(
        matrix.value.count, Scalar(matrix.penalty.l1), Scalar(matrix.penalty.l2 / 2),
        matrix.value.start)
    }
    return total
  }

  func check(_ source: any SampleSource) throws {
    for (what, expected, found) in [
      ("inputs", inputCount, source.inputCount), ("targets", outputCount, source.targetCount),
    ] where expected != found {
      throw BatchError(what: what, expected: expected, found: found)
    }
  }
}

/// Samples of another width than the network's.
public struct BatchError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What they are: inputs or targets.
  public let what: String
  /// How many numbers the network takes.
  public let expected: Int
  /// How many a sample has.
  public let found: Int

  /// One line that says what is wrong.
  public var description: String {
    "\(what): expected \(expected) numbers a sample, found \(found)"
  }
}
