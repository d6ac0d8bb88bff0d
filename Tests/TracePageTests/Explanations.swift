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
    case .input(_, let output): [("output", output)]
    case .linkForward(_, let weight, _, let contribution):
      [("contribution", contribution), ("weight", weight)]
    case .neuronForward(_, let bias, let sum, _, let output, _):
      [("output", output), ("sum", sum), ("bias", bias)]
    case .outputSensitivity(_, _, let target, let sensitivity, _):
      [("sensitivity", sensitivity), ("target", target)]
    case .neuronBackward(_, let sensitivity, let slope, let inputSensitivity, _):
      [("inputSensitivity", inputSensitivity), ("sensitivity", sensitivity), ("slope", slope)]
    case .linkBackward(_, _, _, let weight, let weightGradient, let pushed):
      [("weightGradient", weightGradient), ("pushed", pushed), ("weight", weight)]
    case .weightUpdate(_, let move): [("weight", move.after)]
    case .biasUpdate(_, let move): [("bias", move.after), ("biasGradient", move.gradient)]
    case .loss, .penalty, .dropoutLot, .poolingChoice: []
    }
  }
}
