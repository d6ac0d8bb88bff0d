import NetworkBlueprint

/// Turns the bytes of a checkpoint file into a checkpoint, checking everything on the way.
struct CheckpointReading {
  let file: SafetensorsReading

  /// Reads header, blueprint and tensors, in this order, each checked before the next is read.
  func checkpoint() throws(ModelFileError) -> TrainingCheckpoint {
    let (header, dataStart) = try file.header()
    try checkFormat(of: header)
    let blueprint = try blueprint(in: header)
    let batchCount: Int = try number(CheckpointMetadata.batch, in: header)
    let parts = CheckpointPart.all(of: blueprint, batchCount: batchCount)
    let tensors = try file.tensors(
      parts.flatMap(\.tensors), of: header, dataStart: dataStart)
    var state = TrainingState(
      parameters: Parameters(), step: try number(CheckpointMetadata.step, in: header))
    var epochStart: Parameters?
    for (part, expected) in parts {
      let found = Self.parameters(tensors, expected, of: blueprint)
      switch part {
      case .parameters: state.parameters = found
      case .memory(let name): state.optimizerMemory[name] = found
      case .epochStart: epochStart = found
      }
    }
    let point = TrainingPoint(
      state: state, epoch: try number(CheckpointMetadata.epoch, in: header),
      batchCount: batchCount, total: try total(in: header),
      seconds: try number(CheckpointMetadata.seconds, in: header),
      lastGood: epochStart ?? state.parameters)
    try checkNumbers(of: point)
    do {
      return try TrainingCheckpoint(
        blueprint: blueprint, circumstances: Self.circumstances(in: header), point: point)
    } catch {
      throw file.error(.badBlueprint(error))
    }
  }

  /// Refuses numbers that nothing could be added to.
  private func checkNumbers(of point: TrainingPoint) throws(ModelFileError) {
    let total = point.total
    for (key, isSensible) in [
      (CheckpointMetadata.seconds, 0..<1e9 ~= point.seconds),
      (CheckpointMetadata.step, 0..<1 << 53 ~= point.state.step),
      (CheckpointMetadata.epoch, point.epoch > 0),
      (CheckpointMetadata.batch, point.batchCount >= 0),
      (CheckpointMetadata.sampleCount, 0..<1 << 53 ~= total.sampleCount),
      (
        CheckpointMetadata.correctCount,
        total.correctCount >= 0 && total.correctCount <= total.sampleCount
      ),
    ] where !isSensible {
      throw file.error(.notACheckpoint(missing: "sensible \"\(key)\""))
    }
  }

  private func checkFormat(of header: SafetensorsHeader) throws(ModelFileError) {
    let (format, name) = (ModelMetadata.format, CheckpointMetadata.formatName)
    guard header.metadata[format] == name else {
      throw file.error(.notACheckpoint(missing: "\"\(format)\": \"\(name)\""))
    }
    let version = try text(ModelMetadata.version, in: header)
    let supported = CheckpointMetadata.supportedVersion
    guard version == supported else {
      throw file.error(.unsupportedVersion(found: version, supported: supported))
    }
  }

  private func blueprint(in header: SafetensorsHeader) throws(ModelFileError) -> NetworkBlueprint {
    let text = try text(ModelMetadata.blueprint, in: header)
    do {
      return try NetworkBlueprint(json: text)
    } catch {
      throw file.error(.badBlueprint(error))
    }
  }

  private func total(in header: SafetensorsHeader) throws(ModelFileError) -> BatchResult {
    BatchResult(
      lossSum: try number(CheckpointMetadata.lossSum, in: header),
      correctCount: try number(CheckpointMetadata.correctCount, in: header),
      sampleCount: try number(CheckpointMetadata.sampleCount, in: header),
      penaltySum: try number(CheckpointMetadata.penaltySum, in: header))
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
    _ key: String, in header: SafetensorsHeader
  ) throws(ModelFileError) -> Number {
    guard let number = Number(try text(key, in: header)) else {
      throw file.error(.notACheckpoint(missing: "number \"\(key)\""))
    }
    return number
  }

  private func text(
    _ key: String, in header: SafetensorsHeader
  ) throws(ModelFileError) -> String {
    guard let text = header.metadata[key] else {
      throw file.error(.notACheckpoint(missing: "\"\(key)\""))
    }
    return text
  }
}
