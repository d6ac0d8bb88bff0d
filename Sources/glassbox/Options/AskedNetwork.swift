import DigitReading
import NetworkDescription
import TrainingRuns

extension NamedNetwork {
  /// The network that a text names, for commands that ask it something.
  ///
  /// `digit-reader` is the trained network inside the program. Commands that train it from its first
  /// weights take it as a recipe instead, with ``init(_:seed:)``.
  static func asked(
    _ text: String, seed: UInt64? = nil, memory: MemoryOption? = nil
  ) throws -> NamedNetwork {
    var network =
      Recipe(rawValue: text) == .digitReader
      ? Self(try DigitReader.shippedModel()) : try Self(text, seed: seed)
    network.memoryLimit = memory?.limit
    return network
  }
}
