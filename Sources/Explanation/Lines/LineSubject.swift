import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Whom a line of an explanation is about.
///
/// Lines begin with the label of their link or neuron and a colon; those that sum up what is left
/// out say of whom: `768 other links → hidden 0: …`.
package enum LineSubject: Hashable {
  case link(LinkName)
  case neuron(NeuronName)
  /// The links to a neuron that are summed up.
  case otherLinks(to: NeuronName)
  /// The inputs that are summed up.
  case otherInputs
}

/// Finds whom lines are about.
package struct LineSubjects {
  /// The names that events use, by the labels that people read.
  private let names: [String: NeuronName]

  package init(_ labels: NeuronLabels, of network: NeuronNetwork) {
    var names: [String: NeuronName] = [:]
    for layer in network.layers {
      for neuron in layer.neurons { names[labels[neuron.name]] = neuron.name }
    }
    self.names = names
  }

  /// The subject of a line; nil for lines in words.
  package func subject(of line: String) -> LineSubject? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let label = line[..<colon].drop { $0 == " " }
    if let name = names[String(label)] { return .neuron(name) }
    if let ends = Self.split(label, at: " → "), let to = names[String(ends.1)] {
      if let from = names[String(ends.0)] { return .link(LinkName(from: from, to: to)) }
      return .otherLinks(to: to)
    }
    // `3 other links from hidden 0` belongs to what hidden 0 adds up.
    if let ends = Self.split(label, at: " from "), let name = names[String(ends.1)] {
      return .neuron(name)
    }
    // `output 0 to output 9`: said once, with the first of them.
    if let ends = Self.split(label, at: " to "), let name = names[String(ends.0)] {
      return .neuron(name)
    }
    return label.contains(" other input") ? .otherInputs : nil
  }

  private static func split(_ text: Substring, at separator: String) -> (Substring, Substring)? {
    text.firstRange(of: separator).map { (text[..<$0.lowerBound], text[$0.upperBound...]) }
  }
}
