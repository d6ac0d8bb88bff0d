import NetworkDescription
import Testing

@testable import TrainingData

@Suite("Datasets")
struct DatasetTests {
  private let pictures = try? Dataset(
    name: "four", inputShape: .picture(height: 1, width: 2, channels: 1),
    inputs: .pixels([0, 255, 51, 102, 1, 2, 3, 4]),
    targets: .classes([1, 0, 1, 2], names: ["a", "b", "c"]))

  private func copied<Number: FloatingPoint>(
    _ count: Int, _ copy: (UnsafeMutableBufferPointer<Number>) -> Void
  ) -> [Number] {
    [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: -1)
      copy(buffer)
      initialized = count
    }
  }

  @Test("Pixels are copied as byte divided by 255, in either precision")
  func pixelValues() throws {
    let set = try #require(pictures)
    let samples = [1, 0][...]
    let doubles: [Double] = copied(4) { set.copy(.inputs, of: samples, to: $0) }
    let floats: [Float] = copied(4) { set.copy(.inputs, of: samples, to: $0) }
    #expect(doubles == [51.0 / 255, 102.0 / 255, 0, 1])
    #expect(floats == [Float(51.0 / 255), Float(102.0 / 255), 0, 1])
  }

  @Test("Classes are copied as one 1 among zeros")
  func oneHot() throws {
    let set = try #require(pictures)
    let doubles: [Double] = copied(6) { set.copy(.targets, of: [3, 1], to: $0) }
    let floats: [Float] = copied(6) { set.copy(.targets, of: [3, 1], to: $0) }
    #expect(doubles == [0, 0, 1, 1, 0, 0])
    #expect(floats == [0, 0, 1, 1, 0, 0])
  }

  @Test("Copying leaves the room behind the last sample alone")
  func copyingStaysInBounds() throws {
    let set = try #require(pictures)
    let inputs: [Double] = copied(3) { set.copy(.inputs, of: [2], to: $0) }
    let targets: [Float] = copied(4) { set.copy(.targets, of: [2], to: $0) }
    #expect(inputs == [1.0 / 255, 2.0 / 255, -1])
    #expect(targets == [0, 1, 0, -1])
  }

  @Test("Numbers are kept exactly, and rounded once for single precision")
  func exactNumbers() throws {
    let set = try Dataset(
      name: "tenths", inputShape: .list(1), inputs: .numbers([0.1, 1e-300]),
      targets: .numbers([0.1, 0.2, 0.3, 0.4], perSample: 2))
    #expect(set.input(of: 0) == [0.1])
    #expect(set.target(of: 1) == [0.3, 0.4])
    let floats: [Float] = copied(2) { set.copy(.inputs, of: [0, 1], to: $0) }
    #expect(floats == [0.1, 0])
  }

  @Test("A subset keeps the order it is asked for, and may repeat samples")
  func subsets() throws {
    let set = try #require(pictures)
    let part = set.subset([3, 0, 3])
    #expect(part.labels == [2, 1, 2])
    #expect(part.picture(at: 2) == [3, 4])
    #expect(part.classNames == ["a", "b", "c"])
    #expect(set.prefix(2).labels == [1, 0])
    #expect(set.prefix(-1).count == 0)
    #expect(set.prefix(99) == set)
    #expect(set.samplesPerClass() == [1, 2, 1])
  }

  @Test("Holding samples back shares them out, the same way for the same seed")
  func holdingBack() throws {
    let set = try Dataset(
      name: "hundred", inputShape: .list(1), inputs: .numbers((0..<100).map(Double.init)),
      targets: .numbers([Double](repeating: 0, count: 100), perSample: 1))
    let (training, validation) = set.holdingBack(0.2, seed: 4)
    #expect(training.count == 80)
    #expect(validation.count == 20)
    let all = (0..<80).flatMap(training.input) + (0..<20).flatMap(validation.input)
    #expect(all.sorted() == (0..<100).map(Double.init))
    #expect(set.holdingBack(0.2, seed: 4).validation == validation)
    #expect(set.holdingBack(0.2, seed: 5).validation != validation)
    #expect(set.holdingBack(7, seed: 5).training.count == 0)
  }

  @Test("Inputs and targets that do not fit together are refused with their numbers")
  func mismatches() {
    func failure(_ shape: Shape, _ inputs: Dataset.Inputs, _ targets: Dataset.Targets)
      -> DatasetError?
    {
      error(DatasetError.self) {
        _ = try Dataset(name: "d", inputShape: shape, inputs: inputs, targets: targets)
      }
    }
    let one = Dataset.Targets.numbers([1], perSample: 1)
    #expect(
      failure(.list(2), .numbers([1, 2, 3]), one)
        == .unevenInputs(dataset: "d", numbers: 3, perSample: 2))
    #expect(
      failure(.list(1), .numbers([1, 2]), one)
        == .targetsMissing(dataset: "d", samples: 2, targets: 1))
    #expect(
      failure(.list(1), .pixels([1, 2]), .classes([0, 3], names: ["a", "b"]))
        == .labelOutOfRange(dataset: "d", sample: 1, label: 3, classes: 2))
    #expect(
      failure(.list(0), .numbers([]), one) == .emptyInputShape(dataset: "d", shape: .list(0)))
  }

  @Test(
    "Each gate has the rows 00, 01, 10, 11",
    arguments: [
      (LogicGate.or, [0.0, 1, 1, 1]), (.and, [0, 0, 0, 1]), (.nand, [1, 1, 1, 0]),
      (.nor, [1, 0, 0, 0]), (.xor, [0, 1, 1, 0]),
    ])
  func gates(gate: LogicGate, outputs: [Double]) {
    let set = gate.dataset
    #expect(set.name == gate.rawValue)
    #expect(set.inputShape == .list(2))
    #expect((0..<4).flatMap(set.input) == [0, 0, 0, 1, 1, 0, 1, 1])
    #expect((0..<4).flatMap(set.target) == outputs)
    #expect(set.targetCount == 1)
  }
}
