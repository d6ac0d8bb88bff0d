import Explanation
import NetworkDescription
import TextFormats

extension CaseHistory {
  /// A network that draws straight lines alone, for samples that no straight line parts.
  var noHiddenLayer: Suspicion? {
    guard let last = lastWeighingLayer, !hasHiddenLayer,
      !blueprint.inputShape(ofLayer: last).isPicture
    else { return nil }
    let evidence: String
    switch source.targetKind {
    case .classes:
      let line = StraightLine(through: samples)
      guard line.wrong > 0 else { return nil }
      evidence =
        "\(line.passes) passes of the perceptron rule found no straight line between the classes; "
        + "the best leaves \(line.wrong) of \(samples.targets.count) samples on the wrong side"
    case .numbers:
      let explained = LinearFit.explainedVariance(of: samples)
      guard explained < 0.9 else { return nil }
      evidence =
        "the best plane through the targets explains \(percent(explained)) of their variance"
    }
    var deeper: NetworkBlueprint? {
      var layers = blueprint.layers
      layers.insert(.dense(Dense(units: 8, activation: .tanh)), at: last)
      return blueprint.with(layers: layers)
    }
    return Suspicion(
      cause: .noHiddenLayer,
      evidence: [
        "nothing between inputs and outputs bends what passes: such a network parts the plane of "
          + "its inputs by one straight line, and adds up inputs, no more", evidence,
      ],
      remedies: [
        Remedy("a hidden layer of 8 tanh neurons", deeper),
        Remedy(
          "a hidden layer of 8 tanh neurons, and \(NetworkBlueprint.adamWords)", deeper?.withAdam),
      ], advice: "a hidden layer with tanh or relu")
  }
}
