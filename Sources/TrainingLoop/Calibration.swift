import CMath
import NetworkDescription

/// How sure a network has to be to be right as often as it says: temperature scaling.
///
/// The sums of the last layer, a softmax, are divided by one number, the temperature, for which the
/// cross-entropy on samples is least that the network has not learned from (C. Guo, G. Pleiss,
/// Y. Sun and K. Q. Weinberger, "On calibration of modern neural networks", 2017). No answer changes,
/// only how sure it is.
public struct Calibration: Sendable {
  /// What all sums are to be divided by: above 1 makes answers less sure.
  public let temperature: Double
  /// How sure answers were, and how they are at that temperature.
  public let before: Sureness
  public let after: Sureness

  /// How sure answers are, and whether rightly.
  public struct Sureness: Sendable {
    /// The mean cross-entropy.
    public let loss: Double
    /// How many answers say 90 % or more, and how many of them are right.
    public let sure: Int
    public let sureAndRight: Int
  }

  /// The temperatures that are tried.
  public static let temperatures = 0.2...5.0

  /// Finds a temperature, or looks at a given one.
  ///
  /// - Throws: ``TrainingError`` if there are no samples, or if they do not fit the network.
  /// - Complexity: O(samples × outputs) for each of about fifty temperatures.
  public init(
    of network: any TrainableNetwork, on source: some SampleSource, temperature given: Double? = nil
  ) throws(TrainingError) {
    guard source.count > 0 else { throw .noSamples(what: "data to calibrate with") }
    try TrainingError.ifSamplesFit { () throws(InputError) in try network.check(source) }
    var answers = Answers(outputCount: network.outputCount)
    for batch in Array(0..<source.count).batches(of: 256) {
      let outputs = try TrainingError.ifSamplesFit { () throws(InputError) in
        try network.evaluate(on: source, samples: batch).outputs
      }
      answers.add(outputs, targets: source.numbers(.targets, of: batch))
    }
    let found = given ?? answers.bestTemperature(within: Self.temperatures)
    temperature = found
    before = answers.sureness(at: 1)
    after = answers.sureness(at: found)
  }
}

/// What a softmax answered, as logarithms, which are its sums but for what all have in common.
private struct Answers {
  let outputCount: Int
  private var logarithms: [Double] = []
  private var classes: [Int] = []

  init(outputCount: Int) {
    self.outputCount = outputCount
  }

  mutating func add(_ outputs: [Double], targets: [Double]) {
    logarithms += outputs.map { glassbox_log(max($0, .leastNormalMagnitude)) }
    for start in stride(from: 0, to: targets.count, by: outputCount) {
      classes.append(Answer.indexOfLargest(targets[start..<(start + outputCount)]))
    }
  }

  func sureness(at temperature: Double) -> Calibration.Sureness {
    var (loss, sure, right) = (0.0, 0, 0)
    for (sample, label) in classes.enumerated() {
      let sums = logarithms[(sample * outputCount)..<((sample + 1) * outputCount)]
      let largest = sums.max() ?? 0
      let total = sums.reduce(0) { $0 + glassbox_exp(($1 - largest) / temperature) }
      loss += glassbox_log(total) - (sums[sums.startIndex + label] - largest) / temperature
      if 1 / total >= 0.9 {
        sure += 1
        right += sums[sums.startIndex + label] == largest ? 1 : 0
      }
    }
    return Calibration.Sureness(
      loss: loss / Double(classes.count), sure: sure, sureAndRight: right)
  }

  /// Golden-section search over the temperature's logarithm: the loss has one valley.
  func bestTemperature(within range: ClosedRange<Double>) -> Double {
    let golden = (5.0.squareRoot() - 1) / 2
    func loss(_ logarithm: Double) -> Double { sureness(at: glassbox_exp(logarithm)).loss }
    var (low, high) = (glassbox_log(range.lowerBound), glassbox_log(range.upperBound))
    var (left, right) = (high - golden * (high - low), low + golden * (high - low))
    var (lossLeft, lossRight) = (loss(left), loss(right))
    while high - low > 1e-6 {
      if lossLeft < lossRight {
        (high, right, lossRight) = (right, left, lossLeft)
        left = high - golden * (high - low)
        lossLeft = loss(left)
      } else {
        (low, left, lossLeft) = (left, right, lossRight)
        right = low + golden * (high - low)
        lossRight = loss(right)
      }
    }
    return glassbox_exp((low + high) / 2)
  }
}
