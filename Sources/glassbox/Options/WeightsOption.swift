import ArgumentParser
import TrainingRuns

/// First weights from a file.
struct WeightsOption: ParsableArguments {
  @Option(
    help: """
      Start with the weights and biases of a .csv or .json file, by the names of links and neurons: \
      0.0-1.0,0.15 and bias 1.0,0.35.
      """)
  var weights: String?

  /// A network as it was named, to be trained, with the file's weights.
  func network(_ text: String, seed: UInt64? = nil, memory: MemoryOption) throws -> NamedNetwork {
    try starting(NamedNetwork(text, seed: seed), memory)
  }

  /// A network as it was named, to be asked something, with the file's weights.
  func asked(_ text: String, seed: UInt64? = nil, memory: MemoryOption) throws -> NamedNetwork {
    try starting(.asked(text, seed: seed), memory)
  }

  private func starting(
    _ network: NamedNetwork, _ memory: MemoryOption
  ) throws -> NamedNetwork {
    var network = network
    network.memoryLimit = memory.limit
    return try weights.map { try network.starting(withWeightsFrom: $0) } ?? network
  }
}
