import ArgumentParser
import TrainingData

/// Which sample of some data: `5`, `train:5` or `test:5`, counted from 1.
struct SampleNumber: ExpressibleByArgument, CustomStringConvertible {
  private enum Part: String {
    case train
    case test
  }

  /// Which one of its part.
  let number: Int
  private let part: Part

  /// A sample of the training part.
  init(_ number: Int) {
    self.number = number
    part = .train
  }

  init?(argument: String) {
    let words = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard words.count <= 2, let last = words.last, let number = Int(last),
      let part = words.count == 1 ? Part.train : Part(rawValue: words[0])
    else { return nil }
    self.number = number
    self.part = part
  }

  var description: String { part == .train ? "\(number)" : "\(part.rawValue):\(number)" }

  /// The part that it is in, and where.
  func find(in split: DataSplit) throws -> (samples: Dataset, position: Int) {
    guard let samples = part == .train ? split.train : split.test else {
      throw CommandFailure("--sample: expected data with a test part for \(self), found none")
    }
    guard number <= samples.count else {
      throw CommandFailure("--sample: expected 1 to \(samples.count), found \(number)")
    }
    return (samples, number - 1)
  }
}
