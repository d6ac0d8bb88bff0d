import NetworkDescription
import NeuronGraph
import NeuronTrace

/// The neurons of a softmax wait for each other, since each gets a share of one whole.
extension ForwardLines {
  /// Whether two neurons that answer one after the other have the same softmax: they are in the
  /// same layer, or in a picture in the same pixel.
  static func share(
    _ left: TraceEvent.NeuronForward, _ right: TraceEvent.NeuronForward
  ) -> Bool {
    left.neuron.sharesPlace(with: right.neuron)
  }

  mutating func flushSoftmaxGroup(_ memory: inout StepMemory) -> [ExplanationLine] {
    let group = softmaxGroup
    guard let shares = group.first?.softmax else { return [] }
    softmaxGroup = []
    let names = group.map { $0.neuron }
    for name in names { memory.softmaxGroups[name] = names }
    return group.flatMap { sumLines($0, memory) }
      + Self.total(group, shares, memory)
      + group.map { Self.share($0, shares, memory) }
  }

  /// What share of the whole one neuron gets.
  static func share(
    _ neuron: TraceEvent.NeuronForward, _ shares: SoftmaxGroup.Shares, _ memory: StepMemory
  ) -> ExplanationLine {
    let share = Expression.quotient(power(neuron, shares), .number(shares.total))
    return memory.line(
      .forward, .neuron(neuron.neuron), Equation("softmax", share, gives: neuron.output))
  }

  /// What the neuron adds to the total: e^(sum − largest).
  private static func power(
    _ neuron: TraceEvent.NeuronForward, _ shares: SoftmaxGroup.Shares
  ) -> Expression {
    .function(.exponential, .difference(.number(neuron.sum), .number(shares.largest)))
  }

  private static func total(
    _ group: [TraceEvent.NeuronForward], _ shares: SoftmaxGroup.Shares, _ memory: StepMemory
  ) -> [ExplanationLine] {
    let neurons = group.map { $0.neuron }
    let all = LineSubject.softmax(neurons)
    let list = Shortlist(group, limit: memory.limit) { power($0, shares).value }
    let othersSum = list.sumOfOthers { power($0, shares).value }
    let terms = list.terms({ power($0, shares) }, othersSum: othersSum)
    let largest = memory.words(
      .forward, all,
      "the largest sum is \(NumberText(shares.largest).text); taken off every sum, it changes no "
        + "share and keeps e^sum small")
    let total = memory.line(.forward, all, Equation("total", .sum(terms), gives: shares.total))
    guard !list.others.isEmpty else { return [largest, total] }
    let others = LineSubject.otherNeurons(count: list.others.count, ofSoftmax: neurons)
    return [
      largest, memory.line(.forward, others, sumOf: "e^(sum − largest)", is: othersSum), total,
    ]
  }
}
