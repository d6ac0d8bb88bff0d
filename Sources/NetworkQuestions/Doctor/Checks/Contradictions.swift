import Explanation
import NetworkDescription
import NeuronGraph

extension CaseHistory {
  /// Samples with equal inputs and different targets, so that no network can be right about all.
  ///
  /// The least loss that is left is that of the best answer to each of the different inputs.
  var contradictions: Suspicion? {
    let all = ChosenSamples(
      of: source, atMost: max(1, min(4096, 4_000_000 / max(1, source.inputCount))))
    var groups: [[Double]: [Int]] = [:]
    for (row, inputs) in all.inputs.enumerated() { groups[inputs, default: []].append(row) }
    let doubtful = groups.values.filter { rows in
      rows.contains { all.targets[$0] != all.targets[rows[0]] }
    }
    guard !doubtful.isEmpty, groups.count > 1 else { return nil }
    let least =
      doubtful.reduce(0.0) { total, rows in
        let targets = rows.map { all.targets[$0] }
        return total + blueprint.loss.leastLoss(of: targets) * Double(rows.count)
      } / Double(all.indices.count)
    // A few of them hurt nobody; it is they if they leave little to be learned.
    guard least >= (symptom.isPlain ? 0.25 : 0.5) * constant.loss else { return nil }
    let contradicted = Set(doubtful.joined())
    let clear = all.indices.indices.filter { !contradicted.contains($0) }.map { all.indices[$0] }
    let example = doubtful.map { $0.sorted() }.min { $0[0] < $1[0] } ?? []
    let other = example.first { all.targets[$0] != all.targets[example[0]] } ?? 0
    return Suspicion(
      cause: .contradictions,
      evidence: [
        "\(contradicted.count) of \(all.indices.count) samples have the inputs of another sample, "
          + "but not its targets: samples \(all.indices[example[0]] + 1) and "
          + "\(all.indices[other] + 1) are both \(NumberText.list(all.inputs[other])), the targets "
          + "\(NumberText.list(all.targets[example[0]])) and \(NumberText.list(all.targets[other]))",
        "no network can bring the loss below \(NumberText(least).text), that of the best answer to "
          + "each input",
      ], isCertain: true, remedies: [withoutContradictions(clear)],
      advice: "further inputs that tell such samples apart, or targets that are right")
  }

  private func withoutContradictions(_ rows: [Int]) -> Remedy? {
    guard rows.count > 1 else { return nil }
    var clear: AnySamples { AnySamples(RearrangedSamples(source, rows: rows)) }
    return Remedy(
      "leaving these samples out (\(rows.count) are left)", blueprint, from: start,
      training: clear, measuring: clear)
  }
}

extension Loss {
  /// The mean loss of the best constant answer to these targets.
  fileprivate func leastLoss(of targets: [[Double]]) -> Double {
    mean(ofConstant: bestConstant(for: targets), against: targets)
  }
}
