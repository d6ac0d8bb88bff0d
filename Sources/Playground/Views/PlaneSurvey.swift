import NetworkDescription
import NeuronGraph

/// What every neuron makes of the points of the plane, on a grid.
enum PlaneSurvey {
  /// So many points in a row, and so many rows.
  static let grid = 30

  /// The outputs of all neurons, one neuron after the other, each row by row from the top.
  static func outputs(
    of network: NeuronNetwork, features: [Feature],
    domain: (x: ClosedRange<Double>, y: ClosedRange<Double>)
  ) -> [Float] {
    let neurons = network.neurons
    var outputs = [Float](repeating: 0, count: neurons.count * grid * grid)
    var inputs = [Double](repeating: 0, count: features.count)
    for row in 0..<grid {
      let y = middle(of: grid - 1 - row, in: domain.y)
      for column in 0..<grid {
        let x = middle(of: column, in: domain.x)
        for (index, feature) in features.enumerated() { inputs[index] = feature.value(x: x, y: y) }
        guard (try? network.forward(inputs)) != nil else { return [] }
        for (index, neuron) in neurons.enumerated() {
          outputs[(index * grid + row) * grid + column] = Float(neuron.output)
        }
      }
    }
    return outputs
  }

  /// What some features are at the points of the plane, one feature after the other.
  static func values(
    of features: [Feature], domain: (x: ClosedRange<Double>, y: ClosedRange<Double>)
  ) -> [Float] {
    features.flatMap { feature in
      (0..<grid * grid).map { cell in
        Float(
          feature.value(
            x: middle(of: cell % grid, in: domain.x),
            y: middle(of: grid - 1 - cell / grid, in: domain.y)))
      }
    }
  }

  private static func middle(of cell: Int, in range: ClosedRange<Double>) -> Double {
    range.lowerBound
      + (range.upperBound - range.lowerBound) * (Double(cell) + 0.5) / Double(grid)
  }
}
