import ToySets

/// A toy set with its settings, as `--data` takes it: `spiral`, or `spiral:noise=0.1,samples=300`.
public struct ToySetChoice: Equatable, Sendable {
  /// Which set.
  public var set: ToySet
  /// From 0 to `ToySet.mostNoise`.
  public var noise = 0.0
  /// How many points there are to train and test with together.
  public var count: Int
  /// What is told of each point.
  public var features = PlaneFeature.coordinates
  /// Which points; nil for those of the network's seed.
  public var seed: UInt64?

  /// No set may have more points.
  static let mostPoints = 1_000_000

  /// A set as Playground makes it.
  public init(_ set: ToySet) {
    self.set = set
    count = set.usualCount
  }

  /// Reads a set's name and, after a colon, its settings with commas between them.
  ///
  /// - Returns: nil for a text that does not begin with the name of a set.
  /// - Throws: ``DataFileError`` for settings that are not understood.
  public init?(parsing text: String) throws(DataFileError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let set = parts.first.flatMap({ ToySet(rawValue: String($0)) }) else { return nil }
    self.init(set)
    guard parts.count == 2 else { return }
    for setting in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      let words = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard words.count == 2 else { throw Self.problem(text, Self.settings, String(setting)) }
      try take(words[0], words[1], of: text)
    }
  }

  /// What can be set, in words.
  static let settings =
    "settings such as noise=0.1, samples=500, seed=1 or features=x+y+x2+y2+xy+sinx+siny"

  private mutating func take(
    _ name: String, _ value: String, of text: String
  ) throws(DataFileError) {
    switch name {
    case "noise":
      guard let noise = Double(value), (0...ToySet.mostNoise).contains(noise) else {
        throw Self.problem(text, "a noise from 0 to \(ToySet.mostNoise)", value)
      }
      self.noise = noise
    case "samples":
      guard let count = Int(value), (4...Self.mostPoints).contains(count) else {
        throw Self.problem(text, "4 to \(Self.mostPoints) samples", value)
      }
      self.count = count
    case "seed":
      guard let seed = UInt64(value) else { throw Self.problem(text, "a whole number", value) }
      self.seed = seed
    case "features":
      let features = value.split(separator: "+", omittingEmptySubsequences: false)
        .compactMap { PlaneFeature(rawValue: String($0)) }
      guard features.count == value.split(separator: "+", omittingEmptySubsequences: false).count,
        Set(features).count == features.count
      else {
        let names = PlaneFeature.allCases.map(\.rawValue).joined(separator: ", ")
        throw Self.problem(text, "some of \(names) with + between them, each once", value)
      }
      self.features = features
    default: throw Self.problem(text, Self.settings, name)
    }
  }

  private static func problem(
    _ text: String, _ expected: String, _ found: String
  ) -> DataFileError {
    DataFileError(file: text, expected: expected, found: found.isEmpty ? "nothing" : found)
  }

  /// The points, one half to train with and one to test with.
  ///
  /// - Parameter seed: Which points, unless the choice says so itself.
  public func split(seed: UInt64) -> DataSplit {
    set.split(count: count, noise: noise, features: features, seed: self.seed ?? seed)
  }

  /// The points themselves, as ``split(seed:)`` divides them.
  public func points(seed: UInt64) -> (train: [LabelledPoint], test: [LabelledPoint]) {
    let points = set.points(count: count, noise: noise, seed: self.seed ?? seed)
    return (Array(points.prefix(points.count / 2)), Array(points.dropFirst(points.count / 2)))
  }
}
