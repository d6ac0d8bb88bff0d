import AllocationCounter
import EngineAgreement
import MatrixEngine
import NetworkDescription
import Testing

@Suite("A training step takes no memory")
struct AllocationTests {
  /// Samples that copy nothing but constants, so that only the engine is measured.
  private struct ConstantSamples: SampleSource {
    let count = 16
    let inputCount: Int
    let targetCount: Int
    let targetKind = TargetKind.classes

    @_specialize(where Number == Float)
    func copy<Number: BinaryFloatingPoint>(
      _ part: SamplePart, of samples: ArraySlice<Int>,
      to destination: UnsafeMutableBufferPointer<Number>
    ) {
      destination.update(repeating: part == .inputs ? 0.5 : 0.1)
    }
  }

  private static let optimizers: [Optimizer] = [
    .sgd(SGD()), .sgd(SGD(momentum: 0.9)), .rmsprop(RMSprop()), .adam(Adam()),
    .adadelta(Adadelta()),
  ]

  @Test("The counter counts", .enabled(if: glassbox_allocations() >= 0, "needs glibc"))
  func counter() {
    let before = glassbox_allocations()
    let block = UnsafeMutableRawPointer.allocate(byteCount: 1000, alignment: 64)
    block.deallocate()
    #expect(glassbox_allocations() == before + 1)
  }

  #if DEBUG
    private static let isOptimized = false
  #else
    private static let isOptimized = true
  #endif

  @Test(
    "A thousand steps allocate nothing once the first is done",
    .enabled(if: isOptimized && glassbox_allocations() >= 0, "needs the optimizer, and glibc"),
    arguments: optimizers)
  func steps(optimizer: Optimizer) throws {
    let count = try allocations(in: 1000, optimizer, threads: 1)
    #expect(count == 0)
  }

  /// Lending a closure to other threads takes memory for what it has captured, 1 block a time.
  @Test(
    "On two threads a step takes a block for each piece of work it shares, and no others",
    .enabled(if: isOptimized && glassbox_allocations() >= 0, "needs the optimizer, and glibc"))
  func sharing() throws {
    let count = try allocations(in: 1000, .sgd(SGD()), threads: 2)
    // Two products are large enough to be shared, forward and for the gradient of the weights.
    #expect(count <= 2 * 1000)
  }

  @Test(
    "Nor do those of convolutions, pools and normalized inputs",
    .enabled(if: isOptimized && glassbox_allocations() >= 0, "needs the optimizer, and glibc"))
  func convolutions() throws {
    let blueprint = try NetworkBlueprint(
      name: "picture", input: .picture(height: 9, width: 8, channels: 3),
      layers: [
        .normalization, .conv2D(Conv2D(filters: 5, kernel: 3, padding: .same, activation: .relu)),
        .maxPooling2D(MaxPooling2D(pool: 2)), .dropout(Dropout(rate: 0.2)),
        .conv2D(Conv2D(filters: 4, kernel: 2, activation: .leakyRelu(slope: 0.1))),
        .averagePooling2D(AveragePooling2D(pool: 2, stride: 1)), .flatten,
        .dense(Dense(units: 10, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy, optimizer: .adam(Adam()))
    #expect(try allocations(in: 100, blueprint, threads: 1) == 0)
    // Small as it is, two runs of layers might be shared, forward and back.
    #expect(try allocations(in: 100, blueprint, threads: 2) <= 4 * 100)
  }

  private func allocations(in steps: Int, _ optimizer: Optimizer, threads: Int) throws -> Int {
    let blueprint = try NetworkBlueprint(
      name: "wide", input: .list(200),
      layers: [
        .dense(Dense(units: 130, activation: .relu, penalty: Penalty(l1: 0.01, l2: 0.01))),
        .dropout(Dropout(rate: 0.2)), .activation(ActivationLayer(.tanh)),
        .dense(Dense(units: 10, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy, optimizer: optimizer)
    return try allocations(in: steps, blueprint, threads: threads)
  }

  private func allocations(
    in steps: Int, _ blueprint: NetworkBlueprint, threads: Int
  ) throws -> Int {
    let network = try MatrixNetwork<Float>(blueprint, threads: threads)
    let samples: any SampleSource = ConstantSamples(
      inputCount: blueprint.input.count, targetCount: 10)
    let batch = Array(0..<16)[...]
    _ = try network.train(on: samples, samples: batch)
    let before = glassbox_allocations()
    for _ in 0..<steps { _ = try network.train(on: samples, samples: batch) }
    return glassbox_allocations() - before
  }
}
