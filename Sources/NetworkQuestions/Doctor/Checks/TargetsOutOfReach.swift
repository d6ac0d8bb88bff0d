import Explanation
import NetworkDescription

extension CaseHistory {
  /// Targets that the last activation can never answer.
  var targetsOutOfReach: Suspicion? {
    let range = blueprint.outputActivation.traits.range
    let strays = samples.targets.joined().filter { !range.contains($0) }
    guard !strays.isEmpty else { return nil }
    let targets = samples.targetRange
    let name = blueprint.outputActivation.name
    let count = samples.targets.reduce(0) { $0 + $1.count }
    let roomier: [Activation] =
      targets.low >= -1 && targets.high <= 1 ? [.tanh, .identity] : [.identity]
    return Suspicion(
      cause: .targetsOutOfReach,
      evidence: [
        "\(strays.count) of \(count) targets lie outside what \(name) can answer, "
          + "\(Self.words(range)): the targets go from \(NumberText(targets.low).text) to "
          + "\(NumberText(targets.high).text), the answers from "
          + "\(NumberText(outputRange.low).text) to \(NumberText(outputRange.high).text)"
      ], isCertain: true,
      remedies: roomier.flatMap { activation in
        var changed: NetworkBlueprint? { withLastActivation(activation) }
        return [
          Remedy("\(activation.name) in the last layer", changed, from: start),
          Remedy(
            "\(activation.name) in the last layer, and a hundredth of the learning rate",
            changed?.with(learningRate: blueprint.optimizer.learningRate / 100), from: start),
        ]
      }, advice: "an activation of the last layer that reaches the targets, or targets scaled to it"
    )
  }

  private func withLastActivation(_ activation: Activation) -> NetworkBlueprint? {
    let last = blueprint.layers.lastIndex { $0.activation != .identity }
    guard let last else { return nil }
    var layers = blueprint.layers
    layers[last] = layers[last].with(activation: activation)
    return blueprint.with(layers: layers)
  }

  private static func words(_ range: ClosedRange<Double>) -> String {
    range.upperBound.isFinite
      ? "\(NumberText(range.lowerBound).text) to \(NumberText(range.upperBound).text)"
      : "\(NumberText(range.lowerBound).text) and above"
  }
}
