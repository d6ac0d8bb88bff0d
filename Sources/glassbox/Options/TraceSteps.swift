import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription
import TrainingData

/// What the steps of a page learn from.
struct TraceSteps {
  /// How many steps a walk over data makes unless told otherwise.
  static let usualWalk = 20

  /// The sample of a step, counted from 0.
  let sample: (Int) -> TracedSample
  let classNames: [String]
  /// How many steps are made unless told otherwise.
  let usualCount: Int

  /// The same sample in every step.
  init(inputs: [Double], targets: [Double], classNames: [String]) {
    let sample = TracedSample(
      title: Self.title(inputs, targets) ?? "one sample", inputs: inputs, targets: targets)
    self.sample = { _ in sample }
    self.classNames = classNames
    usualCount = 1
  }

  /// One sample after the other, in the order in which `train` would take them.
  ///
  /// - Parameter shuffle: Whether every epoch visits them in another order.
  init(walkingOver dataset: Dataset, seed: UInt64, shuffle: Bool) {
    let random = SeededRandom(seed: seed)
    var (orderedEpoch, order) = (0, [Int]())
    sample = { step in
      let epoch = step / dataset.count + 1
      if epoch != orderedEpoch {
        order =
          shuffle ? random.permutation(of: dataset.count, step: epoch) : Array(0..<dataset.count)
        orderedEpoch = epoch
      }
      let number = order[step % dataset.count]
      let (inputs, targets) = (dataset.input(of: number), dataset.target(of: number))
      let name = dataset.labels.map { dataset.classNames?[$0[number]] ?? "" } ?? ""
      let shown = Self.title(inputs, targets) ?? (name.isEmpty ? nil : "“\(name)”")
      let place = "epoch \(epoch), sample \(number + 1) of \(dataset.count)"
      return TracedSample(
        title: [place, shown].compactMap(\.self).joined(separator: ": "), inputs: inputs,
        targets: targets)
    }
    classNames = dataset.classNames ?? []
    usualCount = Self.usualWalk
  }

  /// `0, 1 → 1`, where the numbers are few.
  private static func title(_ inputs: [Double], _ targets: [Double]) -> String? {
    guard inputs.count <= 4, targets.count <= 4 else { return nil }
    func list(_ numbers: [Double]) -> String {
      numbers.map { brief($0) }.joined(separator: ", ")
    }
    return "\(list(inputs)) → \(list(targets))"
  }
}
