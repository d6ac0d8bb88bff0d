import NetworkDescription
import NeuronTrace

/// A weight that several links share: what each use of it has added to its gradient.
///
/// A convolution shares each weight among all positions of its window. The loss changes with the
/// weight through every one of them, so its gradient is their sum.
struct SharedWeightLines {
  /// Where events say that the weight sits: on the link, or in the neuron, that stands for all.
  let place: WeightPlace
  let memory: StepMemory

  private var subject: LineSubject {
    switch place {
    case .link(let name): .link(name)
    case .bias(let name): .neuron(name)
    }
  }

  /// Who shares it, and the sum; no lines for a weight that has one use only.
  var lines: [ExplanationLine] {
    guard let uses = memory.uses[place], uses.count > 1 else { return [] }
    let list = Shortlist(uses, limit: memory.limit) { $0.gradient }
    let othersSum = list.sumOfOthers { $0.gradient }
    let others = memory.line(
      .update, .otherUses(count: list.others.count, of: place),
      Equation("sum of weight gradients", is: othersSum))
    let total = uses.reduce(0) { $0 + $1.gradient }
    let terms = list.terms({ .number($0.gradient) }, othersSum: othersSum)
    return [memory.words(.update, subject, sharers(list, of: uses.count))]
      + (list.others.isEmpty ? [] : [others])
      + [memory.line(.update, subject, Equation("sum of uses", .sum(terms), gives: total))]
  }

  /// `one weight for 9 links: input 0 → hidden 0; input 1 → hidden 1; and 7 others`.
  private func sharers(_ list: Shortlist<StepMemory.Use>, of count: Int) -> String {
    let (what, thing) = place.isBias ? ("bias", "neuron") : ("weight", "link")
    let all = "one \(what) for \(Counted(count, thing))"
    guard !list.shown.isEmpty else { return all }
    let names = list.shown.map { $0.label }.joined(separator: "; ")
    let others = Counted(list.others.count, "other")
    return "\(all): \(names)" + (list.others.isEmpty ? "" : "; and \(others)")
  }
}
