import Explanation
import TracePages
import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What the terminal says to the same steps.
enum Explanations {
  static func xor(steps: Int) throws -> [[String]] {
    let network = try NeuronNetwork(try Recipe.xor.blueprint())
    return try (0..<steps).map { step in
      let sample = Pages.xorSample(step)
      return try network.explainStep(inputs: sample.inputs, targets: sample.targets, top: .max)
    }
  }
}

extension String {
  /// A line without the label of whom it is about, up to where the page begins a new line.
  var afterLabel: String {
    let rest = firstRange(of: ": ").map { self[$0.upperBound...] } ?? self[...]
    return String(rest.prefix(while: { $0 != ";" }))
  }
}

extension TraceEvent {
  /// Numbers of the event under the names that the page gives them, the most telling first.
  var shownNumbers: [(String, Double)] {
    switch self {
    case .input(let told): [("output", told.output)]
    case .linkForward(let told):
      [("contribution", told.contribution), ("weight", told.weight)]
    case .neuronForward(let told):
      [("output", told.output), ("sum", told.sum), ("bias", told.bias)]
    case .outputSensitivity(let told):
      [("sensitivity", told.sensitivity), ("target", told.target)]
    case .neuronBackward(let told):
      [
        ("inputSensitivity", told.inputSensitivity), ("sensitivity", told.sensitivity),
        ("slope", told.slope),
      ]
    case .linkBackward(let told):
      [("weightGradient", told.weightGradient), ("pushed", told.pushed), ("weight", told.weight)]
    case .weightUpdate(let told): [("weight", told.move.after)]
    case .biasUpdate(let told): [("bias", told.move.after), ("biasGradient", told.move.gradient)]
    case .loss, .penalty, .dropoutLot, .poolingChoice: []
    }
  }
}
