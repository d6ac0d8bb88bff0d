import NetworkDescription
import TextFormats
import TrainingData
import TrainingLoop

/// How training pictures are changed a little, differently every epoch, as `--augment` says it.
public enum AugmentChoice: Equatable, Sendable, CustomStringConvertible {
  /// As people's handwriting differs: pictures of 28 × 28 digits only.
  case digits
  /// Shifted by up to a share of the side, mirrored or not, turned by up to so many degrees.
  case pictures(shift: Double, flips: Bool, rotation: Double)

  /// What can be said, for messages.
  public static let words = "digits, or some of shift=0.1,flip,rotate=15"

  /// Reads `digits`, or changes with commas between them.
  ///
  /// - Throws: `PlainError` that says what was not understood.
  public init(parsing text: String) throws {
    if text == "digits" {
      self = .digits
      return
    }
    var (shift, flips, rotation) = (0.0, false, 0.0)
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      switch (parts.first, parts.count) {
      case ("flip", 1): flips = true
      case ("shift", 2): shift = try Self.number(parts[1], of: "shift", upTo: 1)
      case ("rotate", 2): rotation = try Self.number(parts[1], of: "rotate", upTo: 180)
      default:
        throw PlainError("--augment: expected \(Self.words), found \(word)")
      }
    }
    self = .pictures(shift: shift, flips: flips, rotation: rotation)
  }

  private static func number(_ text: String, of name: String, upTo most: Double) throws -> Double {
    guard let number = Double(text), number >= 0, number <= most else {
      throw PlainError(
        "--augment: \(name): expected a number from 0 to \(decimal(most, digits: 0)), found \(text)"
      )
    }
    return number
  }

  /// The changes as `--augment` says them.
  public var description: String {
    switch self {
    case .digits: return "digits"
    case .pictures(let shift, let flips, let rotation):
      let parts =
        (shift > 0 ? ["shift=\(JSONValue.number(shift))"] : []) + (flips ? ["flip"] : [])
        + (rotation > 0 ? ["rotate=\(JSONValue.number(rotation))"] : [])
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
    case .pictures(let shift, let flips, let rotation):
      PictureAugmentation(seed: seed, shift: shift, flips: flips, rotation: rotation)
    }
  }
}
