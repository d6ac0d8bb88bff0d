import CMath
import NetworkDescription

/// The losses as the objects compute them, for one sample.
extension Loss {
  /// The loss of outputs against targets.
  func value(of outputs: [Neuron], against targets: [Double]) -> Double {
    let pairs = zip(outputs, targets)
    switch self {
    case .halfSquaredError:
      return pairs.reduce(0) { $0 + 0.5 * square($1.0.output - $1.1) }
    case .meanSquaredError:
      return pairs.reduce(0) { $0 + square($1.0.output - $1.1) } / Double(outputs.count)
    case .huber(let delta):
      return pairs.reduce(0) { total, pair in
        let size = abs(pair.0.output - pair.1)
        return total + (size <= delta ? 0.5 * square(size) : delta * (size - 0.5 * delta))
      } / Double(outputs.count)
    case .meanAbsoluteError:
      return pairs.reduce(0) { $0 + abs($1.0.output - $1.1) } / Double(outputs.count)
    case .binaryCrossEntropy:
      return pairs.reduce(0) { total, pair in
        let (output, target) = (pair.0.output, pair.1)
        return total - weighted(target, glassbox_log(output))
          - weighted(1 - target, glassbox_log1p(-output))
      } / Double(outputs.count)
    case .categoricalCrossEntropy:
      return pairs.reduce(0) { $0 - weighted($1.1, glassbox_log($1.0.output)) }
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
    let pairs = zip(outputs, targets)
    switch self {
    case .binaryCrossEntropy:
      // −t·ln σ(s) − (1 − t)·ln(1 − σ(s)) = max(s, 0) − s·t + ln(1 + e^−|s|)
      return pairs.reduce(0) { total, pair in
        let (sum, target) = (pair.0.sum, pair.1)
        return total + max(sum, 0) - sum * target + glassbox_log1p(glassbox_exp(-abs(sum)))
      } / Double(outputs.count)
    case .categoricalCrossEntropy:
      // −Σ t·ln(e^sum / total) = Σ t·(ln total − sum)
      let largest = outputs.reduce(-Double.infinity) { max($0, $1.sum) }
      let logTotal =
        largest + glassbox_log(outputs.reduce(0) { $0 + glassbox_exp($1.sum - largest) })
      return pairs.reduce(0) { $0 + weighted($1.1, logTotal - $1.0.sum) }
    case .halfSquaredError, .meanSquaredError, .huber, .meanAbsoluteError:
      return value(of: outputs, against: targets)
    }
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
