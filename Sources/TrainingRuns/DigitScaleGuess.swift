import ModelFiles
import NetworkDescription
import TextFormats
import TrainingData

/// What a stranger's network for digits seems to expect of its pictures, found by trying.
///
/// A file does not say whether pixels are 0–1 or 0–255, or whether ink is white or black. Digits that
/// the program draws itself, shown in each way, do.
public struct DigitScaleGuess: Sendable {
  /// A way to show pictures, and how many digits are then read rightly.
  public struct Trial: Sendable {
    /// What pixels are multiplied by.
    public let factor: Double
    /// What is added to them then.
    public let shift: Double
    /// How many of the digits are read rightly.
    public let right: Int
  }

  /// The ways that were tried, the first of them without any change.
  public let trials: [Trial]
  private static let count = 100
  /// As they are; to 255; black on white, both; as PyTorch's examples normalize; from −1 to 1.
  private static let ways: [(factor: Double, shift: Double)] = [
    (1, 0), (255, 0), (-1, 1), (-255, 255), (3.2457, -0.4242), (2, -1),
  ]

  /// Shows digits to a network.
  ///
  /// - Returns: nil for one that does not tell ten classes in pictures of 28×28.
  public init?(_ model: TrainedModel) throws {
    let (blueprint, parameters) = (model.blueprint, model.parameters)
    let digits = DrawnDigits(seed: 1)
    guard blueprint.input.count == DrawnDigit.pictureSize * DrawnDigit.pictureSize,
      blueprint.output.count == 10
    else {
      return nil
    }
    let network = try EngineChoice.matrix.network(
      blueprint, parameters: parameters, threads: EngineChoice.usualThreads, rows: 1,
      limit: .ofMachine)
    let dataset = digits.dataset(0..<Self.count)
    trials = try Self.ways.map { factor, shift in
      var right = 0
      for index in 0..<Self.count {
        let outputs = try network.predict(dataset.input(of: index).map { $0 * factor + shift })
        if NetworkDescription.Answer.indexOfLargest(outputs) == digits.digit(at: index).label {
          right += 1
        }
      }
      return Trial(factor: factor, shift: shift, right: right)
    }
  }

  /// What to say where another way is better than none, and good.
  public var note: String? {
    guard let plain = trials.first, let best = trials.max(by: { $0.right < $1.right }),
      best.right >= plain.right + Self.count / 10, best.right >= Self.count / 2
    else { return nil }
    let options =
      (best.factor == 1 ? [] : ["--input-scale \(brief(best.factor, digits: 6))"])
      + (best.shift == 0 ? [] : ["--input-shift \(brief(best.shift, digits: 6))"])
    return
      "Of \(Self.count) drawn digits it reads \(plain.right) rightly as it is, and \(best.right) "
      + "with \(options.joined(separator: " ")): a guess at what it expects."
  }
}
