import NetworkDescription
import NeuronGraph

/// Softmax in words: its neurons wait for each other, since each gets a share of one whole.
extension ForwardText {
  /// Whether two neurons that answer one after the other have the same softmax: they are in the
  /// same layer, or in a picture in the same pixel.
  static func share(_ left: StepMemory.Activated, _ right: StepMemory.Activated) -> Bool {
    left.neuron.sharesPlace(with: right.neuron)
  }

  mutating func flushSoftmaxGroup(_ memory: inout StepMemory) -> [String] {
    let group = softmaxGroup
    guard let shares = group.first?.softmax else { return [] }
    softmaxGroup = []
    let names = group.map(\.neuron)
    for name in names { memory.softmaxGroups[name] = names }
    return group.flatMap { sumLines($0, memory) }
      + Self.totalLines(group, shares, memory)
      + group.map { Self.shareLine($0, shares, memory) }
  }

  /// What share of the whole one neuron gets.
  package static func shareLine(
    _ neuron: StepMemory.Activated, _ shares: SoftmaxGroup.Shares, _ memory: StepMemory
  ) -> String {
    let share = Expression.quotient(power(neuron, shares), .number(shares.total))
    return "\(memory.labels[neuron.neuron]): softmax = "
      + Equation(share, gives: neuron.output).text
  }

  /// What the neuron adds to the total: e^(sum − largest).
  private static func power(
    _ neuron: StepMemory.Activated, _ shares: SoftmaxGroup.Shares
  ) -> Expression {
    .function(.exponential, .difference(.number(neuron.sum), .number(shares.largest)))
  }

  private static func totalLines(
    _ group: [StepMemory.Activated], _ shares: SoftmaxGroup.Shares, _ memory: StepMemory
  ) -> [String] {
    let label = memory.labels.range(group.map(\.neuron))
    let list = Shortlist(group, limit: memory.limit) { power($0, shares).value }
    let othersSum = list.sumOfOthers { power($0, shares).value }
    let terms = list.terms({ power($0, shares) }, othersSum: othersSum)
    var lines = [
      "\(label): the largest sum is \(NumberText(shares.largest).text); taken off every sum, "
        + "it changes no share and keeps e^sum small"
    ]
    if !list.others.isEmpty {
      let count = Counted(list.others.count, "other neuron")
      lines.append("  \(count): sum of e^(sum − largest) = \(NumberText(othersSum).text)")
    }
    return lines + ["\(label): total = \(Equation(.sum(terms), gives: shares.total).text)"]
  }
}
