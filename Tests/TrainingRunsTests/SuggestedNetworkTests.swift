import NetworkDescription
import Testing
import TrainingData
import TrainingLoop

@testable import TrainingRuns

@Suite("Networks for data that nobody has described one for")
struct SuggestedNetworkTests {
  private func dataset(_ inputs: [Double], width: Int, _ targets: Dataset.Targets) throws -> Dataset
  {
    try Dataset(
      name: "made up", inputShape: .list(width), inputs: .numbers(inputs), targets: targets)
  }

  private func suggestion(_ data: Dataset) throws -> SuggestedNetwork {
    try SuggestedNetwork(for: DataSplit(train: data, test: nil), name: "mine", seed: 1)
  }

  @Test("Two classes get a sigmoid, more a softmax, numbers an output without bounds")
  func outputs() throws {
    let inputs = (0..<60).map { Double($0) / 60 }
    let two = try dataset(
      inputs, width: 1, .classes(inputs.map { $0 > 0.5 ? 1 : 0 }, names: ["a", "b"]))
    let three = try dataset(
      inputs, width: 1, .classes((0..<60).map { $0 % 3 }, names: ["a", "b", "c"]))
    let numbers = try dataset(inputs, width: 1, .numbers(inputs + inputs, perSample: 2))
    let blueprints = try [two, three, numbers].map { try suggestion($0).blueprint }
    #expect(blueprints.map(\.outputActivation) == [.sigmoid, .softmax, .identity])
    #expect(blueprints.map(\.output.count) == [1, 3, 2])
    #expect(
      blueprints.map(\.loss) == [.binaryCrossEntropy, .categoricalCrossEntropy, .meanSquaredError])
  }

  @Test("Inputs of any scale are normalized, those of the size of 1 are not; it is said")
  func scale() throws {
    let small = (0..<50).map { Double($0 % 2) }
    let large = small.map { 1e6 + $0 * 1e3 }
    let labels = Dataset.Targets.classes((0..<50).map { $0 % 2 }, names: ["a", "b"])
    let plain = try suggestion(dataset(small, width: 1, labels))
    #expect(!plain.blueprint.layers.contains(.normalization))
    let scaled = try suggestion(dataset(large, width: 1, labels))
    #expect(scaled.blueprint.layers.first == .normalization)
    #expect(scaled.reasons.contains { $0.contains("normalization") && $0.contains("1,000,500") })
  }

  @Test("A price of hundreds of thousands is learned, and answered in its own units")
  func targetScale() throws {
    let inputs = (0..<80).map { Double($0) }
    let prices = inputs.map { 200_000 + 3000 * $0 }
    let data = try dataset(inputs, width: 1, .numbers(prices, perSample: 1))
    var blueprint = try suggestion(data).blueprint
    blueprint.training.epochs = 60
    let scaling = try #require(TargetScaling(for: data, learnedBy: blueprint))
    // The mean of 0 … 79 is 39.5, its variance (80² − 1) / 12.
    #expect(abs(scaling.scales[0].mean - (200_000 + 3000 * 39.5)) < 1e-6)
    #expect(abs(scaling.scales[0].deviation - 3000 * (6399.0 / 12).squareRoot()) < 1e-6)
    let parts = try SampleParts(
      of: DataSplit(train: data, test: nil), limit: nil, holdingBack: nil, seed: 1)
    let run = TrainingRun(
      blueprint: blueprint, engine: .objects, samples: parts.scaled(by: scaling))
    let network = try run.network(parameters: nil, threads: 1)
    _ = try run.fit(network, watcher: Silent())
    let scaled = network.parameters
    let folded = scaling.folded(scaled, of: blueprint)
    let before = try network.predict([40])[0]
    try network.setParameters(folded)
    let after = try network.predict([40])[0]
    #expect(abs(after - (scaling.scales[0].mean + scaling.scales[0].deviation * before)) < 1e-6)
    #expect(abs(after - 320_000) < 20_000)
    let back = scaling.unfolded(folded, of: blueprint)
    for (name, tensor) in zip(
      blueprint.parameterSpecifications.map(\.name), scaled.inOrder(blueprint))
    {
      let other = try #require(back[name])
      #expect(zip(other.values, tensor.values).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  @Test("Targets of the size of 1, and classes, are left alone")
  func noScale() throws {
    let inputs = (0..<20).map { Double($0) / 20 }
    let data = try dataset(inputs, width: 1, .numbers(inputs, perSample: 1))
    #expect(TargetScaling(for: data, learnedBy: try suggestion(data).blueprint) == nil)
    let classes = try dataset(
      inputs, width: 1, .classes([Int](repeating: 0, count: 20), names: ["a"]))
    #expect(TargetScaling(for: classes, learnedBy: try suggestion(classes).blueprint) == nil)
  }

  private final class Silent: TrainingWatcher {
    var shouldStop: Bool { false }
    func batchDidEnd(_ progress: TrainingProgress) {}
    func epochDidEnd(_ record: EpochRecord) {}
  }
}

extension Parameters {
  fileprivate func inOrder(_ blueprint: NetworkBlueprint) -> [Tensor] {
    blueprint.parameterSpecifications.compactMap { self[$0.name] }
  }
}
