import NetworkDescription
import TextFormats
import TrainingData
import TrainingLoop

/// How training pictures are changed a little, differently every epoch, as `--augment` says it.
public enum AugmentChoice: Equatable, Sendable, CustomStringConvertible {
  /// As people's handwriting differs: pictures of 28 × 28 digits only.
  case digits
  /// In place, size and light; the seed is a run's own.
  case pictures(PictureAugmentation)

  /// What can be said, for messages.
  public static let words =
    "digits, or some of shift=0.1,flip,rotate=15,zoom=0.1,crop=0.1,contrast=0.2,brightness=0.1,"
    + "cutout=0.25"

  /// The changes that have an amount: what they are called, and the largest amount.
  private static let amounts:
    [(
      name: String, largest: Double,
      amount: any WritableKeyPath<PictureAugmentation, Double> & Sendable
    )] = [
      ("shift", 1, \.shift), ("rotate", PictureAugmentation.largestRotation, \.rotation),
      ("zoom", PictureAugmentation.largestZoom, \.zoom),
      ("crop", 1, \.crop), ("contrast", 1, \.contrast), ("brightness", 1, \.brightness),
      ("cutout", 1, \.cutout),
    ]

  /// Reads `digits`, or changes with commas between them.
  ///
  /// - Throws: `PlainError` that says what was not understood.
  public init(parsing text: String) throws {
    if text == "digits" {
      self = .digits
      return
    }
    var changes = PictureAugmentation(seed: 0)
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      if parts == ["flip"] {
        changes.flips = true
      } else if parts.count == 2, let kind = Self.amounts.first(where: { $0.name == parts[0] }) {
        changes[keyPath: kind.amount] = try Self.number(
          parts[1], of: kind.name, upTo: kind.largest)
      } else {
        throw PlainError("--augment: expected \(Self.words), found \(word)")
      }
    }
    self = .pictures(changes)
  }

  private static func number(_ text: String, of name: String, upTo most: Double) throws -> Double {
    guard let number = Double(text), number >= 0, number <= most else {
      throw PlainError(
        "--augment: \(name): expected a number from 0 to \(JSONValue.number(most)), found \(text)")
    }
    return number
  }

  /// The changes as `--augment` says them.
  public var description: String {
    switch self {
    case .digits: return "digits"
    case .pictures(let changes):
      var parts = Self.amounts.filter { changes[keyPath: $0.amount] > 0 }.map { kind in
        "\(kind.name)=\(JSONValue.number(changes[keyPath: kind.amount]))"
      }
      // Beside the shift, as it always was: checkpoints keep these words.
      if changes.flips { parts.insert("flip", at: changes.shift > 0 ? 1 : 0) }
      return parts.isEmpty ? "shift=0" : parts.joined(separator: ",")
    }
  }

  /// The samples of every epoch.
  ///
  /// - Throws: `DatasetError` when the inputs are no pictures, or none of the size needed.
  public func samples(of dataset: Dataset, seed: UInt64) throws -> (Int) -> any SampleSource {
    let augmented = try AugmentedDataset(dataset, augmentation: augmentation(seed: seed))
    return { epoch in
      var shown = augmented
      shown.epoch = epoch
      return shown
    }
  }

  /// The samples as the first epoch shows them.
  public func firstEpoch(of dataset: Dataset, seed: UInt64) throws -> Dataset {
    let shown = try AugmentedDataset(dataset, augmentation: augmentation(seed: seed), epoch: 1)
    return try Dataset(
      name: dataset.name, inputShape: dataset.inputShape,
      inputs: .pixels((0..<shown.count).flatMap(shown.picture)), targets: dataset.targets,
      targetKind: dataset.targetKind)
  }

  private func augmentation(seed: UInt64) -> any Augmentation {
    switch self {
    case .digits: DigitAugmentation(seed: seed)
    case .pictures(let changes): changes.seeded(seed)
    }
  }
}
