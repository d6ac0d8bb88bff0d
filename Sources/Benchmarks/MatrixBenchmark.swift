import NetworkDescription
import TrainingData
import TrainingLoop

/// Training and answering as the matrix engine does them, measured as users do them: shuffled
/// epochs, with loss and accuracy.
package struct MatrixBenchmark {
  /// As many numbers as 20,000 pictures of MNIST have.
  private static let pixelCount = 20_000 * 784
  /// The share of pixels that hold ink in MNIST's pictures; the others are 0.
  package static let inkedShare = 0.19
  /// As many samples are few.
  private static let fewSamples = 1_000
  private let network: any TrainableNetwork
  private let batchSize: Int
  private let data: Dataset

  /// Trains on samples that are there.
  init(network: any TrainableNetwork, batchSize: Int, data: Dataset) {
    (self.network, self.batchSize, self.data) = (network, batchSize, data)
  }

  /// Makes up pictures; gates for networks of two inputs.
  package init(network: any TrainableNetwork, blueprint: NetworkBlueprint) throws {
    self.network = network
    batchSize = blueprint.training.batchSize
    data = blueprint.input.count == 2 ? LogicGate.xor.dataset : try Self.pictures(blueprint.input)
  }

  /// 784-30-10 sigmoids in batches of 10, as in Nielsen's book.
  package static func mnist30() throws -> NetworkBlueprint {
    try sigmoids(hidden: 30, rate: 3, batchSize: 10)
  }

  /// 784-15-10 sigmoids as Lernmi trains them: one sample a step, as `objects` does.
  package static func mnist15() throws -> NetworkBlueprint {
    try sigmoids(hidden: 15, rate: 0.1, batchSize: 1)
  }

  private static func sigmoids(
    hidden: Int, rate: Double, batchSize: Int
  ) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "mnist-\(hidden)", input: .list(784),
      layers: [hidden, 10].map { .dense(Dense(units: $0, activation: .sigmoid)) },
      loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: rate)),
      training: TrainingDefaults(epochs: 1, batchSize: batchSize))
  }

  /// 2-4-1, all four rows in every step.
  package static func xor() throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "xor", input: .list(2),
      layers: [
        .dense(Dense(units: 4, activation: .tanh)), .dense(Dense(units: 1, activation: .sigmoid)),
      ],
      loss: .binaryCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.5)),
      training: TrainingDefaults(epochs: 1, batchSize: 4))
  }

  /// Trains whole epochs for about so long.
  package func trainedPerSecond(for seconds: Double) throws -> Double {
    // Where an epoch is a single batch, several of them are handed over in one. Orders of a few samples
    // come again some times, as with the peers that draw any: to draw one takes as long as some steps.
    let epochsAtOnce = data.count == batchSize ? network.quickBatches(of: batchSize) : 1
    let turnsOfAnOrder = data.count <= Self.fewSamples ? 16 : 1
    var order: [Int] = []
    return try Self.rate(for: seconds) { turn in
      if turn % turnsOfAnOrder == 0 {
        order = (0..<epochsAtOnce).flatMap { epoch in
          SeededRandom(seed: 1).permutation(of: data.count, step: turn * epochsAtOnce + epoch)
        }
      }
      var total = BatchResult()
      try network.train(on: data, samples: order[...], batchSize: batchSize, total: &total)
      return total.sampleCount
    }
  }

  /// Answers for all samples, so many at a time, again and again for about so long.
  package func predictedPerSecond(batchSize: Int, for seconds: Double) throws -> Double {
    let order = Array(0..<data.count)
    return try Self.rate(for: seconds) { _ in
      var total = BatchResult()
      for batch in batches(of: order, batchSize) {
        total += try network.evaluate(on: data, samples: batch).result
      }
      return total.sampleCount
    }
  }

  private func batches(of order: [Int], _ size: Int) -> some Sequence<ArraySlice<Int>> {
    stride(from: 0, to: order.count, by: size).lazy.map {
      order[$0..<min($0 + size, order.count)]
    }
  }

  /// How many samples a second `epoch` works off, after one that warms up.
  private static func rate(
    for seconds: Double, epoch: (Int) throws -> Int
  ) rethrows -> Double {
    _ = try epoch(0)
    let start = ContinuousClock.now
    var samples = 0
    var elapsed = 0.0
    var epochs = 1
    // An epoch of a small network takes less time than to look at a clock.
    var epochsPerLook = 1
    while elapsed < seconds {
      for _ in 0..<epochsPerLook {
        samples += try epoch(epochs)
        epochs += 1
      }
      elapsed = (ContinuousClock.now - start).inSeconds
      if elapsed < seconds / 100 { epochsPerLook *= 2 }
    }
    return Double(samples) / elapsed
  }

  /// Pictures of random ink, as much of it as MNIST's pictures have, and of their shape unless
  /// another one is asked for.
  private static func pictures(_ asked: Shape) throws -> Dataset {
    let shape = asked.isPicture ? asked : .picture(height: 28, width: 28, channels: 1)
    let count = pixelCount / shape.count
    var random = SeededRandom(seed: 1).sequence(.check)
    let inkedValues = Int((inkedShare * 256).rounded(.up))
    var bytes: [UInt8] = []
    for _ in 0..<count * shape.count / 4 {
      // Of 8 random bytes 4 decide where ink is, and 4 how much.
      withUnsafeBytes(of: random.next()) { drawn in
        for place in 0..<4 { bytes.append(Int(drawn[place]) < inkedValues ? drawn[place + 4] : 0) }
      }
    }
    let labels = (0..<count).map { $0 % 10 }
    return try Dataset(
      name: "random pictures", inputShape: shape, inputs: .pixels(bytes),
      targets: .classes(labels, names: (0..<10).map(String.init)))
  }
}
