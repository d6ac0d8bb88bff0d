import ArgumentParser
import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger
import NeuronGraph

/// A lie to plant, by its name, or one that is not told.
enum BugArgument: ExpressibleByArgument {
  case named(PlantedLie.Kind)
  case secret

  /// What stands for a lie that is not told.
  private static let secretNames = ["secret", "random-hidden"]

  init?(argument: String) {
    if let kind = PlantedLie.Kind(rawValue: argument) {
      self = .named(kind)
    } else if Self.secretNames.contains(argument) {
      self = .secret
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] {
    ["secret"] + PlantedLie.Kind.allCases.map(\.rawValue)
  }

  /// The mistake; nil if the seed is to choose it.
  var kind: PlantedLie.Kind? {
    if case .named(let kind) = self { kind } else { nil }
  }

  /// Plants it where the seed says.
  func plant(in network: NeuronNetwork, seed: UInt64) throws -> PlantedLie {
    try network.plantLie(kind, seed: seed)
  }
}
