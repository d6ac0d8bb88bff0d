import EngineAgreement
import MatrixEngine
import NetworkDescription
import Testing
import Thoroughness

@Suite("Threads and runs change nothing")
struct ThreadTests {
  /// Products of 2·64·300·200 operations and more, far above what is left to a single thread; and
  /// widths that no number of threads divides.
  private static func blueprint(_ optimizer: Optimizer) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "wide", input: .list(301),
      layers: [
        .dense(Dense(units: 211, activation: .relu, penalty: Penalty(l2: 0.001))),
        .dropout(Dropout(rate: 0.3)), .dense(Dense(units: 270, activation: .tanh)),
        .dense(Dense(units: 10, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy, optimizer: optimizer)
  }

  /// The parameters after two rounds, or one, of batches of 67, 67 and 5 samples.
  private static func trained<Scalar: MatrixScalar>(
    _ blueprint: NetworkBlueprint, threads: Int, kernels: String, _ type: Scalar.Type
  ) throws -> (Parameters, outputs: [Double]) {
    let samples = MadeUpSamples(count: 139, for: blueprint, seed: 3)
    let network = try MatrixNetwork<Scalar>(
      blueprint, threads: threads, kernels: KernelChoice(named: kernels))
    let indices = Array(0..<139)
    let batches = [0..<67, 134..<139, 67..<134, 67..<134, 134..<139, 0..<67]
    for batch in batches.prefix(Thoroughness.isFull ? 6 : 3) {
      _ = try network.train(on: samples, samples: indices[batch])
    }
    return (network.parameters, try network.evaluate(on: samples, samples: indices[...]).outputs)
  }

  /// A convnet with strides, padding and pools, and few samples for each share of a batch.
  private static func convnet(_ optimizer: Optimizer) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "convnet", input: .picture(height: 7, width: 9, channels: 2),
      layers: [
        .conv2D(Conv2D(filters: 6, kernel: 3, padding: .same, activation: .relu)),
        .maxPooling2D(MaxPooling2D(pool: 3, stride: 2)), .dropout(Dropout(rate: 0.3)),
        .conv2D(Conv2D(filters: 5, kernel: 2, stride: 2, activation: .tanh)),
        .averagePooling2D(AveragePooling2D(pool: 2, padding: .same)), .flatten,
        .dense(Dense(units: 10, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy, optimizer: optimizer)
  }

  private static func expectSame<Scalar: MatrixScalar>(
    _ blueprint: NetworkBlueprint, kernels: String, _ type: Scalar.Type
  ) throws {
    let alone = try trained(blueprint, threads: 1, kernels: kernels, type)
    #expect(alone.outputs.allSatisfy { $0.isFinite })
    // Several times with two threads: they meet in another order each time.
    for threads in Thoroughness.isFull ? [1, 2, 2, 5] : [2, 5] {
      let shared = try trained(blueprint, threads: threads, kernels: kernels, type)
      #expect(shared.0 == alone.0, "\(kernels), \(threads) threads, \(blueprint.name)")
      #expect(shared.outputs == alone.outputs, "\(kernels), \(threads) threads")
    }
  }

  @Test(
    "Results are the same to the last bit",
    arguments: Thoroughness.isFull ? KernelChoice.names : Array(KernelChoice.names.suffix(1)))
  func sameBits(kernels: String) throws {
    let momentum = Optimizer.sgd(SGD(learningRate: 0.05, momentum: 0.9))
    try Self.expectSame(Self.blueprint(momentum), kernels: kernels, Float.self)
    try Self.expectSame(Self.blueprint(.adam(Adam())), kernels: kernels, Double.self)
    try Self.expectSame(Self.convnet(momentum), kernels: kernels, Float.self)
    try Self.expectSame(Self.convnet(.adam(Adam())), kernels: kernels, Double.self)
  }

  @Test("So many threads as asked for must be there, at least one")
  func wrongNumber() throws {
    #expect(throws: MatrixEngineError.noSuchThreads(found: 0)) {
      try MatrixNetwork<Float>(Self.blueprint(.sgd(SGD())), threads: 0)
    }
  }

  @Test("Kernels go by names, and all names lead to kernels")
  func kernelNames() throws {
    #expect(KernelChoice.names.contains("baseline") || KernelChoice.names.contains("neon"))
    for name in KernelChoice.names { #expect(try KernelChoice(named: name).name == name) }
    #expect(throws: MatrixEngineError.noSuchKernels(name: "steam", known: KernelChoice.names)) {
      try KernelChoice(named: "steam")
    }
  }
}
