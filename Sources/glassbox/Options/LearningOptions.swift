import ArgumentParser
import NetworkDescription
import TextFormats
import TrainingData
import TrainingRuns

/// What decides how a network learns, for the commands that train one: with the same options, `train`
/// and `doctor` do the same.
struct LearningOptions: ParsableArguments {
  @Option(
    help: """
      A folder with MNIST's files or CIFAR-10, a folder of pictures, a table, drawn-digits, \
      or points such as spiral:noise=0.1; several are joined.
      """)
  var data: [String] = []

  @OptionGroup
  var table: TableOptionGroup

  @Flag(
    help: """
      Put a normalization before the layers: it takes off each input's mean and divides by its \
      deviation. Targets that are numbers of a table are learned in such a size, too.
      """)
  var normalize = false

  @Option(
    parsing: .unconditional, help: "How many times every sample is seen (default: the recipe's).")
  var epochs: Int?

  @Option(
    parsing: .unconditional,
    help: "How many samples are averaged for a step (default: the recipe's).")
  var batchSize: Int?

  @Option(
    parsing: .unconditional, help: "How far a gradient of 1 moves a weight (default: the recipe's)."
  )
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: "Where first weights and the order of samples come from (default: the recipe's).")
  var seed: UInt64?

  @Flag(
    inversion: .prefixedNo,
    help: "Whether every epoch visits the samples in another order (default: as the recipe).")
  var shuffle: Bool?

  @OptionGroup
  var validation: ValidationOptions

  @OptionGroup
  var start: WeightsOption

  func validate() throws {
    try OptionLimits.check(learningRate: learningRate)
    try OptionLimits.check(atLeast: 1, ("--epochs", epochs), ("--batch-size", batchSize))
    try OptionLimits.check(seed: seed)
  }

  /// Refuses a command line that names neither a network nor data to choose one for.
  func check(recipe: String?) throws {
    guard recipe != nil || !data.isEmpty else {
      throw ValidationError(
        "expected '<recipe>', which is a recipe, a blueprint's .json file or a model, or --data to "
          + "choose a network for")
    }
  }

  /// What is read, besides the network.
  var inputs: [String?] { data + [start.weights] }

  /// The network that a recipe names, or that is chosen for the data, with what the options change.
  func network(_ recipe: String?) throws -> LearningNetwork {
    let suggestion = try recipe == nil ? suggestion() : nil
    let argument =
      try suggestion.map { NamedNetwork($0.blueprint, memoryLimit: start.memory.limit) }
      ?? start.network(recipe ?? "", seed: seed)
    var blueprint = argument.blueprint
    if normalize, argument.parameters == nil { blueprint = try blueprint.normalizingInputs() }
    if let learningRate { try blueprint.setLearningRate(learningRate) }
    blueprint.training.epochs = epochs ?? blueprint.training.epochs
    blueprint.training.batchSize = batchSize ?? blueprint.training.batchSize
    blueprint.training.shuffle = shuffle ?? blueprint.training.shuffle
    return LearningNetwork(suggestion: suggestion, argument: argument, blueprint: blueprint)
  }

  /// The samples it learns from.
  func samples(for network: LearningNetwork) throws -> LearningSamples {
    let blueprint = network.blueprint
    let split = try DataSource.open(
      data, for: network.argument, seed: blueprint.seed, table: table.choice)
    let validation = validation.completed(by: network.suggestion)
    let parts = try validation.parts(of: split, seed: blueprint.seed)
    let isNewlyScaled =
      network.suggestion != nil || (normalize && network.argument.parameters == nil)
    let scaling =
      isNewlyScaled
      ? TargetScaling(for: parts.training, learnedBy: blueprint)
      : TargetScaling(of: network.argument.table, in: blueprint)
    return LearningSamples(
      split: split, parts: parts, scaling: scaling, patience: validation.patience)
  }

  /// A network for the data, since nobody has named one.
  private func suggestion() throws -> SuggestedNetwork {
    let path = data[0]
    let split = try DataSource.open(path, seed: seed ?? 1, table: table.choice)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.split(separator: ".").first.map(String.init) ?? file
    return try SuggestedNetwork(for: split, name: name, seed: seed ?? 1)
  }
}

/// The network that is to learn.
struct LearningNetwork {
  /// The choice that was made for the data; nil where a network was named.
  let suggestion: SuggestedNetwork?
  /// What was named.
  let argument: NamedNetwork
  /// What it is, with what options have changed.
  let blueprint: NetworkBlueprint
}

/// What it learns from.
struct LearningSamples {
  /// The data as it was read.
  let split: DataSplit
  /// What is learned from, and what is only measured.
  let parts: SampleParts
  /// The scale that targets are learned in; nil for their own.
  let scaling: TargetScaling?
  /// After how many epochs without a smaller validation loss to stop.
  let patience: Int?

  /// What a network has learned, for the scale that targets are learned in.
  func start(of network: LearningNetwork) -> Parameters? {
    network.argument.parameters.map { scaling?.unfolded($0, of: network.blueprint) ?? $0 }
  }
}
