import Foundation
import NetworkDescription

/// The losses by their textbook definitions, apart from the engine's stable arithmetic.
func plainLoss(_ loss: Loss, _ outputs: [Double], _ targets: [Double]) -> Double {
  let pairs = Array(zip(outputs, targets))
  let count = Double(outputs.count)
  switch loss {
  case .halfSquaredError:
    return pairs.map { 0.5 * ($0 - $1) * ($0 - $1) }.reduce(0, +)
  case .meanSquaredError:
    return pairs.map { ($0 - $1) * ($0 - $1) }.reduce(0, +) / count
  case .huber(let delta):
    return pairs.map { output, target in
      let size = abs(output - target)
      return size > delta ? delta * size - delta * delta / 2 : size * size / 2
    }.reduce(0, +) / count
  case .meanAbsoluteError:
    return pairs.map { abs($0 - $1) }.reduce(0, +) / count
  case .binaryCrossEntropy:
    return pairs.map { -$1 * log($0) - (1 - $1) * log(1 - $0) }.reduce(0, +) / count
  case .categoricalCrossEntropy:
    return pairs.map { -$1 * log($0) }.reduce(0, +)
  }
}
