import NetworkDescription
import Testing

@Suite("Stacks of linear layers")
struct CollapsedLayersTests {
  private func blueprint(_ layers: [Layer]) throws -> NetworkBlueprint {
    try NetworkBlueprint(name: "stack", input: .list(2), layers: layers, loss: .meanSquaredError)
  }

  @Test("Two layers come to the product that is worked out by hand")
  func byHand() throws {
    let stack = try blueprint([
      .dense(Dense(units: 2)), .activation(ActivationLayer(.identity)), .dense(Dense(units: 1)),
    ])
    let parameters = Parameters([
      "layers.0.weight": Tensor(shape: [2, 2], values: [1, 2, 3, 4]),
      "layers.0.bias": Tensor(shape: [2], values: [5, 6]),
      "layers.2.weight": Tensor(shape: [2, 1], values: [10, 100]),
      "layers.2.bias": Tensor(shape: [1], values: [7]),
    ])
    let single = try #require(CollapsedLayers(stack, parameters))
    #expect(single.weight == Tensor(shape: [2, 1], values: [210, 430]))
    #expect(single.bias == Tensor(shape: [1], values: [657]))
    #expect(single.outputs(for: [1, -1]) == [437])
  }

  @Test("A layer without biases adds nothing")
  func noBias() throws {
    let stack = try blueprint([.dense(Dense(units: 1, useBias: false))])
    let parameters = Parameters(["layers.0.weight": Tensor(shape: [2, 1], values: [3, 4])])
    #expect(CollapsedLayers(stack, parameters)?.bias.values == [0])
  }

  @Test("Networks that bend something do not collapse")
  func bent() throws {
    for layers: [Layer] in [
      [.dense(Dense(units: 2, activation: .tanh)), .dense(Dense(units: 1))],
      [.dense(Dense(units: 2)), .dropout(Dropout(rate: 0.5)), .dense(Dense(units: 1))],
    ] {
      let bent = try blueprint(layers)
      #expect(CollapsedLayers(bent, bent.initialParameters()) == nil)
    }
  }
}
