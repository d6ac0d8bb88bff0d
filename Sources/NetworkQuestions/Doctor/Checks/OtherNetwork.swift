import Explanation
import NetworkDescription
import TextFormats

extension CaseHistory {
  /// What is left when nothing else has helped: the network does not suit, or the targets do not
  /// belong to the inputs.
  ///
  /// A network that usually learns is tried on the samples as they are, and then with the targets
  /// shuffled. If it learns the true ones no better, the inputs tell it nothing of the targets.
  var otherNetwork: Suspicion? {
    guard symptom.isPlain || isWhole, let probe else { return nil }
    let remedy = Remedy(
      "a normalization, 16 tanh neurons and \(NetworkBlueprint.adamWords)", probe)
    guard let remedy, let trial = trial(of: remedy) else { return nil }
    guard !trial.helped else {
      return Suspicion(
        cause: .network,
        evidence: ["what was tried so far did not help, but the samples can be learned"],
        remedies: [remedy], advice: "another network")
    }
    // Of a few samples there are not enough orders to tell chance from sense.
    guard samples.inputs.count >= Self.leastSamples else { return nil }
    let shuffled = (1...Self.shuffles).compactMap { shuffledLoss($0, probe) }
    guard shuffled.count == Self.shuffles, !Self.isBelow(shuffled, trial.lossAfter) else {
      return nil
    }
    return Suspicion(
      cause: .foreignTargets,
      evidence: [
        "a normalization, 16 tanh neurons and \(NetworkBlueprint.adamWords) come to a loss of "
          + "\(NumberText(trial.lossAfter).text) in \(Counted(steps, "step")), and with the targets "
          + "shuffled to \(NumberText.list(shuffled)): these targets are no easier to learn than "
          + "shuffled ones",
        neighbourEvidence,
        "so for these networks the inputs tell nothing of the targets; that there is nothing to "
          + "tell is not proved",
      ].compactMap { $0 }, isCertain: true,
      advice: "looking whether inputs and targets come in the same order, and are of the same "
        + "samples")
  }

  /// Whether a loss is smaller than others by more than they scatter: twice their deviation.
  private static func isBelow(_ others: [Double], _ loss: Double) -> Bool {
    let scale = Standardization(of: others.map { [$0] })
    return loss < scale.means[0] - 2 * scale.deviations[0]
  }

  private static let shuffles = 8
  private static let leastSamples = 20

  private var probe: NetworkBlueprint? {
    guard let last = lastWeighingLayer, case .dense(var output) = blueprint.layers[last] else {
      return nil
    }
    output.penalty = .none
    output.weightInitializer = .glorotUniform
    if !blueprint.loss.isFused(with: output.activation) { output.activation = .identity }
    let flat: [Layer] = blueprint.input.isPicture ? [.flatten] : []
    return blueprint.with(
      layers: flat + [.normalization, .dense(Dense(units: 16, activation: .tanh)), .dense(output)]
        + (output.activation == .identity ? [] : Array(blueprint.layers[(last + 1)...])))?.withAdam
  }

  private func shuffledLoss(_ number: Int, _ probe: NetworkBlueprint) -> Double? {
    let rows = Array(0..<source.count)
    let order = SeededRandom(seed: blueprint.seed).permutation(
      of: source.count, .check, step: number)
    let shuffled = AnySamples(RearrangedSamples(source, rows: rows, targetRows: order))
    return Remedy("shuffled targets", probe, training: shuffled, measuring: shuffled)
      .flatMap { trial(of: $0)?.lossAfter }
  }

  /// How often the nearest sample is of the same class, which needs no network.
  private var neighbourEvidence: String? {
    guard source.targetKind == .classes, samples.inputs.count > 1 else { return nil }
    let scale = Standardization(of: samples.inputs)
    let rows = samples.inputs.map { scale.standardized($0) }
    let classes = samples.classes
    func distance(_ one: Int, _ other: Int) -> Double {
      zip(rows[one], rows[other]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let same = rows.indices.count { row in
      let distances = rows.indices.map { $0 == row ? .infinity : distance(row, $0) }
      let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? row
      return classes[nearest] == classes[row]
    }
    let count = Double(rows.count)
    let chance = samples.classCounts.reduce(0.0) {
      $0 + Double($1.count) / count * Double($1.count - 1) / (count - 1)
    }
    return "the nearest other sample is of the same class for \(percent(Double(same) / count)) of "
      + "the samples; by chance it would be for \(percent(chance))"
  }
}
