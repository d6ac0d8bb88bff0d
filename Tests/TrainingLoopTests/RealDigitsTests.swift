import Foundation
import NetworkDescription
import NeuronGraph
import Testing
import Thoroughness
import TrainingData
import TrainingLoop

/// MNIST, if it is there: in the folder GLASSBOX_DATA, or in ../shared/data beside the checkout.
private enum RealMNIST {
  static let folder: String? = {
    let checkout = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = checkout.deletingLastPathComponent().appending(path: "shared/data").path
    return [ProcessInfo.processInfo.environment["GLASSBOX_DATA"], beside]
      .compactMap { $0.map { "\($0)/mnist" } }
      .first { FileManager.default.fileExists(atPath: $0) }
  }()
}

/// What takes minutes without the optimizer.
@Suite(
  "Neurons and links learn real digits",
  .serialized,
  .enabled(if: Thoroughness.isFull, Comment(rawValue: Thoroughness.needed)),
  .enabled(
    if: RealMNIST.folder != nil,
    "needs MNIST's files: set GLASSBOX_DATA to the folder that holds mnist/"))
struct RealDigitsTests {
  private func mnist() throws -> DataSplit {
    try DataSource.open(try #require(RealMNIST.folder))
  }

  private func accuracy(
    of network: NeuronNetwork, learning training: Dataset, epochs: Int, batchSize: Int,
    on test: Dataset
  ) throws -> Double {
    let options = TrainingOptions(epochs: epochs, batchSize: batchSize)
    _ = try Trainer(network: network, options: options).fit(training)
    return try #require(Evaluation(of: network, on: test).total.accuracy)
  }

  @Test("Lernmi's network reads 92 % of MNIST's test digits after two epochs")
  func lernmi() throws {
    let data = try mnist()
    let accuracy = try accuracy(
      of: NeuronNetwork(Recipe.lernmiMNIST.blueprint()), learning: data.train, epochs: 2,
      batchSize: 1, on: try #require(data.test))
    #expect(accuracy >= 0.92)
  }

  @Test("A network that has seen drawn digits only reads 80 % of MNIST's")
  func drawnDigits() throws {
    let blueprint = try NetworkBlueprint(
      name: "drawn", input: .list(784),
      layers: [
        .dense(Dense(units: 32, activation: .relu, weightInitializer: .heUniform)),
        .dense(Dense(units: 10, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.05, momentum: 0.9)))
    let accuracy = try accuracy(
      of: NeuronNetwork(blueprint), learning: DrawnDigits(seed: 1).dataset(0..<20_000),
      epochs: 3, batchSize: 32, on: try #require(try mnist().test))
    #expect(accuracy >= 0.8)
  }
}
