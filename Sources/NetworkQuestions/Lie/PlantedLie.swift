import Explanation
import NetworkDescription
import NeuronGraph
import TextFormats

/// A gradient that is told wrongly on purpose, for learners to find.
///
/// The network stays honest: it computes, learns and answers as ever. Only what is handed out as
/// the gradient of one link or bias is what a common mistake would have made of it. Nudging the
/// weight gives the lie away, because a loss cannot lie.
public struct PlantedLie: Sendable, Hashable {
  /// The mistakes, which are those people make when they write a backward pass by hand.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The gradient has the other sign.
    case wrongSign = "wrong-sign"
    /// The slope of the target's activation is left out.
    case missingSlope = "missing-slope"
    /// The gradient of a link is not multiplied with the source's output.
    case missingInput = "missing-input"
    /// The gradient is added twice.
    case countedTwice = "counted-twice"
    /// The gradient of a bias is 0, as if it had been forgotten.
    case biasNotUpdated = "bias-not-updated"

    /// The mistake in words.
    public var words: String {
      switch self {
      case .wrongSign: "its gradient had the other sign"
      case .missingSlope: "the slope of the target's activation was left out"
      case .missingInput: "the gradient was not multiplied with the source's output"
      case .countedTwice: "the gradient was added twice"
      case .biasNotUpdated: "the bias was forgotten: its gradient was 0"
      }
    }
  }

  /// The mistake.
  public let kind: Kind
  /// Whose gradient lies.
  public let place: WeightPlace

  /// Who lies, and how.
  public var words: String {
    "\(place) lies. The bug is \(kind.rawValue): \(kind.words)."
  }

  /// Whether a guess is right, as a line of JSON.
  public func jsonLine(guess: WeightPlace) -> String {
    let isRight = guess == place
    return JSONValue.object([
      ("guess", .string(guess.name)), ("right", .bool(isRight)),
      ("bug", isRight ? .string(kind.rawValue) : .null),
    ]).description
  }
}

extension NeuronNetwork {
  /// Plants a lie, the same for the same network, kind and seed, whatever the sample.
  ///
  /// - Parameter kind: The mistake; nil to let the seed choose that, too.
  /// - Throws: ``QuestionError`` if such a mistake would change nothing in this network.
  public func plantLie(_ kind: PlantedLie.Kind?, seed: UInt64) throws(QuestionError) -> PlantedLie {
    var random = SeededRandom(seed: seed).sequence(.check, layer: Self.lieStream)
    let kinds = (kind.map { [$0] } ?? PlantedLie.Kind.allCases).filter {
      !suspects(for: $0).isEmpty
    }
    guard let chosen = random.nextElement(of: kinds),
      let place = random.nextElement(of: suspects(for: chosen))
    else {
      throw .unsuitable(
        question: "the bug \(kind?.rawValue ?? "secret")",
        needs: "a network with a link or bias where it would change something")
    }
    return PlantedLie(kind: chosen, place: place)
  }

  private static let lieStream = 41
  /// Of many inputs, most are 0 most of the time, and so are the gradients of their links.
  private static let mostInputs = 16

  /// Where a mistake would show.
  private func suspects(for kind: PlantedLie.Kind) -> [WeightPlace] {
    let from = inputCount > Self.mostInputs && layers.count > 2 ? 2 : 1
    return layers.indices.dropFirst(from).flatMap { index -> [WeightPlace] in
      let layer = layers[index]
      let isFused = isLossFused && index == layers.count - 1
      return zip(layer.neurons, layer.incoming).flatMap { neuron, links -> [WeightPlace] in
        let bias = neuron.bias.map { $0.isTrainable ? [WeightPlace.bias(neuron.name)] : [] } ?? []
        let weights = links.filter { $0.weight.isTrainable }.map { WeightPlace.link($0.name) }
        switch kind {
        case .wrongSign, .countedTwice: return weights + bias
        case .missingInput: return weights
        case .biasNotUpdated: return bias
        case .missingSlope:
          return neuron.activation.traits.isCurvedEverywhere && !isFused ? weights + bias : []
        }
      }
    }
  }
}

extension PlantedLie {
  /// What is claimed instead of a gradient.
  ///
  /// Takes the neurons' numbers as the backward pass has left them.
  func claim(of gradient: Double, in network: NeuronNetwork) -> Double {
    switch kind {
    case .wrongSign: return -gradient
    case .countedTwice: return 2 * gradient
    case .biasNotUpdated: return 0
    case .missingSlope, .missingInput: break
    }
    guard let found = network.found(place.place) else { return gradient }
    switch (found, kind) {
    case (.link(let link), .missingSlope):
      return gradient - link.weightGradient + link.target.sensitivity * link.source.output
    case (.link(let link), _):
      return gradient - link.weightGradient + link.target.inputSensitivity
    case (.neuron(let neuron), _):
      return gradient - neuron.inputSensitivity + neuron.sensitivity
    }
  }
}
