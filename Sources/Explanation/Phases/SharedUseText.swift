import NetworkDescription

/// A weight that several links share: what each use of it has added to its gradient.
///
/// A convolution shares each weight among all positions of its window. The loss changes with the
/// weight through every one of them, so its gradient is their sum.
struct SharedUseText {
  /// Where events say that the weight sits: on the link, or in the neuron, that stands for all.
  let place: WeightPlace
  let label: String
  let memory: StepMemory

  /// Who shares it, and the sum; no lines for a weight that has one use only.
  var lines: [String] {
    guard let uses = memory.uses[place], uses.count > 1 else { return [] }
    let list = Shortlist(uses, limit: memory.limit) { $0.gradient }
    let (what, thing) = place.isBias ? ("bias", "neuron") : ("weight", "link")
    let names = list.shown.map(\.label).joined(separator: "; ")
    let others = Counted(list.others.count, "other")
    var lines = ["\(label): one \(what) for \(Counted(uses.count, thing))"]
    if !list.shown.isEmpty {
      lines[0] += ": \(names)" + (list.others.isEmpty ? "" : "; and \(others)")
    }
    let othersSum = list.sumOfOthers { $0.gradient }
    if !list.others.isEmpty {
      lines.append(
        "\(label), \(others): sum of weight gradients = \(NumberText(othersSum).text)")
    }
    let total = uses.reduce(0) { $0 + $1.gradient }
    let terms = list.terms({ .number($0.gradient) }, othersSum: othersSum)
    return lines + ["\(label): sum of uses = \(Equation(.sum(terms), gives: total).text)"]
  }
}
