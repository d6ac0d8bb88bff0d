import NetworkDescription

// Tests write names as people do: `network.ancestry(of: "1.0")`. What is no name is that of no
// neuron in any network, so that a misspelt literal fails its test.

extension NeuronName: ExpressibleByStringLiteral {
  /// Reads a name.
  public init(stringLiteral text: String) { self = NeuronName(text) ?? .unplaced }
}

extension LinkName: ExpressibleByStringLiteral {
  /// Reads a name.
  public init(stringLiteral text: String) {
    self = LinkName(text) ?? LinkName(from: .unplaced, to: .unplaced)
  }
}
