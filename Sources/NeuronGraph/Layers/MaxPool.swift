/// Max pooling: of several links into one neuron, only the one that would bring the most is open.
///
/// Nothing else about these links is special. Their weights are not trained: in every forward pass
/// that of the argmax, the link with the largest source, becomes 1 and all others become 0, so that
/// the neuron's sum is the largest output of its sources. Backward, being multiplied with the same
/// weights, the neuron's sensitivity goes to that source alone:
///
///     0.2 ── × 0 ──▶
///     0.9 ── × 1 ──▶  sum = 0 + 0.9 + 0 = 0.9
///     0.5 ── × 0 ──▶
///
/// Of several that are equally large the first is taken.
public struct MaxPool {
  /// The links into the pooling neuron, in their order.
  public let links: [Link]

  /// The neuron they lead to.
  package let target: Neuron

  /// Makes a pool of links to one neuron, each with a weight of its own; nil if there are none.
  init?(_ links: [Link]) {
    guard let first = links.first else { return nil }
    self.links = links
    target = first.target
  }

  /// Forward: opens the link whose source says the most, and closes the others.
  func openLargest() {
    var argmax = links[0]
    for link in links {
      link.weight.value = 0
      if link.source.output > argmax.source.output { argmax = link }
    }
    argmax.weight.value = 1
  }

  /// The link that the last forward pass opened; before the first there is none.
  public var open: Link? { links.first { $0.weight.value == 1 } }
}
