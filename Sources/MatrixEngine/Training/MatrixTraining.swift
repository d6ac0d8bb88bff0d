import MatrixKernels
import NetworkDescription

/// Learning from samples, a batch at a time.
extension MatrixNetwork: TrainableNetwork {
  /// One training step: forward, loss, backward, update; the gradient is the mean of the batch.
  ///
  /// - Throws: `NetworkError` for a loss that is not a finite number, or for samples of another size
  ///   than the network's; the parameters are then those from before the step.
  public func train(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(NetworkError) -> BatchResult {
    var result = BatchResult()
    try train(on: source, samples: samples, batchSize: max(samples.count, 1), total: &result)
    return result
  }

  /// Several for small networks, and in larger ones of single samples.
  public func quickBatches(of batchSize: Int) -> Int { small?.quickBatches(of: batchSize) ?? 1 }

  /// Training steps for batch after batch of the samples.
  ///
  /// - Throws: As ``train(on:samples:)``; the steps before the batch that throws were made, and are in
  ///   the total.
  public func train(
    on source: some SampleSource, samples: ArraySlice<Int>, batchSize: Int,
    total: inout BatchResult
  ) throws(NetworkError) {
    try checkFit(of: source)
    let earlier = glassbox_denormals_flush()
    defer { glassbox_denormals_restore(earlier) }
    var rest = samples
    if let small, small.movesAll {
      let steps = small.learn(
        from: source, samples, batchSize: batchSize, by: optimizer, step: step, threadPool,
        total: &total)
      step += steps
      rest = rest.dropFirst(steps * batchSize)
    }
    while !rest.isEmpty {
      let batch = rest.prefix(batchSize)
      total += try learn(from: source, batch)
      step += 1
      rest = rest.dropFirst(batch.count)
    }
  }

  /// One training step, unless the kernel for small networks has made it.
  private func learn(
    from source: some SampleSource, _ batch: ArraySlice<Int>
  ) throws(NetworkError) -> BatchResult {
    try withUnsafePointer(to: optimizer.update(at: step)) { update throws(NetworkError) in
      let result = try addGradients(
        on: source, batch, update: plan.isTakenApart ? nil : update)
      optimizer.move(plan.learned, by: update, or: small, step: step, threadPool)
      return result
    }
  }

  /// The gradients of the mean loss of a batch, penalties included, without learning from it.
  ///
  /// - Throws: As ``train(on:samples:)``.
  public func gradients(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(NetworkError) -> (Parameters, loss: Double) {
    try checkFit(of: source)
    let earlier = glassbox_denormals_flush()
    defer { glassbox_denormals_restore(earlier) }
    let result = try addGradients(on: source, samples)
    return (collect { $0.gradient.numbers }, result.loss)
  }

  /// The outputs for the chosen samples, one sample after the other, and how good they are.
  ///
  /// - Throws: `InputError` for samples of another size than the network's.
  public func evaluate(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(InputError) -> BatchEvaluation {
    try check(source)
    if let small { reserve(rows: min(samples.count, small.samplesToMeasure)) }
    var evaluation = BatchEvaluation(result: BatchResult(), outputs: [])
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
      evaluation.outputs += Scalar.doubles(of: lastLayer.outputs.values(rows: batch.count))
    }
    if plan.hasPenalties { evaluation.result.penaltySum = penalty * Double(samples.count) }
    return evaluation
  }

  /// The outputs for one sample.
  ///
  /// - Throws: `InputError` if there are more or fewer inputs than the network takes.
  public func predict(_ inputs: [Double]) throws(InputError) -> [Double] {
    try checkInputs(inputs.count)
    let earlier = glassbox_denormals_flush()
    defer { glassbox_denormals_restore(earlier) }
    if let exact = plan.normalization?.exactInputs {
      exact.assign(inputs)
    } else {
      plan.inputs.assign(inputs)
    }
    forward(Pass(rows: 1, isTraining: false, step: step, threadPool: threadPool))
    return lastLayer.outputs.values(rows: 1).map { Double($0) }
  }

  /// Forward, loss and backward; every learned matrix then has its gradient, or has moved.
  ///
  /// - Parameter update: See ``Pass``.
  private func addGradients(
    on source: some SampleSource, _ samples: ArraySlice<Int>,
    update: UnsafePointer<GlassboxUpdate>? = nil
  ) throws(NetworkError) -> BatchResult {
    reserve(rows: samples.count)
    var result: BatchResult
    if let small, small.isWorthIt(rows: samples.count),
      let found = small.gradients(on: source, samples, threadPool)
    {
      result = found
    } else {
      result = try layerGradients(on: source, samples, update: update)
    }
    guard plan.hasPenalties else { return result }
    result.penaltySum = penalty * Double(samples.count)
    optimizer.addPenalties(to: plan.learned, threadPool)
    return result
  }

  /// The same without penalties, layer by layer.
  private func layerGradients(
    on source: some SampleSource, _ samples: ArraySlice<Int>,
    update: UnsafePointer<GlassboxUpdate>?
  ) throws(NetworkError) -> BatchResult {
    let pass = Pass(
      rows: samples.count, isTraining: true, step: step, threadPool: threadPool,
      update: update)
    forward(samples, of: source, pass)
    let result = plan.loss.compare(lastLayer, with: samples, of: source, pass)
    if !result.lossSum.isFinite, let fault = plan.loss.firstFault(rows: pass.rows) {
      throw .notFinite(
        TrainingFault(
          loss: fault.loss, sampleInBatch: fault.sample, culprit: firstOverflow(rows: pass.rows)))
    }
    backward(pass)
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
}
