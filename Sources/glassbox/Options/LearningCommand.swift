import ArgumentParser
import NetworkDescription
import TextFormats
import TrainingData
import TrainingRuns

/// A command that trains a network, or looks at how it would be trained.
protocol LearningCommand: ParsableCommand {
  /// How it learns.
  var learning: LearningOptions { get }
  /// What a table means.
  var table: TableOptionGroup { get }
  /// What is learned from, and what is only measured.
  var validation: ValidationOptions { get }
  /// First weights from a file.
  var start: WeightsOption { get }
  /// How much memory the network may take.
  var memory: MemoryOption { get }
}

extension LearningCommand {
  /// Refuses a command line that names neither a network nor data to choose one for.
  func check(recipe: String?) throws {
    guard recipe != nil || !learning.data.isEmpty else {
      throw ValidationError(
        "expected '<recipe>', which is a recipe, a blueprint's .json file or a model, or --data to "
          + "choose a network for")
    }
  }

  /// What is read, besides the network.
  var inputs: [String?] { learning.data + [start.weights] }

  /// The network that a recipe names, or that is chosen for the data, with what the options change.
  func network(_ recipe: String?) throws -> LearningNetwork {
    let suggestion = try recipe == nil ? suggestion() : nil
    let argument =
      try suggestion.map { NamedNetwork($0.blueprint, memoryLimit: memory.limit) }
      ?? start.network(recipe ?? "", seed: learning.seed, memory: memory)
    var blueprint = argument.blueprint
    if learning.normalize, argument.parameters == nil {
      blueprint = try blueprint.normalizingInputs()
    }
    if let learningRate = learning.learningRate {
      try blueprint.setLearningRate(learningRate)
    }
    blueprint.training.epochs = learning.epochs ?? blueprint.training.epochs
    blueprint.training.batchSize = learning.batchSize ?? blueprint.training.batchSize
    blueprint.training.shuffle = learning.shuffle ?? blueprint.training.shuffle
    return LearningNetwork(suggestion: suggestion, argument: argument, blueprint: blueprint)
  }

  /// The samples it learns from.
  func samples(for network: LearningNetwork) throws -> LearningSamples {
    let blueprint = network.blueprint
    let split = try DataSource.open(
      learning.data, for: network.argument, seed: blueprint.seed, table: table.choice)
    let validation = validation.completed(by: network.suggestion)
    let parts = try validation.parts(of: split, seed: blueprint.seed)
    let isNewlyScaled =
      network.suggestion != nil || (learning.normalize && network.argument.parameters == nil)
    let scaling =
      isNewlyScaled
      ? TargetScaling(for: parts.training, learnedBy: blueprint)
      : TargetScaling(of: network.argument.table, in: blueprint)
    return LearningSamples(
      split: split, parts: parts, scaling: scaling, patience: validation.patience)
  }

  /// A network for the data, since nobody has named one.
  private func suggestion() throws -> SuggestedNetwork {
    let path = learning.data[0]
    let split = try DataSource.open(path, seed: learning.seed ?? 1, table: table.choice)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.split(separator: ".").first.map(String.init) ?? file
    return try SuggestedNetwork(for: split, name: name, seed: learning.seed ?? 1)
  }
}
