import NetworkDescription
import Testing

@testable import NeuronGraph

@Suite("The size of a network")
struct NetworkSizeTests {
  @Test("Neurons and links are counted without making them, layer by layer")
  func counts() throws {
    let blueprint = try NetworkBlueprint(
      name: "mixed", input: .picture(height: 3, width: 4, channels: 2),
      layers: [
        .activation(ActivationLayer(.relu)), .flatten, .dense(Dense(units: 7, useBias: false)),
        .activation(ActivationLayer(.tanh)), .dense(Dense(units: 2, activation: .softmax)),
      ], loss: .categoricalCrossEntropy)
    let network = try NeuronNetwork(blueprint)
    #expect(blueprint.linkCount == network.links.count)
    #expect(blueprint.neuronCount == network.layers.reduce(0) { $0 + $1.neurons.count })
    #expect(blueprint.layers.indices.map(blueprint.neuronCount) == [24, 0, 7, 7, 2])
    #expect(blueprint.layers.indices.map(blueprint.linkCount) == [24, 0, 168, 7, 14])
  }

  @Test("A network that would not fit into memory is refused before anything is made of it")
  func tooLarge() throws {
    let blueprint = try NetworkBlueprint(
      name: "large", input: .list(900_000), layers: [.dense(Dense(units: 1000))],
      loss: .meanSquaredError)
    let error = #expect(throws: BlueprintError.self) { try NeuronNetwork(blueprint) }
    #expect(
      error?.description
        == "expected a network that takes at most 5.2 GB of memory, found one that takes about 125 "
        + "GB, layers[0] (dense) 125 GB of them: use fewer or smaller layers, or smaller batches")
  }

  @Test("Networks beyond counting are refused as well, and the largest recipe is not")
  func beyondCounting() throws {
    let pool = Layer.maxPooling2D(MaxPooling2D(pool: 1000, stride: 1, padding: .same))
    let blueprint = try NetworkBlueprint(
      name: "deep", input: .picture(height: 1000, width: 1000, channels: 1),
      layers: [Layer](repeating: pool, count: 60) + [.flatten], loss: .meanSquaredError)
    #expect(throws: BlueprintError.self) { try NeuronNetwork(blueprint) }
    let largest = try Recipe.cifar10ELU.blueprint()
    #expect(
      largest.memory(of: .objects, training: false).bytes < MemoryEstimate.usualLimit)
  }
}
