import NetworkDescription
import NeuronGraph
import TrainingLoop

/// The work of Lernmi's digits: 784-15-10 sigmoids, ½ squared error, a step for every sample.
package struct ObjectsBenchmark {
  private static let pictureCount = 200
  private let network: NeuronNetwork
  private let inputs: [[Double]]
  private let targets: [[Double]]

  package init(inkedShare: Double) throws {
    network = try NeuronNetwork(Recipe.lernmiMNIST.blueprint())
    let random = SeededRandom(seed: 1)
    inputs = (0..<Self.pictureCount).map { picture in
      (0..<784).map { pixel in
        let isInked = random.unit(.check, layer: 1, step: picture, index: pixel) < inkedShare
        return isInked ? random.unit(.check, layer: 2, step: picture, index: pixel) : 0
      }
    }
    targets = (0..<Self.pictureCount).map { picture in
      (0..<10).map { $0 == picture % 10 ? 1 : 0 }
    }
  }

  package func samplesPerSecond(for seconds: Double) throws -> Double {
    try learnAllPictures()  // warms up
    let start = ContinuousClock.now
    var rounds = 0
    var elapsed = 0.0
    while elapsed < seconds {
      try learnAllPictures()
      rounds += 1
      elapsed = (ContinuousClock.now - start).inSeconds
    }
    return Double(rounds * Self.pictureCount) / elapsed
  }

  private func learnAllPictures() throws {
    for (input, target) in zip(inputs, targets) {
      try network.learn(inputs: input, targets: target)
    }
  }
}
