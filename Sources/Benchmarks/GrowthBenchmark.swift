import MatrixEngine
import NetworkDescription
import TrainingData
import TrainingLoop

/// How the time of a training step grows with the size of a network, beside the least it could be.
///
/// The networks are dense layers of relu over 256 inputs, with softmax and cross-entropy at the end and
/// plain descent. One of width, depth, batch and threads is varied, the others stay as in ``usual``.
package struct GrowthBenchmark {
  /// A network and the way to train it.
  package struct Size {
    package var width = 256
    package var depth = 2
    package var batch = 64
    package var threads: Int
  }

  /// What is varied.
  package enum Axis: String, CaseIterable, Sendable {
    case width, depth, batch, threads
  }

  /// A network that was measured.
  package struct Point {
    /// The width, depth, batch or number of threads.
    package let value: Int
    /// How long a training step takes.
    package let seconds: Double
    /// How long its multiply-adds alone would take at the peak of the cores.
    package let secondsOfArithmetic: Double
    /// How long it would take to read every weight and write it once.
    package let secondsOfMemory: Double
    /// How much memory the network takes while it is trained, as it is estimated.
    package let bytes: Int

    /// The least that a step could take.
    package var limit: Double { max(secondsOfArithmetic, secondsOfMemory) }
  }

  private static let inputs = 256
  private static let classes = 10
  private let usual: Size
  private let seconds: Double
  private let machine: MachineSpeed

  /// - Parameters:
  ///   - threads: How many threads train, where another thing is varied.
  ///   - seconds: How long each network is measured.
  package init(kernels: KernelChoice, threads: Int, seconds: Double) {
    usual = Size(threads: threads)
    self.seconds = seconds
    machine = MachineSpeed(kernels: kernels, seconds: seconds)
  }

  /// Measures networks from small to large.
  package func measure(_ axis: Axis) throws -> [Point] {
    try values(of: axis).map { value in
      var size = usual
      switch axis {
      case .width: size.width = value
      case .depth: size.depth = value
      case .batch: size.batch = value
      case .threads: size.threads = value
      }
      return try point(value, size)
    }
  }

  private func values(of axis: Axis) -> [Int] {
    switch axis {
    case .width: [4, 16, 64, 128, 256, 512, 1024]
    case .depth: [1, 2, 4, 8, 16]
    case .batch: [1, 4, 16, 64, 256, 1024]
    case .threads: Array(1...max(usual.threads, 2))
    }
  }

  private func point(_ value: Int, _ size: Size) throws -> Point {
    let blueprint = try Self.blueprint(size)
    let network = try MatrixNetwork<Float>(blueprint, threads: size.threads, rows: size.batch)
    let benchmark = MatrixBenchmark(
      network: network, batchSize: size.batch, data: try Self.samples(8 * size.batch))
    let rate = try benchmark.trainedPerSecond(for: seconds)
    let memory = blueprint.memory(
      of: .matrices(rows: size.batch, threads: size.threads), training: true)
    let weightBytes = blueprint.parameterCount * MemoryLayout<Float>.stride
    return Point(
      value: value, seconds: Double(size.batch) / rate,
      secondsOfArithmetic: Self.operations(size) / (machine.peak * Double(size.threads)),
      secondsOfMemory: Double(2 * weightBytes)
        / machine.bytesPerSecond(through: memory.bytes, seconds: seconds / 4),
      bytes: memory.bytes)
  }

  private static func blueprint(_ size: Size) throws -> NetworkBlueprint {
    let hidden = Layer.dense(Dense(units: size.width, activation: .relu))
    return try NetworkBlueprint(
      name: "growth", input: .list(inputs),
      layers: Array(repeating: hidden, count: size.depth)
        + [.dense(Dense(units: classes, activation: .softmax))],
      loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.001)),
      training: TrainingDefaults(epochs: 1, batchSize: size.batch))
  }

  /// The multiply-adds of a step, two operations each: forward, gradient and back, where the first layer
  /// has nobody to push back to.
  private static func operations(_ size: Size) -> Double {
    let widths = [inputs] + Array(repeating: size.width, count: size.depth) + [classes]
    let links = zip(widths, widths.dropFirst()).map { Double($0) * Double($1) }
    return 2 * Double(size.batch) * (3 * links.reduce(0, +) - links[0])
  }

  private static func samples(_ count: Int) throws -> Dataset {
    var random = SeededRandom(seed: 1).sequence(.check)
    return try Dataset(
      name: "made up", inputShape: .list(inputs),
      inputs: .numbers((0..<count * inputs).map { _ in random.nextUnit() }),
      targets: .classes(
        (0..<count).map { $0 % classes }, names: (0..<classes).map(String.init)))
  }
}
