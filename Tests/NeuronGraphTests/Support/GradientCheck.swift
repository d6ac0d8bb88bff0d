import NetworkDescription

@testable import NeuronGraph

/// Compares every gradient of a network with a difference quotient of its loss.
///
/// The quotient is the central one over seven points,
///
///     (45·[L(w + h) − L(w − h)] − 9·[L(w + 2h) − L(w − 2h)] + [L(w + 3h) − L(w − 3h)]) / 60h
///
/// with h = 0.003 · max(1, |w|). Its own error is h⁶/140 of the seventh derivative, 10⁻¹⁷ of it
/// here. Rounding adds about 2⁻⁵² · max(1, L) / h ≈ 10⁻¹³ · max(1, L), whatever the size of the
/// gradient. So a gradient below `floor` · max(1, L) cannot be told to a relative 10⁻⁷ with any
/// margin, and is compared with that floor instead. (The plain central difference is off by about
/// 10⁻¹⁰ at its best h, and could not tell gradients below 10⁻³.)
struct GradientCheck {
  static let floor = 1e-5
  /// No relu may have a sum that close to its corner: the stencil must not reach across.
  static let cornerMargin = 0.05

  /// The worst relative error, |a − n| / max(|a|, |n|, floor), and whose it is.
  var worstError = 0.0
  var worstName = "none"
  /// How many weights and biases were compared.
  var count = 0

  init(_ network: NeuronNetwork, inputs: [Double], targets: [Double]) throws {
    let (gradients, loss) = try network.gradients(inputs: inputs, targets: targets)
    let floor = Self.floor * max(1, loss)
    for tensor in network.tensors {
      let analytic = gradients[tensor.name]?.values ?? []
      for (index, weight) in tensor.weights.enumerated() {
        let numeric = try Self.quotient(network, weight, inputs, targets)
        let size = max(abs(analytic[index]), abs(numeric), floor)
        let error = abs(analytic[index] - numeric) / size
        count += 1
        if !(error <= worstError) {
          worstError = error
          worstName = "\(tensor.name)[\(index)]: \(analytic[index]), by differences \(numeric)"
        }
      }
    }
  }

  /// Whether every activation, and the loss, is well away from its corners for these inputs.
  static func isAwayFromCorners(
    _ network: NeuronNetwork, inputs: [Double], targets: [Double] = []
  ) throws -> Bool {
    network.drawDropout(sample: 0)
    defer { network.endDropout() }
    _ = try network.predict(inputs)
    // |w| has a corner as well.
    for penalized in network.penalizedWeights where penalized.penalty.l1 != 0 {
      guard penalized.weights.allSatisfy({ abs($0.value) > cornerMargin }) else { return false }
    }
    let lossIsAway = zip(network.outputNeurons, targets).allSatisfy { neuron, target in
      network.loss.traits.corners.allSatisfy {
        abs(neuron.output - target - $0) > cornerMargin
      }
    }
    return lossIsAway
      && network.layers.dropFirst().flatMap(\.neurons).allSatisfy {
        !$0.activation.traits.hasCorner || abs($0.sum) > cornerMargin
      }
  }

  /// The loss by its textbook definition, with this step's dropout and with penalties.
  private static func plainLoss(
    _ network: NeuronNetwork, _ inputs: [Double], _ targets: [Double]
  ) throws -> Double {
    network.drawDropout(sample: 0)
    defer { network.endDropout() }
    let answer = NeuronGraphTests.plainLoss(network.loss, try network.predict(inputs), targets)
    return network.layers.reduce(answer) { total, layer in
      layer.incoming.joined().reduce(total) { total, link in
        let weight = link.weight.value
        return total + layer.penalty.l1 * abs(weight) + layer.penalty.l2 * weight * weight / 2
      }
    }
  }

  private static func quotient(
    _ network: NeuronNetwork, _ weight: Weight, _ inputs: [Double], _ targets: [Double]
  ) throws -> Double {
    let start = weight.value
    defer { weight.value = start }
    let step = 3e-3 * max(1, abs(start))
    func loss(_ steps: Double) throws -> Double {
      weight.value = start + steps * step
      return try plainLoss(network, inputs, targets)
    }
    func difference(_ steps: Double) throws -> Double { try loss(steps) - loss(-steps) }
    return try (45 * difference(1) - 9 * difference(2) + difference(3)) / (60 * step)
  }
}
