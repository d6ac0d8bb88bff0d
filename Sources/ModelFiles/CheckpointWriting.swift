import NetworkDescription
import TextFormats

extension TrainingCheckpoint {
  /// A checkpoint file.
  ///
  /// - Parameter name: What error messages call the file.
  func writing(name: String) throws(ModelFileError) -> SafetensorsWriting {
    var writing = try Self.beginning(of: blueprint, circumstances, point, name)
    for (part, tensors) in CheckpointPart.all(
      of: blueprint, batchCount: point.batchCount, hasBest: point.best != nil)
    {
      let parameters = part.parameters(of: point)
      for (expected, (own, _)) in zip(tensors, blueprint.parameterSpecifications) {
        guard let tensor = parameters?[own] else { continue }
        try writing.append(tensor, expected)
      }
    }
    return writing
  }

  /// How many bytes the largest checkpoint file of a training has, within an epoch.
  ///
  /// - Parameters:
  ///   - keepsBest: Whether training keeps its best epoch.
  ///   - name: What error messages call the file.
  /// - Throws: ``ModelFileError`` if there can be no such file, however training goes.
  public static func fileSize(
    of blueprint: NetworkBlueprint, circumstances: [String: String], keepsBest: Bool, name: String
  ) throws(ModelFileError) -> Int {
    let point = TrainingPoint(state: TrainingState(parameters: Parameters()), beginningOf: 1)
    var writing = try beginning(of: blueprint, circumstances, point, name)
    for (_, tensors) in CheckpointPart.all(of: blueprint, batchCount: 1, hasBest: keepsBest) {
      for expected in tensors { writing.reserve(expected) }
    }
    return try writing.fileSize()
  }

  private static func beginning(
    of blueprint: NetworkBlueprint, _ circumstances: [String: String], _ point: TrainingPoint,
    _ name: String
  ) throws(ModelFileError) -> SafetensorsWriting {
    SafetensorsWriting(
      name: name, type: .float64,
      metadata: try metadata(of: blueprint, circumstances, point, name))
  }

  private static func metadata(
    of blueprint: NetworkBlueprint, _ circumstances: [String: String], _ point: TrainingPoint,
    _ name: String
  ) throws(ModelFileError) -> JSONValue {
    var texts = [
      (ModelMetadata.format, CheckpointMetadata.formatName),
      (ModelMetadata.version, CheckpointMetadata.supportedVersion),
      (ModelMetadata.blueprint, try blueprint.checkedText(name)),
      (CheckpointMetadata.step, "\(point.state.step)"),
      (CheckpointMetadata.epoch, "\(point.epoch)"),
      (CheckpointMetadata.batch, "\(point.batchCount)"),
      (CheckpointMetadata.seconds, "\(point.seconds)"),
      (CheckpointMetadata.lossSum, "\(point.total.lossSum)"),
      (CheckpointMetadata.penaltySum, "\(point.total.penaltySum)"),
      (CheckpointMetadata.correctCount, "\(point.total.correctCount)"),
      (CheckpointMetadata.sampleCount, "\(point.total.sampleCount)"),
    ]
    if let errors = point.total.errors {
      texts.append((CheckpointMetadata.errors, errors.text))
    }
    if let best = point.best {
      texts += [
        (CheckpointMetadata.bestEpoch, "\(best.epoch)"),
        (CheckpointMetadata.bestLoss, "\(best.loss)"),
        (CheckpointMetadata.epochsSinceBest, "\(best.epochsSince)"),
      ]
    }
    for (circumstance, text) in circumstances.sorted(by: { $0.key < $1.key }) {
      texts.append((CheckpointMetadata.circumstance + circumstance, text))
    }
    return .object(texts.map { ($0, .string($1)) })
  }
}

/// One of the sets of tensors in a checkpoint, each shaped as the parameters.
enum CheckpointPart {
  case parameters
  case memory(String)
  case epochStart
  case best

  /// The parts of a checkpoint, with their tensors, in the order of the file.
  static func all(
    of blueprint: NetworkBlueprint, batchCount: Int, hasBest: Bool
  ) -> [(part: CheckpointPart, tensors: [ExpectedTensor])] {
    var parts: [CheckpointPart] = [.parameters]
    parts += blueprint.optimizer.memoryNames.map { .memory($0) }
    // Between epochs, they are the parameters themselves.
    if batchCount > 0 { parts.append(.epochStart) }
    if hasBest { parts.append(.best) }
    return parts.map { ($0, $0.tensors(of: blueprint)) }
  }

  func parameters(of point: TrainingPoint) -> Parameters? {
    switch self {
    case .parameters: point.state.parameters
    case .memory(let name): point.state.optimizerMemory[name]
    case .epochStart: point.lastGood
    case .best: point.best?.parameters
    }
  }

  /// A mean square may overflow where weights do not, and training goes on with it.
  private func tensors(of blueprint: NetworkBlueprint) -> [ExpectedTensor] {
    switch self {
    case .parameters: blueprint.expectedTensors()
    case .memory(let name):
      blueprint.expectedTensors(
        prefix: "\(CheckpointMetadata.optimizer)\(name).", mustBeFinite: false)
    case .epochStart: blueprint.expectedTensors(prefix: CheckpointMetadata.epochStart)
    case .best: blueprint.expectedTensors(prefix: CheckpointMetadata.best)
    }
  }
}
