import MatrixEngine
import NetworkDescription
import Testing

@Suite("Inputs that are bytes")
struct ByteInputTests {
  /// Bytes in the order in which a multiplication mixes them, with or without the engine being told.
  private struct Pictures: SampleSource {
    let bytes = (0..<150 * 784).map { UInt8(truncatingIfNeeded: $0 &* 40_503 >> 7) }
    let handsOverBytes: Bool
    let count = 150
    let inputCount = 784
    let targetCount = 10
    let targetKind = TargetKind.classes

    var inputBytes: [UInt8]? { handsOverBytes ? bytes : nil }

    func copy<Number: BinaryFloatingPoint>(
      _ part: SamplePart, of samples: ArraySlice<Int>,
      to destination: UnsafeMutableBufferPointer<Number>
    ) {
      for (position, sample) in samples.enumerated() {
        if part == .inputs {
          for index in 0..<inputCount {
            destination[position * inputCount + index] =
              Number(bytes[sample * inputCount + index]) / 255
          }
        } else {
          for index in 0..<10 { destination[position * 10 + index] = index == sample % 10 ? 1 : 0 }
        }
      }
    }
  }

  @Test(
    "Are learned from and answered as if they had been divided by 255, on any number of threads")
  func sameBits() throws {
    try expectSame(Float.self)
    try expectSame(Double.self)
  }

  /// Of 130 samples threads share the rows; 20 are left to one.
  private func expectSame<Scalar: MatrixScalar>(_ type: Scalar.Type) throws {
    let blueprint = try NetworkBlueprint(
      name: "digits", input: .list(784), layers: [.dense(Dense(units: 10, activation: .softmax))],
      loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.1)))
    let order = (0..<150).map { $0 * 17 % 150 }
    let asked = try run(false, threads: 1)
    for threads in [1, 2, 3] { #expect(try run(true, threads: threads) == asked) }

    func run(_ handsOverBytes: Bool, threads: Int) throws -> [Double] {
      let pictures = Pictures(handsOverBytes: handsOverBytes)
      let network = try MatrixNetwork<Scalar>(blueprint, threads: threads, rows: 130)
      for batch in [order[..<130], order[130...]] {
        _ = try network.train(on: pictures, samples: batch)
      }
      return try network.evaluate(on: pictures, samples: order[...]).outputs
    }
  }
}
