import NetworkDescription

/// What a network answers some samples, and how good that is.
struct Outcome {
  /// The mean loss, without what large weights cost; not finite if training broke down.
  let loss: Double
  /// What large weights cost besides.
  let penalty: Double
  /// The share of right answers; nil where targets are numbers.
  let accuracy: Double?
  /// The outputs, a row for each sample.
  let outputs: [[Double]]

  init(of network: some TrainableNetwork, on source: AnySamples, _ indices: [Int])
    throws(NetworkError)
  {
    let evaluation: BatchEvaluation
    do {
      evaluation = try network.evaluate(on: source, samples: indices[...])
    } catch { throw .wrongSize(error) }
    let result = evaluation.result
    loss = result.lossWithoutPenalty
    penalty = result.penaltySum / Double(max(1, result.sampleCount))
    accuracy = result.accuracy
    let width = network.outputCount
    outputs = indices.indices.map { row in
      Array(evaluation.outputs[row * width..<(row + 1) * width])
    }
  }
}
