import NetworkDescription
import NeuronGraph

/// The best that can be answered without looking at the inputs, whatever they are.
///
/// A network that has learned anything has a smaller loss.
public struct ConstantAnswer: Hashable, Sendable {
  /// The outputs with the smallest mean loss.
  public let outputs: [Double]
  /// That loss.
  public let loss: Double
  /// The share of the most frequent class; nil where targets are numbers.
  public let accuracy: Double?

  /// Finds it for some samples of a source, spread over all: 1,000 at most, unless told otherwise.
  public init(for loss: Loss, on source: some SampleSource, atMost most: Int = 1000) {
    self.init(for: loss, ChosenSamples(of: source, atMost: most), source.targetKind)
  }

  init(for loss: Loss, _ samples: ChosenSamples, _ kind: TargetKind) {
    let outputs = loss.bestConstant(for: samples.targets)
    self.outputs = outputs
    self.loss = loss.mean(ofConstant: outputs, against: samples.targets)
    accuracy =
      kind == .classes
      ? Double(samples.classCounts.max()?.count ?? 0) / Double(samples.targets.count) : nil
  }

  /// Whether there is nothing to learn: it is always right.
  var isPerfect: Bool { loss <= 1e-12 }
}

extension ChosenSamples {
  /// How many samples each class has, those that occur.
  var classCounts: [ClassCount] {
    var counts: [ClassCount] = []
    for index in classes {
      if let known = counts.firstIndex(where: { $0.index == index }) {
        counts[known].count += 1
      } else {
        counts.append(ClassCount(index: index, count: 1))
      }
    }
    return counts
  }

  /// A class, and how many samples have it.
  struct ClassCount: Comparable {
    let index: Int
    var count: Int

    static func < (one: ClassCount, other: ClassCount) -> Bool { one.count < other.count }
  }
}

extension Loss {
  /// The outputs with the smallest mean loss against these targets.
  func bestConstant(for targets: [[Double]]) -> [Double] {
    (targets.first ?? []).indices.map { output in
      bestConstant(for: targets.map { $0[output] })
    }
  }

  /// The one output with the smallest mean loss against these targets.
  fileprivate func bestConstant(for targets: [Double]) -> Double {
    let mean = targets.reduce(0, +) / Double(targets.count)
    switch self {
    case .halfSquaredError, .meanSquaredError, .binaryCrossEntropy, .categoricalCrossEntropy:
      return mean
    case .meanAbsoluteError:
      return targets.sorted()[targets.count / 2]
    case .huber(let delta):
      // The slope of the loss rises with the output, so that halving finds where it is 0.
      var (low, high) = (targets.min() ?? 0, targets.max() ?? 0)
      for _ in 0..<60 {
        let middle = low + (high - low) / 2
        let slope = targets.reduce(0) { $0 + max(-delta, min(delta, middle - $1)) }
        if slope > 0 { high = middle } else { low = middle }
      }
      return low + (high - low) / 2
    }
  }
}
