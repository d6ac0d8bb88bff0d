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

  func validate() throws {
    try OptionLimits.check(learningRate: learningRate)
    try OptionLimits.check(atLeast: 1, ("--epochs", epochs), ("--batch-size", batchSize))
    try OptionLimits.check(seed: seed)
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
