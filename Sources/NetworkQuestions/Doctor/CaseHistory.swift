import NetworkDescription
import NeuronGraph

/// Everything that is known of a training when its doctor begins to think.
struct CaseHistory {
  let blueprint: NetworkBlueprint
  /// What training started from.
  let start: Parameters
  /// Whether that had been learned before, and is not what the blueprint's initializers say.
  let wasTrainedBefore: Bool
  /// What it came to.
  let end: Parameters
  let source: AnySamples
  /// The samples that all is measured with.
  let samples: ChosenSamples
  /// How many steps training made or was to make.
  let steps: Int
  /// Whether these are all that were planned.
  let isWhole: Bool
  let diagnosis: Diagnosis
  /// The mean loss before the first step, without what large weights cost.
  let lossBefore: Double
  let outcome: Outcome
  let constant: ConstantAnswer
  let symptom: Symptom
  /// The sizes of the gradients before the first step and after the last.
  let gradientsBefore: [LayerSize]
  let gradientsAfter: [LayerSize]
}

extension CaseHistory {
  /// The loss that training came to; not a number if it broke down.
  var lossReached: Double { symptom == .notFinite ? .nan : outcome.loss }

  /// The share of the way from the best constant answer's loss to 0.
  var learned: Double { 1 - outcome.loss / constant.loss }

  /// How far all weights together have moved, relative to their size at the start.
  var movement: Double {
    var (moved, size) = (0.0, 0.0)
    for (name, tensor) in start.tensors {
      for (before, after) in zip(tensor.values, end[name]?.values ?? []) {
        moved += (after - before) * (after - before)
        size += before * before
      }
    }
    return size > 0 ? (moved / size).squareRoot() : moved.squareRoot()
  }

  /// The mean loss of the batches in each of so many parts of the training, in their order.
  func losses(parts: Int) -> [Double] {
    let losses = diagnosis.losses
    guard losses.count >= parts else { return losses }
    return (0..<parts).map { part in
      let range = part * losses.count / parts..<(part + 1) * losses.count / parts
      return losses[range].reduce(0, +) / Double(range.count)
    }
  }

  /// Whether the loss was still falling at the end: by a fiftieth or more over the last quarter.
  var isFalling: Bool {
    let quarters = losses(parts: 4)
    guard quarters.count == 4 else { return outcome.loss < lossBefore }
    return quarters[3] < 0.98 * quarters[2] && quarters[2] < quarters[1]
  }

  /// The smallest and largest output, over all samples and outputs.
  var outputRange: (low: Double, high: Double) {
    outcome.outputs.joined().reduce((.infinity, -.infinity)) { (min($0.0, $1), max($0.1, $1)) }
  }

  /// Whether every sample gets nearly the same outputs: within a fiftieth of the targets' range.
  var isAnswerConstant: Bool {
    let targets = samples.targetRange
    guard let first = outcome.outputs.first else { return false }
    return outcome.outputs.allSatisfy { outputs in
      zip(outputs, first).allSatisfy { abs($0 - $1) < 0.02 * (targets.high - targets.low) }
    }
  }

  /// The layer that makes the outputs: the last one that weighs what it sees.
  var lastWeighingLayer: Int? {
    blueprint.layers.lastIndex { $0.traits.links.mixes && $0.hasWeights }
  }

  /// Whether something before the last weighing layer bends what passes.
  var hasHiddenLayer: Bool {
    guard let last = lastWeighingLayer else { return false }
    return blueprint.layers[..<last].contains { layer in
      if case .maxPooling2D = layer { return true }
      return layer.activation != .identity
    }
  }
}

extension Layer {
  /// Whether it has weights that are learned.
  var hasWeights: Bool {
    switch self {
    case .dense, .conv2D: true
    default: false
    }
  }
}
