/// A neuron or a link: what people point at.
public enum NetworkPlace: Hashable, Sendable {
  /// A neuron.
  case neuron(NeuronName)
  /// A link.
  case link(LinkName)
}

extension NetworkPlace: CustomStringConvertible {
  /// Its name: `1.0` or `0.1-1.0`.
  public var description: String {
    switch self {
    case .neuron(let name): name.description
    case .link(let name): name.description
    }
  }
}

extension NetworkPlace {
  /// Reads what people type: `1.0`, `0.1-1.0`, and the same after `neuron`, `link` or `bias`.
  ///
  /// - Returns: nil for what cannot be a name in any network.
  public init?(typed text: some StringProtocol) {
    var words = text.split(separator: " ")
    if let first = words.first, first == "link" || first == "neuron" || first == "bias" {
      words.removeFirst()
    }
    guard let word = words.first, words.count == 1 else { return nil }
    if let name = NeuronName(word) {
      self = .neuron(name)
    } else if let name = LinkName(word) {
      self = .link(name)
    } else {
      return nil
    }
  }

  /// Whether somebody who typed this meant a link, even if there is none of that name.
  package static func meansLink(_ text: String) -> Bool { text.contains("-") }
}
