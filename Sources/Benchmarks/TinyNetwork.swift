import MatrixEngine
import NetworkDescription
import TrainingData

/// A network of a few neurons, with the data that it learns: the gates, the planes, and some that a
/// beginner writes down.
package struct TinyNetwork {
  /// What `glassbox bench` and its peers call it.
  package let name: String
  package let blueprint: NetworkBlueprint
  private let data: Dataset

  /// All that are measured.
  package static func all() throws -> [TinyNetwork] {
    try gates() + planes() + handSized()
  }

  /// The networks of the recipes, with all four rows in every step.
  private static func gates() throws -> [TinyNetwork] {
    try [Recipe.or, .xor].map {
      TinyNetwork(
        name: $0.rawValue, blueprint: try $0.blueprint(),
        data: ($0 == .or ? LogicGate.or : .xor).dataset)
    }
  }

  /// The six planes as their recipes learn them, in batches of 10.
  private static func planes() throws -> [TinyNetwork] {
    let recipes: [(ToySet, Recipe)] = [
      (.circle, .circle), (.xor, .xorPoints), (.gauss, .gauss), (.spiral, .spiral),
      (.plane, .plane), (.multiGauss, .multiGauss),
    ]
    return try recipes.map { set, recipe in
      TinyNetwork(
        name: recipe.rawValue, blueprint: try recipe.blueprint(), data: try data(of: set))
    }
  }

  /// As many points as the recipe trains with, and for two classes a single target.
  private static func data(of set: ToySet) throws -> Dataset {
    let points = set.points(count: set.usualCount / 2)
    let targets: Dataset.Targets =
      set.isRegression
      ? .numbers(points.map(\.label), perSample: 1)
      : .yesOrNo(points.map { $0.label > 0 ? 1 : 0 }, names: ["0", "1"], low: 0)
    return try Dataset(
      name: set.rawValue, inputShape: .list(2), inputs: .numbers(points.flatMap { [$0.x, $0.y] }),
      targets: targets)
  }

  /// A table with three classes; a gate with an activation as a layer of its own; one sample a step.
  private static func handSized() throws -> [TinyNetwork] {
    [
      TinyNetwork(
        name: "4-8-3",
        blueprint: try NetworkBlueprint(
          name: "4-8-3", input: .list(4),
          layers: [
            .dense(Dense(units: 8, activation: .tanh)),
            .dense(Dense(units: 3, activation: .softmax)),
          ],
          loss: .categoricalCrossEntropy,
          optimizer: .sgd(SGD(learningRate: 0.05, momentum: 0.9)),
          training: TrainingDefaults(epochs: 1, batchSize: 10)),
        data: try table()),
      TinyNetwork(
        name: "2-32-1",
        blueprint: try NetworkBlueprint(
          name: "2-32-1", input: .list(2),
          layers: [
            .dense(Dense(units: 32)), .activation(ActivationLayer(.leakyRelu(slope: 0.1))),
            .dense(Dense(units: 1, activation: .sigmoid)),
          ],
          loss: .binaryCrossEntropy,
          optimizer: .sgd(SGD(learningRate: 0.1, momentum: 0.9, nesterov: true)),
          training: TrainingDefaults(epochs: 1, batchSize: 4)),
        data: LogicGate.xor.dataset),
      TinyNetwork(
        name: "2-6-1",
        blueprint: try NetworkBlueprint(
          name: "2-6-1", input: .list(2),
          layers: [
            .dense(Dense(units: 6, activation: .tanh)),
            .dense(Dense(units: 1, activation: .sigmoid)),
          ],
          loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.1)),
          training: TrainingDefaults(epochs: 1, batchSize: 1)),
        data: try data(of: .circle)),
    ]
  }

  /// 120 rows of four numbers, in three classes.
  private static func table() throws -> Dataset {
    var random = SeededRandom(seed: 1).sequence(.check)
    let numbers = (0..<120 * 4).map { _ in random.nextUnit() }
    return try Dataset(
      name: "table", inputShape: .list(4), inputs: .numbers(numbers),
      targets: .classes((0..<120).map { $0 % 3 }, names: ["a", "b", "c"]))
  }

  /// Samples a second, in training.
  package func trainedPerSecond<Scalar: MatrixScalar>(
    in precision: Scalar.Type, threads: Int, kernels: KernelChoice, for seconds: Double
  ) throws -> Double {
    let batchSize = blueprint.training.batchSize
    let network = try MatrixNetwork<Scalar>(
      blueprint, threads: threads, rows: batchSize, kernels: kernels)
    return try MatrixBenchmark(network: network, batchSize: batchSize, data: data)
      .trainedPerSecond(for: seconds)
  }
}
