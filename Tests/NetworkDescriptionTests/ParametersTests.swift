import Testing

@testable import NetworkDescription

@Suite("Parameters: their names, shapes, counts and first values")
struct ParametersTests {
  private static func network(
    _ input: Int, _ units: [Int], useBias: Bool = true, start: Initializer = .glorotUniform,
    seed: UInt64 = 1
  ) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "network", input: .list(input),
      layers: units.map {
        .dense(Dense(units: $0, useBias: useBias, weightInitializer: start))
      },
      loss: .meanSquaredError, seed: seed)
  }

  @Test("784-512-512-10 has the 669,706 parameters that Keras prints for mnist_mlp")
  func kerasCount() throws {
    #expect(try Self.network(784, [512, 512, 10]).parameterCount == 669_706)
  }

  @Test("784-15-10 has 11,935 parameters, of which 25 are biases")
  func lernmiCount() throws {
    #expect(try Recipe.lernmiMNIST.blueprint().parameterCount == 11_935)
    #expect(try Self.network(784, [15, 10], useBias: false).parameterCount == 11_910)
  }

  @Test("Tensors are named by their layer's position and shaped [inputs, units]")
  func names() throws {
    let blueprint = try NetworkBlueprint(
      name: "n", input: .picture(height: 2, width: 3, channels: 1),
      layers: [
        .flatten, .dense(Dense(units: 4, useBias: false)), .activation(ActivationLayer(.relu)),
        .dense(Dense(units: 2)),
      ], loss: .meanSquaredError)
    let found = blueprint.parameterSpecifications.map { "\($0.name) \($0.specification.shape)" }
    #expect(found == ["layers.1.weight [6, 4]", "layers.3.weight [4, 2]", "layers.3.bias [2]"])
    let parameters = blueprint.initialParameters()
    try blueprint.validate(parameters)
    #expect(parameters.tensors.count == 3)
  }

  @Test("Parameters of another network are refused by name")
  func validation() throws {
    let blueprint = try Self.network(3, [2])
    let sound = blueprint.initialParameters()
    func message(_ change: (inout Parameters) -> Void) -> String {
      var parameters = sound
      change(&parameters)
      do {
        try blueprint.validate(parameters)
        return "no error"
      } catch {
        return error.description
      }
    }
    #expect(message { _ in } == "no error")
    #expect(
      message { $0["layers.0.bias"] = nil }
        == "layers.0.bias: expected a tensor shaped [2], found none")
    #expect(
      message { $0["layers.0.bias"] = Tensor(shape: [2, 1], values: [0, 0]) }
        == "layers.0.bias: expected shape [2], found [2, 1]")
    #expect(
      message { $0["layers.0.bias"] = Tensor(shape: [2], values: [0]) }
        == "layers.0.bias: expected 2 values, found 1")
    #expect(
      message { $0["layers.1.bias"] = Tensor(shape: [], values: []) }
        == "layers.1.bias: expected only tensors of network, found one more")
  }

  @Test(
    "Uniform starts fill their limits and no more",
    arguments: [
      (Initializer.glorotUniform, (6.0 / (300 + 200)).squareRoot()),
      (.heUniform, (6.0 / 300).squareRoot()), (.uniform(limit: 0.5), 0.5),
      (.uniform(limit: 0), 0), (.zeros, 0),
    ])
  func uniformStarts(start: Initializer, limit: Double) throws {
    let values = try weights(of: Self.network(300, [200], start: start))
    let largest = values.map(abs).max() ?? 0
    #expect(largest <= limit)
    #expect(largest >= 0.999 * limit)
    // Uniform in ±limit: the deviation is limit/√3; of 60,000 draws it is within 1 %.
    let moments = Moments(values)
    #expect(abs(moments.mean) <= 0.01 * limit)
    #expect(abs(moments.deviation - limit / 3.0.squareRoot()) <= 0.01 * limit)
  }

  @Test(
    "Normal starts have the deviation of their papers",
    arguments: [
      (Initializer.glorotNormal, (2.0 / (300 + 200)).squareRoot()),
      (.heNormal, (2.0 / 300).squareRoot()),
    ])
  func normalStarts(start: Initializer, deviation: Double) throws {
    let values = try weights(of: Self.network(300, [200], start: start))
    let moments = Moments(values)
    #expect(abs(moments.mean) <= 0.02 * deviation)
    #expect(abs(moments.deviation / deviation - 1) <= 0.01)
    let beyondTwo = values.count { abs($0) > 2 * deviation }
    #expect(abs(Double(beyondTwo) / Double(values.count) - 0.0455) < 0.004)
  }

  @Test("First values are a function of the seed, and differ from layer to layer")
  func seeds() throws {
    let first = try Self.network(20, [20, 20], seed: 1).initialParameters()
    #expect(try Self.network(20, [20, 20], seed: 1).initialParameters() == first)
    let second = try Self.network(20, [20, 20], seed: 2).initialParameters()
    let all = [first, second].flatMap { parameters in
      ["layers.0.weight", "layers.1.weight"].flatMap { parameters[$0]?.values ?? [] }
    }
    #expect(all.count == 1600)
    #expect(Set(all).count == 1600)
  }

  @Test("Weights and biases of one layer start with different numbers")
  func biases() throws {
    let blueprint = try NetworkBlueprint(
      name: "n", input: .list(1),
      layers: [
        .dense(
          Dense(
            units: 50, weightInitializer: .uniform(limit: 1),
            biasInitializer: .uniform(limit: 1)))
      ], loss: .meanSquaredError)
    let values = blueprint.initialParameters().tensors.values.flatMap(\.values)
    #expect(Set(values).count == 100)
  }

  private func weights(of blueprint: NetworkBlueprint) throws -> [Double] {
    try #require(blueprint.initialParameters()["layers.0.weight"]).values
  }
}

/// The mean and the deviation of some numbers.
private struct Moments {
  let mean: Double
  let deviation: Double

  init(_ values: [Double]) {
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    self.mean = mean
    deviation = variance.squareRoot()
  }
}
