import MatrixEngine
import NetworkDescription
import NeuronGraph
import TextFormats
import TrainingData

/// An untrained network of neurons and links that learns to read digits, a few samples at a time.
final class Learner {
  /// Fifteen hidden neurons: few enough to look at the weights of each.
  static let recipe = Recipe.lernmiMNIST

  let network: NeuronNetwork
  let blueprint: NetworkBlueprint
  let train: Dataset
  let test: Dataset
  /// How many samples it has learned from.
  private(set) var seen = 0
  /// The mean loss and the share of right answers since the last point of the history.
  private(set) var history: [Point] = []
  private var sums = BatchResult()
  private var order: [Int] = []

  /// How it did over some samples.
  struct Point {
    let seen: Int
    let loss: Double
    let accuracy: Double
  }

  /// So many samples make a point of the history.
  private static let samplesPerPoint = 500

  init(seed: UInt64, train: Dataset, test: Dataset) throws(PlainError) {
    (self.train, self.test) = (train, test)
    do {
      var blueprint = try Self.recipe.blueprint()
      blueprint.seed = seed
      self.blueprint = blueprint
      network = try NeuronNetwork(blueprint)
    } catch {
      throw PlainError(error.description)
    }
  }

  /// How often all samples have been seen.
  var epoch: Int { seen / train.count }

  /// Learns from the next samples, one after the other.
  func learn(samples: Int) throws(PlainError) {
    for _ in 0..<samples {
      let place = seen % train.count
      if place == 0 || order.isEmpty {
        order = SeededRandom(seed: blueprint.seed).permutation(of: train.count, step: epoch)
      }
      do {
        let result = try network.train(on: train, samples: order[place..<place + 1])
        sums.lossSum += result.lossSum
        sums.correctCount += result.correctCount
        sums.sampleCount += result.sampleCount
      } catch {
        throw PlainError(error.description)
      }
      seen += 1
      if sums.sampleCount >= Self.samplesPerPoint { addPoint() }
    }
  }

  private func addPoint() {
    let count = Double(sums.sampleCount)
    history.append(
      Point(seen: seen, loss: sums.lossSum / count, accuracy: Double(sums.correctCount) / count))
    sums = BatchResult()
    // A day of training has no more points than an hour, only further apart.
    if history.count > 400 {
      history = history.indices.filter { !$0.isMultiple(of: 2) }.map { history[$0] }
    }
  }
}
