import TextFormats
import TrainingData

/// What an untrained network learns from, and what it is tested on.
struct LearningData {
  let name: String
  let train: Dataset
  let test: Dataset

  static let usualCount = 4000
  /// More take longer to draw than anybody waits.
  static let mostDrawn = 60_000
  /// More than MNIST has.
  static let mostSamples = 100_000

  /// Digits that the program draws itself.
  static func drawn(count: Int) throws(PlainError) -> LearningData {
    guard count <= mostDrawn else {
      throw PlainError("drawn digits: expected at most \(mostDrawn), found \(count)")
    }
    let split = DrawnDigits(seed: 1).split(training: count, test: max(100, count / 10))
    guard let test = split.test else { throw PlainError("drawn digits: there are none to test on") }
    return LearningData(name: "drawn digits", train: split.train, test: test)
  }

  /// Samples of somebody else, a tenth of which is kept apart; own drawings may join them.
  init(
    _ samples: [OwnSamples.Sample], own: [OwnSamples.Sample] = [], named name: String
  ) throws(PlainError) {
    guard samples.count >= 20 else {
      throw PlainError("\(name): expected at least 20 samples, found \(samples.count)")
    }
    let border = samples.count - samples.count / 10
    self.name = name
    train = try Dataset(Array(samples[..<border]) + own, named: name, outputs: 10)
    test = try Dataset(Array(samples[border...]), named: "\(name) (test)", outputs: 10)
  }

  private init(name: String, train: Dataset, test: Dataset) {
    (self.name, self.train, self.test) = (name, train, test)
  }
}
