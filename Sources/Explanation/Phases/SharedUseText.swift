/// A weight that several links share: what each use of it has added to its gradient.
///
/// A convolution shares each weight among all positions of its window. The loss changes with the
/// weight through every one of them, so its gradient is their sum.
struct SharedUseText {
  /// What events call the weight: by the link, or the neuron, that stands for all.
  let name: String
  let label: String
  /// What it is: weight or bias.
  let what: String
  let memory: StepMemory

  /// Who shares it, and the sum; no lines for a weight that has one use only.
  var lines: [String] {
    guard let uses = memory.uses[name], uses.count > 1 else { return [] }
    let list = Shortlist(uses, limit: memory.limit) { $0.gradient }
    let thing = what == "bias" ? "neuron" : "link"
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
