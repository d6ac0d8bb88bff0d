import NetworkDescription
import TextFormats
import TrainingData

/// A network for data that nobody has described one for, with the reasons for every choice.
public struct SuggestedNetwork: Sendable {
  /// The network, and how it is trained.
  public let blueprint: NetworkBlueprint
  /// What was chosen and why, a sentence each.
  public let reasons: [String]
  /// The share of samples to hold back to validate on; nil if the data has a test part, or too few.
  public let validationSplit: Double?
  /// After how many epochs without progress to stop; nil without validation.
  public let patience: Int?

  /// Looks at data and chooses.
  ///
  /// - Parameter name: What the network will be called.
  /// - Throws: `BlueprintError` for data no network fits.
  public init(for split: DataSplit, name: String, seed: UInt64) throws {
    let data = split.train
    var reasons = [Self.task(of: data)]
    let output = Self.output(for: data)
    reasons.append(output.reason)
    let body: [Layer]
    if data.inputShape.isPicture, data.inputShape.extents[0...1].allSatisfy({ $0 >= 8 }) {
      body = Self.pictureLayers(data.inputShape)
      reasons.append(
        "the inputs are pictures of \(data.inputShape): convolutions of 3 × 3 with pooling find "
          + "shapes wherever they are")
    } else {
      let (layers, why) = Self.listLayers(data)
      body = layers
      reasons += why
    }
    let isPicture = data.inputShape.isPicture
    let batchSize = min(32, data.count)
    let steps = max(1, data.count / batchSize)
    let epochs = isPicture ? max(5, min(30, 6000 / steps)) : max(20, min(500, 6000 / steps))
    let hasEnough = data.count >= 40
    validationSplit = split.test == nil && hasEnough ? 0.2 : nil
    patience = split.test != nil || hasEnough ? (isPicture ? 5 : 40) : nil
    blueprint = try NetworkBlueprint(
      name: name, input: data.inputShape, layers: body + [.dense(output.layer)], loss: output.loss,
      optimizer: .adam(Adam(learningRate: isPicture ? 0.001 : 0.01)), seed: seed,
      training: TrainingDefaults(epochs: epochs, batchSize: batchSize))
    reasons.append(
      "Adam finds a step for every weight by itself; \(epochs) epochs at most, in batches of "
        + "\(batchSize)")
    if let patience {
      let held =
        validationSplit == nil
        ? "the test part" : "a fifth of the samples, held back and not learned from,"
      reasons.append(
        "\(held) shows when more training only learns by heart: it ends after \(patience) epochs "
          + "without progress there")
    } else {
      reasons.append(
        "with only \(counted(data.count, "sample")), none are held back to validate on")
    }
    self.reasons = reasons
  }

  private static func task(of data: Dataset) -> String {
    guard let names = data.classNames else {
      let targets = data.table?.targetNames ?? []
      return
        "\(counted(data.count, "sample")) with \(counted(data.inputCount, "input")) and numbers "
        + "to put out" + (targets.isEmpty ? "" : ", \(targets.joined(separator: ", "))")
    }
    let uneven = data.imbalance.map { "; \($0)" } ?? ""
    return "\(counted(data.count, "sample")) with \(counted(data.inputCount, "input")) in "
      + "\(names.count) class\(names.count == 1 ? "" : "es")" + uneven
  }

  /// The last layer with its loss.
  private static func output(for data: Dataset) -> (layer: Dense, loss: Loss, reason: String) {
    guard let names = data.classNames else {
      return (
        Dense(units: data.targetCount), .meanSquaredError,
        "numbers: \(counted(data.targetCount, "output")) without a bound, and mean squared error"
      )
    }
    guard names.count > 1 else {
      return (
        Dense(units: 1, activation: .sigmoid), .binaryCrossEntropy,
        "one class, \(names.first?.shortenedOnOneLine ?? "none"): there is nothing to tell apart; one "
          + "sigmoid output, and binary cross-entropy"
      )
    }
    guard names.count > 2 else {
      let yes = names.last?.onOneLine ?? "yes"
      return (
        Dense(units: 1, activation: .sigmoid), .binaryCrossEntropy,
        "two classes: one sigmoid output, the probability of \(yes), and binary cross-entropy"
      )
    }
    return (
      Dense(units: names.count, activation: .softmax), .categoricalCrossEntropy,
      "\(names.count) classes: a softmax of as many outputs, whose probabilities come to 1, and "
        + "categorical cross-entropy"
    )
  }

  /// Twice a convolution and pooling, more where pictures are large, and a dense layer.
  private static func pictureLayers(_ shape: Shape) -> [Layer] {
    var layers: [Layer] = []
    var (side, filters) = (min(shape.extents[0], shape.extents[1]), 16)
    repeat {
      layers += [
        .conv2D(Conv2D(filters: filters, kernel: 3, padding: .same, activation: .relu)),
        .maxPooling2D(MaxPooling2D(pool: 2)),
      ]
      (side, filters) = (side / 2, min(64, filters * 2))
    } while side >= 12
    return layers + [.flatten, .dense(Dense(units: 64, activation: .relu))]
  }

  private static func listLayers(_ data: Dataset) -> (layers: [Layer], reasons: [String]) {
    let start: [Layer] = data.inputShape.isPicture ? [.flatten] : []
    let isLarge = data.count >= 1000
    let units = max(8, min(64, 2 * data.inputCount))
    let hidden = Layer.dense(Dense(units: units, activation: isLarge ? .relu : .tanh))
    let size =
      isLarge
      ? "two hidden layers of \(units) relu neurons: there are samples enough to learn them from"
      : "one hidden layer of \(units) tanh neurons: enough for curved boundaries, and few enough "
        + "for \(counted(data.count, "sample"))"
    let scale = InputScale(of: data)
    return (
      start + (scale.needsNormalization ? [.normalization] : []) + [hidden]
        + (isLarge ? [hidden] : []),
      [scale.inWords, size]
    )
  }
}
