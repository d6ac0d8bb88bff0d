import NetworkBlueprint
import TrainingData
import TrainingLoop

/// Training as the matrix engine does it, measured as users do it: shuffled epochs, with loss and
/// accuracy.
struct MatrixBenchmark {
  /// As many numbers as 20,000 pictures of MNIST have.
  private static let pixelCount = 20_000 * 784
  private let network: any TrainableNetwork
  private let batchSize: Int
  private let data: Dataset

  /// Makes up pictures of random bytes; gates for networks of two inputs.
  init(network: any TrainableNetwork, blueprint: NetworkBlueprint) throws {
    self.network = network
    batchSize = blueprint.training.batchSize
    data = blueprint.input.count == 2 ? LogicGate.xor.dataset : try Self.pictures(blueprint.input)
  }

  /// 784-30-10 sigmoids in batches of 10, as in Nielsen's book.
  static func mnist30() throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "mnist-30", input: .list(784),
      layers: [
        .dense(Dense(units: 30, activation: .sigmoid)),
        .dense(Dense(units: 10, activation: .sigmoid)),
      ],
      loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 3)),
      training: TrainingDefaults(epochs: 1, batchSize: 10))
  }

  /// 2-4-1, all four rows in every step.
  static func xor() throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "xor", input: .list(2),
      layers: [
        .dense(Dense(units: 4, activation: .tanh)), .dense(Dense(units: 1, activation: .sigmoid)),
      ],
      loss: .binaryCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.5)),
      training: TrainingDefaults(epochs: 1, batchSize: 4))
  }

  /// Trains whole epochs for about so long.
  func samplesPerSecond(for seconds: Double) throws -> Double {
    try epoch(0)  // warms up
    let start = ContinuousClock.now
    var samples = 0
    var elapsed = 0.0
    var epochs = 1
    while elapsed < seconds {
      samples += try epoch(epochs)
      epochs += 1
      elapsed = (ContinuousClock.now - start).inSeconds
    }
    return Double(samples) / elapsed
  }

  @discardableResult
  private func epoch(_ number: Int) throws -> Int {
    let order = SeededRandom(seed: 1).permutation(of: data.count, step: number)
    var total = BatchResult()
    for first in stride(from: 0, to: order.count, by: batchSize) {
      let batch = order[first..<min(first + batchSize, order.count)]
      total += try network.train(on: data, samples: batch)
    }
    return total.sampleCount
  }

  /// Pictures of a shape; of MNIST's, if it is a list.
  private static func pictures(_ shape: Shape) throws -> Dataset {
    let shape = shape.isPicture ? shape : .picture(height: 28, width: 28, channels: 1)
    let count = pixelCount / shape.count
    var random = SeededRandom(seed: 1).sequence(.check)
    let bytes = (0..<count * shape.count / 8).flatMap { _ in
      withUnsafeBytes(of: random.next()) { Array($0) }
    }
    let labels = (0..<count).map { $0 % 10 }
    return try Dataset(
      name: "random pictures", inputShape: shape, inputs: .pixels(bytes),
      targets: .classes(labels, names: (0..<10).map(String.init)))
  }
}
