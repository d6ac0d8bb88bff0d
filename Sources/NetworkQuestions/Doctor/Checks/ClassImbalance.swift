import Explanation
import NetworkDescription
import TextFormats

extension CaseHistory {
  /// One class so frequent that it is the answer to everything.
  var classImbalance: Suspicion? {
    guard source.targetKind == .classes, let share = constant.accuracy, share >= 0.75,
      let frequent = samples.classCounts.max(), samples.classCounts.count > 1
    else { return nil }
    let answered = Set(outcome.outputs.map { ChosenSamples.classIndex($0) })
    guard answered == [frequent.index] else { return nil }
    var balanced: AnySamples { AnySamples(balancedSamples) }
    return Suspicion(
      cause: .classImbalance,
      evidence: [
        "class \(frequent.index) is \(frequent.count) of \(samples.targets.count) samples, and the "
          + "answer to all of them: an accuracy of \(percent(share)) says nothing here"
      ],
      remedies: [
        Remedy(
          "repeating the rare classes until all are equally frequent (both losses on these samples)",
          blueprint, from: start, training: balanced, measuring: balanced)
      ],
      advice:
        "rare classes repeated or weighted, and the recall of each class looked at instead of "
        + "the accuracy")
  }

  /// The chosen samples, those of rare classes several times.
  private var balancedSamples: RearrangedSamples {
    let classes = samples.classes
    let most = samples.classCounts.max()?.count ?? 0
    let rows = samples.classCounts.flatMap { rare in
      let own = classes.indices.filter { classes[$0] == rare.index }
      return (0..<most).map { samples.indices[own[$0 % own.count]] }
    }
    return RearrangedSamples(source, rows: rows)
  }
}
