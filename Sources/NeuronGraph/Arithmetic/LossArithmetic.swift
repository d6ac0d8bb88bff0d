import CMath
import NetworkDescription

/// The losses as the objects compute them, for one sample.
extension Loss {
  /// The loss of outputs against targets.
  func value(of outputs: [Neuron], against targets: [Double]) -> Double {
    var total = 0.0
    for index in outputs.indices {
      total = adding(output: outputs[index].output, target: targets[index], to: total)
    }
    return ofOutputs(total, count: outputs.count)
  }

  /// What several outputs add up to, with one more of them.
  @inline(__always)
  func adding(output: Double, target: Double, to total: Double) -> Double {
    switch self {
    case .halfSquaredError: return total + 0.5 * square(output - target)
    case .meanSquaredError: return total + square(output - target)
    case .huber(let delta):
      let size = abs(output - target)
      return total + (size <= delta ? 0.5 * square(size) : delta * (size - 0.5 * delta))
    case .meanAbsoluteError: return total + abs(output - target)
    case .binaryCrossEntropy:
      return total - weighted(target, glassbox_log(output))
        - weighted(1 - target, glassbox_log1p(-output))
    case .categoricalCrossEntropy: return total - weighted(target, glassbox_log(output))
    }
  }

  /// The loss of outputs that add up to a total: that, or their mean.
  @inline(__always)
  func ofOutputs(_ total: Double, count: Int) -> Double {
    switch self {
    case .halfSquaredError, .categoricalCrossEntropy: total
    case .meanSquaredError, .huber, .meanAbsoluteError, .binaryCrossEntropy:
      total / Double(count)
    }
  }

  /// How much the loss changes if one output changes: ∂loss/∂output.
  func sensitivity(output: Double, target: Double, outputCount: Int) -> Double {
    switch self {
    case .halfSquaredError: output - target
    case .meanSquaredError: 2 * (output - target) / Double(outputCount)
    case .huber(let delta): max(-delta, min(delta, output - target)) / Double(outputCount)
    case .meanAbsoluteError: sign(output - target) / Double(outputCount)
    case .binaryCrossEntropy:
      (output - target) / (output * (1 - output)) / Double(outputCount)
    case .categoricalCrossEntropy: target == 0 ? 0 : -target / output
    }
  }
}

/// Loss and last activation fused, which is stable for any sum.
///
/// A probability that underflows to 0 would make the logarithm infinite; written in terms of the
/// sums there is no such logarithm, and the slopes cancel to output − target.
extension Loss {
  /// The loss, from the sums of the output neurons.
  func fusedValue(_ outputs: [Neuron], against targets: [Double]) -> Double {
    switch self {
    case .binaryCrossEntropy:
      var total = 0.0
      for index in outputs.indices {
        total = Self.adding(sum: outputs[index].sum, target: targets[index], to: total)
      }
      return ofOutputs(total, count: outputs.count)
    case .categoricalCrossEntropy:
      // −Σ t·ln(e^sum / total) = Σ t·(ln total − sum)
      let largest = outputs.reduce(-Double.infinity) { max($0, $1.sum) }
      let logTotal =
        largest + glassbox_log(outputs.reduce(0) { $0 + glassbox_exp($1.sum - largest) })
      return zip(outputs, targets).reduce(0) { $0 + weighted($1.1, logTotal - $1.0.sum) }
    case .halfSquaredError, .meanSquaredError, .huber, .meanAbsoluteError:
      return value(of: outputs, against: targets)
    }
  }

  /// What binary cross-entropies of several sums add up to, with one more of them.
  ///
  /// −t·ln σ(s) − (1 − t)·ln(1 − σ(s)) = max(s, 0) − s·t + ln(1 + e^−|s|)
  @inline(__always)
  static func adding(sum: Double, target: Double, to total: Double) -> Double {
    total + max(sum, 0) - sum * target + glassbox_log1p(glassbox_exp(-abs(sum)))
  }

  /// How much the loss changes if one sum changes: ∂loss/∂sum.
  ///
  /// - Parameter targetTotal: The sum of all targets, which is 1 when they are probabilities.
  func fusedSensitivity(
    output: Double, target: Double, targetTotal: Double, outputCount: Int
  ) -> Double {
    switch self {
    case .binaryCrossEntropy: (output - target) / Double(outputCount)
    case .categoricalCrossEntropy: output * targetTotal - target
    case .halfSquaredError, .meanSquaredError, .huber, .meanAbsoluteError:
      sensitivity(output: output, target: target, outputCount: outputCount)
    }
  }
}

/// 1 or −1; 0 and what is not a number stay what they are.
private func sign(_ value: Double) -> Double { value > 0 ? 1 : value < 0 ? -1 : value }

private func square(_ value: Double) -> Double { value * value }

/// weight × value, but nothing of an infinite value where the weight is 0.
private func weighted(_ weight: Double, _ value: Double) -> Double {
  weight == 0 ? 0 : weight * value
}
