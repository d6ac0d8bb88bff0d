import NetworkDescription
import NeuronGraph
import TextFormats

/// A link as events tell of it.
public struct TracedLink: Hashable, Sendable {
  /// Its name.
  public let name: LinkName
  /// Where several links share a weight that is trained, the first of them, which stands for all of
  /// them when the weight moves.
  public let sharedWeight: WeightPlace?

  /// Names a link.
  public init(_ name: LinkName, sharedWeight: WeightPlace? = nil) {
    self.name = name
    self.sharedWeight = sharedWeight
  }

  /// The source neuron.
  public var from: NeuronName { name.from }
  /// The target neuron.
  public var to: NeuronName { name.to }

  /// What JSON says of it.
  var entries: [(String, JSONValue)] {
    [("link", name.json), ("from", from.json), ("to", to.json)]
      + (sharedWeight.map { [("sharedWeight", .string($0.name))] } ?? [])
  }
}
