import NetworkDescription
import Testing

@Suite("How much memory a network takes is told from its description")
struct MemoryEstimateTests {
  private func blueprint(_ units: [Int], batchSize: Int = 32) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "n", input: .list(10), layers: units.map { .dense(Dense(units: $0)) },
      loss: .meanSquaredError, training: TrainingDefaults(batchSize: batchSize))
  }

  @Test("The layer that costs most is named, with what it costs")
  func costliest() throws {
    let blueprint = try blueprint([5, 900, 800, 3])
    for form in [MemoryEstimate.Form.objects, .matrices(rows: 4)] {
      let estimate = blueprint.memory(of: form, training: true)
      #expect(estimate.costliest.layer == 3)
      #expect(estimate.costliest.bytes < estimate.bytes)
    }
    let error = #expect(throws: BlueprintError.self) {
      try blueprint.check(
        blueprint.memory(of: .objects, training: false), fits: 1_000_000)
    }
    #expect(
      error?.description
        == "expected a network that takes at most 1.0 MB of memory, found one that takes about 101 "
        + "MB, layers[2] (dense) 100 MB of them: use fewer or smaller layers, or smaller batches")
  }

  @Test("A row for each sample: what a batch takes grows with its rows, what is learned does not")
  func rows() throws {
    let blueprint = try blueprint([100])
    func bytes(_ rows: Int) -> Int {
      blueprint.memory(of: .matrices(rows: rows), training: true).bytes
    }
    // Inputs; sums, outputs, sensitivities and targets of 4 bytes; a loss of 8.
    #expect(bytes(9) - bytes(8) == 4 * 10 + 4 * 4 * 100 + 8)
    // Values and gradients of 4 bytes, twice 8 in states.
    #expect(bytes(8) - 8 * (bytes(9) - bytes(8)) == (4 + 4 + 16) * 1100)
  }

  @Test("What an optimizer remembers counts, in its matrices and in the states of training")
  func optimizer() throws {
    let plain = try blueprint([100])
    var adam = plain
    adam.optimizer = .adam(Adam())
    let form = MemoryEstimate.Form.matrices(rows: 1)
    #expect(
      adam.memory(of: form, training: true).bytes - plain.memory(of: form, training: true).bytes
        == (2 * 4 + 2 * 2 * 8) * 1100)
  }

  @Test("Networks beyond counting take as much as can be said")
  func beyondCounting() throws {
    let blueprint = try NetworkBlueprint(
      name: "deep", input: .picture(height: 1000, width: 1000, channels: 1),
      layers: [Layer](
        repeating: .maxPooling2D(MaxPooling2D(pool: 1000, stride: 1, padding: .same)), count: 600)
        + [.flatten], loss: .meanSquaredError)
    #expect(blueprint.memory(of: .objects, training: true).bytes > 1 << 50)
    #expect(blueprint.memory(of: .matrices(rows: .max), training: true).bytes == .max)
  }

  @Test("Sizes of batches and numbers of epochs have a range, in files as well")
  func ranges() throws {
    #expect(throws: BlueprintError.self) { try blueprint([1], batchSize: .max) }
    #expect(throws: BlueprintError.self) { try blueprint([1], batchSize: 0) }
    #expect(try blueprint([1], batchSize: 1_000_000_000).training.batchSize == 1_000_000_000)
  }
}
