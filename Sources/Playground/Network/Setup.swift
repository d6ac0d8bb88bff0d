import NetworkDescription
import NeuronGraph

/// Everything that decides a training: the network, the data, and how it learns.
struct Setup: Hashable {
  var name: String
  var data: PlaygroundData
  /// What the network is told of a row.
  var features: [Feature]
  /// The shape of the inputs where they are no list.
  var picture: Shape?
  var layers: [Layer]
  var loss: Loss
  var optimizer: Optimizer
  var seed: UInt64
  var training: TrainingDefaults
  /// What a model had learned when it was opened; nil for fresh networks.
  var learned: Parameters?

  /// A blueprint with data for it.
  init(_ blueprint: NetworkBlueprint, data: PlaygroundData, learned: Parameters? = nil) {
    name = blueprint.name
    self.data = data
    features = Feature.usual(for: data)
    picture = blueprint.input.isPicture ? blueprint.input : nil
    layers = blueprint.layers
    loss = blueprint.loss
    optimizer = blueprint.optimizer
    seed = blueprint.seed
    training = blueprint.training
    self.learned = learned
  }

  func blueprint() throws(PlaygroundError) -> NetworkBlueprint {
    try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      try NetworkBlueprint(
        name: name, input: picture ?? .list(features.count), layers: layers, loss: loss,
        optimizer: optimizer, seed: seed, training: training)
    }
  }

  /// The position of the last layer that learns.
  var outputLayer: Int? {
    layers.lastIndex { if case .dense = $0 { true } else { false } }
  }
}

/// A setup that has been checked, with the samples as its network takes them.
final class PreparedSetup {
  let setup: Setup
  let blueprint: NetworkBlueprint
  let train: PlaygroundSamples
  let test: PlaygroundSamples
  let batchSize: Int

  /// More links do not move fluently on a page.
  private static let mostLinks = 2_000_000

  init(_ setup: Setup) throws(PlaygroundError) {
    let blueprint = try setup.blueprint()
    guard blueprint.linkCount <= Self.mostLinks else {
      throw .badValue(
        what: "the network", expected: "at most \(Self.mostLinks) links",
        found: "\(blueprint.linkCount)")
    }
    let data = setup.data
    guard setup.features.count == blueprint.input.count else {
      throw .badValue(
        what: "the data", expected: "\(blueprint.input.count) inputs, as \(setup.name) takes",
        found: "\(setup.features.count)")
    }
    guard
      blueprint.output.count == data.outputCount
        || (!data.isRegression && blueprint.output.count >= data.classNames.count)
    else {
      throw .badValue(
        what: "the data", expected: "\(blueprint.output.count) outputs, as \(setup.name) has",
        found: "\(data.outputCount)")
    }
    guard data.trainCount > 0 else {
      throw .missing(what: "sample to learn from", advice: "add points, or choose other data")
    }
    let outputs = blueprint.output.count
    train = try data.samples(0..<data.trainCount, features: setup.features, outputs: outputs)
    test = try data.samples(
      data.trainCount..<data.count, features: setup.features, outputs: outputs)
    if let range = setup.loss.neededTargets,
      let stray = train.targets.first(where: { !range.contains($0) })
    {
      throw .badValue(
        what: "the targets",
        expected: "\(range.lowerBound) to \(range.upperBound), which \(setup.loss.name) needs",
        found: "\(stray)")
    }
    self.setup = setup
    self.blueprint = blueprint
    batchSize = setup.training.batchSize
  }

  /// What training starts from.
  var firstParameters: Parameters {
    if let learned = setup.learned, (try? blueprint.validate(learned)) != nil { return learned }
    return blueprint.initialParameters()
  }

  func network(_ state: TrainingState) throws(PlaygroundError) -> NeuronNetwork {
    try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      let network = try NeuronNetwork(blueprint, parameters: state.parameters)
      try network.restore(state)
      return network
    }
  }

  /// The state before the first step.
  func firstState() throws(PlaygroundError) -> TrainingState {
    try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      try NeuronNetwork(blueprint, parameters: firstParameters).trainingState
    }
  }
}
