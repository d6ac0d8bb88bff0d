import TextFormats

/// What a network is: its input, its layers, its loss, its optimizer and its seed.
///
/// A blueprint is a value; it computes nothing. Two engines that know nothing of each other build
/// themselves from it, and blueprint files (JSON) are written and read by it.
///
/// ```swift
/// let blueprint = try NetworkBlueprint(
///   name: "xor", input: .list(2),
///   layers: [
///     .dense(Dense(units: 3, activation: .tanh)),
///     .dense(Dense(units: 1, activation: .sigmoid)),
///   ],
///   loss: .binaryCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.5)))
/// print(blueprint.parameterCount)  // 13
/// ```
public struct NetworkBlueprint: Hashable, Sendable {
  /// What people call it.
  public let name: String
  /// The shape of one input.
  public let input: Shape
  /// The layers, in the order values pass through them.
  public let layers: [Layer]
  /// What training makes small.
  public let loss: Loss
  /// How training moves the weights.
  public var optimizer: Optimizer
  /// Where all randomness of the network comes from.
  public var seed: UInt64
  /// How long it is usually trained, and in batches of what size.
  public var training: TrainingDefaults
  /// The shape that comes out of each layer.
  public let outputShapes: [Shape]

  /// Makes a blueprint and checks that its layers fit together.
  ///
  /// - Throws: ``BlueprintError`` that names the layer, what was expected and what was found.
  public init(
    name: String, input: Shape, layers: [Layer], loss: Loss,
    optimizer: Optimizer = .sgd(SGD()), seed: UInt64 = 1,
    training: TrainingDefaults = TrainingDefaults()
  ) throws(BlueprintError) {
    self.name = name
    self.input = input
    self.layers = layers
    self.loss = loss
    self.optimizer = optimizer
    self.seed = seed
    self.training = training
    self.outputShapes = try Self.checkedShapes(input: input, layers: layers, loss: loss)
    try checkFrozenPlaces()
    try optimizer.validate()
    try training.validate()
  }
}

/// How a network is usually trained.
public struct TrainingDefaults: Hashable, Sendable {
  /// How many times every sample is seen.
  public var epochs: Int
  /// How many samples are averaged for one step.
  public var batchSize: Int
  /// Whether every epoch visits the samples in another order; otherwise it is that of the data.
  public var shuffle: Bool

  /// One epoch of batches of 32 in a drawn order, Keras' defaults, unless told otherwise.
  public init(epochs: Int = 1, batchSize: Int = 32, shuffle: Bool = true) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.shuffle = shuffle
  }
}

extension NetworkBlueprint {
  /// The longest extent a shape may have: far beyond any sensible network, well below overflow.
  static let largestExtent = 1_000_000
  /// The most numbers a layer may hand on.
  static let mostOutputs = 100_000_000
  /// The most parameters a network may have.
  static let mostParameters = 1_000_000_000

  /// The shape of the network's output.
  public var output: Shape { outputShapes.last ?? input }

  /// The activation whose outputs the loss sees.
  public var outputActivation: Activation {
    layers.last { $0 != .flatten }?.activation ?? .identity
  }

  /// Changes how far a gradient moves a weight.
  ///
  /// - Throws: ``BlueprintError`` unless the rate is a finite number of at least 0.
  public mutating func setLearningRate(_ rate: Double) throws(BlueprintError) {
    var changed = optimizer
    changed.learningRate = rate
    try changed.validate()
    optimizer = changed
  }

  /// The shape that goes into a layer.
  public func inputShape(ofLayer index: Int) -> Shape {
    index == 0 ? input : outputShapes[index - 1]
  }
}

extension NetworkBlueprint {
  private static func checkedShapes(
    input: Shape, layers: [Layer], loss: Loss
  ) throws(BlueprintError) -> [Shape] {
    let extentsFit = input.extents.allSatisfy { (1...largestExtent).contains($0) }
    guard extentsFit, input.extents.count == 1 || input.extents.count == 3,
      input.extents.reduce(1.0, { $0 * Double($1) }) <= Double(largestExtent)
    else {
      throw .badValue(
        path: .root, key: "input",
        expected: "[count] or [height, width, channels], all positive, \(largestExtent) at most",
        found: "\(input.extents)".shortenedOnOneLine)
    }
    guard !layers.isEmpty else {
      throw .badValue(path: .root, key: "layers", expected: "at least one layer", found: "none")
    }
    var shapes: [Shape] = []
    var current = input
    var parameterCount = 0
    for (index, layer) in layers.enumerated() {
      let traits = layer.traits
      let next = try traits.outputShape(current, index)
      guard layer != .normalization || layers[..<index].allSatisfy({ $0 == .flatten }) else {
        throw .badLayer(
          index: index, kind: traits.name,
          expected: "the inputs as they are (put it first, or after flatten alone)",
          found: "what \(layers[index - 1].name) makes of them")
      }
      for parameter in traits.parameters(current) {
        try parameter.checkStart(ofLayer: index, traits.name)
        parameterCount = parameterCount.saturatingSum(parameter.count)
      }
      guard parameterCount <= mostParameters else {
        throw .badLayer(
          index: index, kind: traits.name,
          expected: "at most \(mostParameters) parameters in all", found: "\(parameterCount)")
      }
      current = next
      shapes.append(next)
    }
    try check(loss, against: layers, outputCount: current.count)
    guard !current.isPicture else {
      throw .badLayer(
        index: layers.count - 1, kind: layers[layers.count - 1].name,
        expected: "a list of outputs at the end (add flatten)", found: "a picture of \(current)")
    }
    return shapes
  }

  private static func check(
    _ loss: Loss, against layers: [Layer], outputCount: Int
  ) throws(BlueprintError) {
    let last = layers.lastIndex { $0 != .flatten } ?? 0
    let activation = layers[last].activation
    guard loss.accepts(activation) else {
      throw .lossMismatch(loss: loss, layer: last, activation: activation.name)
    }
    guard loss.accepts(outputCount: outputCount) else {
      throw .badLayer(
        index: last, kind: layers[last].traits.name, expected: loss.neededBySingleOutput,
        found: "\(outputCount) output")
    }
  }
}

extension TrainingDefaults {
  func validate() throws(BlueprintError) {
    let path = JSONPath.root.appending("training")
    for (key, number) in [("epochs", epochs), ("batchSize", batchSize)] {
      if let expected = NumberRange.refusal(of: number, in: NumberRange.counts) {
        throw .badValue(path: path, key: key, expected: expected, found: "\(number)")
      }
    }
  }
}
