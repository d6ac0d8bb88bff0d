import TextFormats

/// The name of a link: the neurons that it joins.
///
/// People and files write `from-to`: `0.1-1.0` leads from input neuron 1 to neuron 0 of layer 1.
public struct LinkName: Hashable, Sendable {
  /// The neuron whose output it carries.
  public let from: NeuronName
  /// The neuron it brings it to.
  public let to: NeuronName

  /// Names the link between two neurons.
  public init(from: NeuronName, to: NeuronName) {
    self.from = from
    self.to = to
  }
}

extension LinkName: CustomStringConvertible {
  /// The name as people write it: `0.1-1.0`.
  public var description: String { "\(from)-\(to)" }
}

extension LinkName {
  /// Reads a name as ``description`` writes it; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let from = NeuronName(ends[0]), let to = NeuronName(ends[1]) else {
      return nil
    }
    self.init(from: from, to: to)
  }

  /// The name as JSON has it.
  package var json: JSONValue { .string(description) }
}
