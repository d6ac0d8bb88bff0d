import NetworkDescription
import NetworkQuestions
import Testing

@Suite("What is wrong with data")
struct IllDataTests {
  private static let count = 60

  private static func network(
    _ hidden: [Dense], _ output: Activation, _ loss: Loss, rate: Double, seed: UInt64 = 1
  ) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "patient", input: .list(2),
      layers: (hidden + [Dense(units: 1, activation: output)]).map(Layer.dense), loss: loss,
      optimizer: .sgd(SGD(learningRate: rate)), seed: seed,
      training: TrainingDefaults(epochs: 30, batchSize: 10))
  }

  private static let tanh = [Dense(units: 6, activation: .tanh)]

  private static func cause(
    _ blueprint: NetworkBlueprint, _ rows: Rows
  ) throws -> (found: Examination, ailment: Ailment?) {
    let found = try Examination(of: blueprint, on: rows, steps: 30 * rows.count / 10)
    return (found, found.ailments.first { $0.isCured } ?? found.ailments.first)
  }

  /// Two clouds; what becomes of a point is up to the test.
  private static func clouds(
    kind: TargetKind = .classes, inputs: ([Double]) -> [Double] = { $0 },
    target: (_ point: [Double], _ isUpper: Bool, _ index: Int) -> Double
  ) -> Rows {
    let points = Points(count: count) { _, _, isUpper in isUpper ? 1 : 0 }
    return Rows(
      inputs: points.inputs.map(inputs),
      targets: points.inputs.indices.map { index in
        [target(points.inputs[index], points.targets[index] == 1, index)]
      }, targetKind: kind)
  }

  @Test("Clouds that can be told apart are healthy, with noise in the labels, too")
  func healthy() throws {
    let blueprint = try Self.network(Self.tanh, .sigmoid, .binaryCrossEntropy, rate: 0.3)
    #expect(try Self.cause(blueprint, Self.clouds { $1 ? 1 : 0 + 0 * Double($2) }).found.isHealthy)
    let noisy = Self.clouds { _, isUpper, index in isUpper == (index % 7 == 0) ? 0 : 1 }
    #expect(try Self.cause(blueprint, noisy).found.isHealthy)
  }

  @Test("Inputs of a thousand")
  func unscaledInputs() throws {
    let rows = Self.clouds(
      kind: .numbers, inputs: { [1000 * $0[0], $0[1]] }, target: { point, _, _ in point[1] / 2 })
    let blueprint = try Self.network(
      [Dense(units: 6, activation: .relu)], .identity, .meanSquaredError, rate: 0.02)
    let (_, ailment) = try Self.cause(blueprint, rows)
    #expect(ailment?.cause == .unscaledInputs && ailment?.isCured == true)
    #expect(ailment?.places == ["0.0"])
  }

  @Test("Targets of a hundred thousand")
  func unscaledTargets() throws {
    let rows = Self.clouds(kind: .numbers) { point, _, _ in 300_000 + 40_000 * point[0] }
    let blueprint = try Self.network(Self.tanh, .identity, .meanSquaredError, rate: 0.05)
    let (found, ailment) = try Self.cause(blueprint, rows)
    #expect(ailment?.cause == .unscaledTargets && ailment?.isCured == true, "\(found.lines)")
  }

  @Test("Targets that the last activation does not reach", arguments: [Activation.sigmoid, .tanh])
  func outOfReach(output: Activation) throws {
    let rows = Self.clouds(kind: .numbers) { point, _, _ in 3 + point[0] / 2 }
    let (_, ailment) = try Self.cause(
      Self.network(Self.tanh, output, .meanSquaredError, rate: 0.05), rows)
    #expect(ailment?.cause == .targetsOutOfReach && ailment?.isCured == true)
  }

  @Test("Targets that were drawn do not belong to the inputs; it is said that this is no proof")
  func foreignTargets() throws {
    let random = SeededRandom(seed: 5)
    let rows = Self.clouds { _, _, index in random.unit(.data, index: index) < 0.5 ? 0 : 1 }
    let (found, ailment) = try Self.cause(
      Self.network(Self.tanh, .sigmoid, .binaryCrossEntropy, rate: 0.1), rows)
    #expect(ailment?.cause == .foreignTargets && ailment?.isCured == false, "\(found.lines)")
    #expect(ailment?.evidence.last?.contains("not proved") == true)
  }

  @Test("Equal inputs with both targets, and the least loss that they leave")
  func contradictions() throws {
    let rows = Rows(
      inputs: (0..<40).map { [Double($0 % 2), Double($0 / 2 % 2)] },
      targets: (0..<40).map { [Double($0 / 4 % 2)] })
    let (_, ailment) = try Self.cause(
      Self.network(Self.tanh, .sigmoid, .meanSquaredError, rate: 0.5), rows)
    #expect(ailment?.cause == .contradictions)
    // Half of the samples of each input are 1: the best answer, ½, has an error of ½ each time.
    #expect(ailment?.evidence.contains { $0.contains("below 0.2500") } == true)
  }

  @Test("Targets, and inputs, that never change")
  func constants() throws {
    let blueprint = try Self.network(Self.tanh, .sigmoid, .binaryCrossEntropy, rate: 0.3)
    let sameTargets = try Self.cause(blueprint, Self.clouds { _, _, _ in 0 }).ailment
    #expect(sameTargets?.cause == .constantTargets)
    let sameInputs = try Self.cause(
      blueprint, Self.clouds(inputs: { _ in [1, 2] }, target: { $1 ? 1 : Double($2) * 0 })
    ).ailment
    #expect(sameInputs?.cause == .constantInputs)
  }

  @Test("One class in fifteen is never answered until the rare one is repeated")
  func imbalance() throws {
    let rows = Self.clouds(
      inputs: { [$0[0] / 8, $0[1] / 8] }, target: { point, _, index in index % 15 == 0 ? 1 : 0 })
    let shifted = Rows(
      inputs: zip(rows.inputs, rows.targets).map { $1 == [1] ? [$0[0] + 0.3, 0.8] : $0 },
      targets: rows.targets)
    let (found, ailment) = try Self.cause(
      Self.network([], .sigmoid, .binaryCrossEntropy, rate: 0.1), shifted)
    #expect(ailment?.cause == .classImbalance && ailment?.isCured == true, "\(found.lines)")
  }
}

/// Samples that are listed.
struct Rows: SampleSource {
  let inputs: [[Double]]
  let targets: [[Double]]
  var targetKind = TargetKind.classes

  var count: Int { inputs.count }
  var inputCount: Int { inputs[0].count }
  var targetCount: Int { targets[0].count }

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    let values = samples.flatMap { part == .inputs ? inputs[$0] : targets[$0] }
    for (index, value) in values.enumerated() { destination[index] = Number(value) }
  }
}
