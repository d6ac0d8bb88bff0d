/// Max pooling: of several links into one neuron, only the one that would bring the most is open.
///
/// Nothing else about these links is special. Their weights are not trained: in every forward pass
/// the winner's becomes 1 and all others become 0, so that the neuron's sum is the largest output of
/// its sources. Backward, being multiplied with the same weights, the neuron's sensitivity goes to
/// the winner alone:
///
///     0.2 ── × 0 ──▶
///     0.9 ── × 1 ──▶  sum = 0 + 0.9 + 0 = 0.9
///     0.5 ── × 0 ──▶
///
/// Of several that are equally large the first wins.
public struct PoolingContest {
  /// The links that compete, in their order; all lead to the same neuron.
  public let links: [Link]

  /// The neuron they lead to.
  let target: Neuron

  /// Lets links compete, each of which needs a weight of its own; nil if there are none.
  init?(_ links: [Link]) {
    guard let first = links.first else { return nil }
    self.links = links
    target = first.target
  }

  /// Forward: opens the link whose source says the most, and closes the others.
  ///
  /// - Returns: The winner.
  func decide() -> Link {
    var winner = links[0]
    for link in links {
      link.weight.value = 0
      if link.source.output > winner.source.output { winner = link }
    }
    winner.weight.value = 1
    return winner
  }
}
