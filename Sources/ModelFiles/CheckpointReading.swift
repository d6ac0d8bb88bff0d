import NetworkDescription

/// Turns the bytes of a checkpoint file into a checkpoint, checking everything on the way.
struct CheckpointReading {
  let file: SafetensorsReading

  /// Reads header, blueprint and tensors, in this order, each checked before the next is read.
  func checkpoint() throws(ModelFileError) -> TrainingCheckpoint {
    let (header, dataStart) = try file.header()
    let texts = HeaderTexts(file: file, header: header) { .notACheckpoint(missing: $0) }
    try texts.check(
      format: CheckpointMetadata.formatName, version: CheckpointMetadata.supportedVersion)
    let blueprint = try texts.blueprint()
    let batchCount: Int = try number(CheckpointMetadata.batch, in: texts)
    var best = try bestEpoch(in: texts)
    let parts = CheckpointPart.all(
      of: blueprint, batchCount: batchCount, hasBest: best != nil)
    let tensors = try file.tensors(
      parts.flatMap(\.tensors), of: header, dataStart: dataStart)
    var state = TrainingState(
      parameters: Parameters(), step: try number(CheckpointMetadata.step, in: texts))
    var epochStart: Parameters?
    for (part, expected) in parts {
      let found = Self.parameters(tensors, expected, of: blueprint)
      switch part {
      case .parameters: state.parameters = found
      case .memory(let name): state.optimizerMemory[name] = found
      case .epochStart: epochStart = found
      case .best: best?.parameters = found
      }
    }
    let point = TrainingPoint(
      state: state, epoch: try number(CheckpointMetadata.epoch, in: texts),
      batchCount: batchCount, total: try total(in: texts),
      seconds: try number(CheckpointMetadata.seconds, in: texts),
      lastGood: epochStart ?? state.parameters, best: best)
    try checkNumbers(of: point, blueprint)
    do {
      return try TrainingCheckpoint(
        blueprint: blueprint, circumstances: Self.circumstances(in: header), point: point)
    } catch {
      throw file.error(.badBlueprint(error))
    }
  }

  /// Refuses numbers that nothing could be added to.
  private func checkNumbers(
    of point: TrainingPoint, _ blueprint: NetworkBlueprint
  ) throws(ModelFileError) {
    let total = point.total
    for (key, isSensible) in [
      (CheckpointMetadata.seconds, 0..<1e9 ~= point.seconds),
      (CheckpointMetadata.step, 0..<1 << 53 ~= point.state.step),
      (CheckpointMetadata.epoch, point.epoch > 0),
      (CheckpointMetadata.lossSum, total.lossSum.isFinite),
      (CheckpointMetadata.penaltySum, total.penaltySum.isFinite),
      (CheckpointMetadata.batch, point.batchCount >= 0),
      (CheckpointMetadata.bestLoss, point.best?.loss.isFinite ?? true),
      (CheckpointMetadata.bestEpoch, point.best.map { isSensible($0, at: point.epoch) } ?? true),
      (CheckpointMetadata.sampleCount, 0..<1 << 53 ~= total.sampleCount),
      (
        CheckpointMetadata.correctCount,
        total.correctCount >= 0 && total.correctCount <= total.sampleCount
      ),
      (
        CheckpointMetadata.errors,
        total.errors.map { isSensible($0, in: blueprint, of: total) } ?? true
      ),
    ] where !isSensible {
      throw file.error(.notACheckpoint(missing: "sensible \"\(key)\""))
    }
  }

  /// Whether an epoch before this one can be the best, and so many have passed since.
  private func isSensible(_ best: BestEpoch, at epoch: Int) -> Bool {
    best.epoch >= 1 && best.epoch < epoch && best.epochsSince == epoch - 1 - best.epoch
  }

  /// Whether errors are those of the samples so far, for the outputs of the network.
  private func isSensible(
    _ errors: NumberErrors, in blueprint: NetworkBlueprint, of total: BatchResult
  ) -> Bool {
    errors.sampleCount == total.sampleCount && errors.outputs.count == blueprint.output.count
  }

  /// The best epoch without its parameters, if training looks for one.
  private func bestEpoch(in texts: HeaderTexts) throws(ModelFileError) -> BestEpoch? {
    guard texts.header.metadata[CheckpointMetadata.bestEpoch] != nil else { return nil }
    return BestEpoch(
      epoch: try number(CheckpointMetadata.bestEpoch, in: texts),
      loss: try number(CheckpointMetadata.bestLoss, in: texts), parameters: Parameters(),
      epochsSince: try number(CheckpointMetadata.epochsSinceBest, in: texts))
  }

  private func total(in texts: HeaderTexts) throws(ModelFileError) -> BatchResult {
    BatchResult(
      lossSum: try number(CheckpointMetadata.lossSum, in: texts),
      correctCount: try number(CheckpointMetadata.correctCount, in: texts),
      sampleCount: try number(CheckpointMetadata.sampleCount, in: texts),
      penaltySum: try number(CheckpointMetadata.penaltySum, in: texts),
      errors: try errors(in: texts))
  }

  private func errors(in texts: HeaderTexts) throws(ModelFileError) -> NumberErrors? {
    guard let text = texts.header.metadata[CheckpointMetadata.errors] else { return nil }
    guard let errors = NumberErrors(text: text) else {
      throw file.error(.notACheckpoint(missing: "numbers \"\(CheckpointMetadata.errors)\""))
    }
    return errors
  }

  private static func circumstances(in header: SafetensorsHeader) -> [String: String] {
    let prefix = CheckpointMetadata.circumstance
    let pairs = header.metadata.filter { $0.key.hasPrefix(prefix) }
      .map { (String($0.key.dropFirst(prefix.count)), $0.value) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The tensors of a part under the names of the parameters.
  private static func parameters(
    _ tensors: [String: Tensor], _ expected: [ExpectedTensor], of blueprint: NetworkBlueprint
  ) -> Parameters {
    var parameters = Parameters()
    for (tensor, (own, _)) in zip(expected, blueprint.parameterSpecifications) {
      parameters[own] = tensors[tensor.name]
    }
    return parameters
  }

  private func number<Number: LosslessStringConvertible>(
    _ key: String, in texts: HeaderTexts
  ) throws(ModelFileError) -> Number {
    guard let number = Number(try texts.text(key)) else {
      throw file.error(.notACheckpoint(missing: "number \"\(key)\""))
    }
    return number
  }
}
