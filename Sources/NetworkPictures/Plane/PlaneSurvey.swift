import NetworkDescription
import NeuronGraph

/// What every neuron of a network puts out at each place of a plane.
public struct PlaneSurvey {
  /// Places along a side, where a plane is drawn large.
  public static let fineSide = 121

  /// For each neuron, by layer and place in it, its outputs row by row from the top; from −1 to 1.
  let maps: [[PlaneMap]]
  /// What 1 stands for in each of them.
  let limits: [[Double]]
  /// The network's answer: above 0 for the second class, or the number it has learned.
  let answer: PlaneMap
  /// What an answer of 1 stands for.
  let answerLimit: Double

  /// Asks the network about every place.
  ///
  /// - Parameter side: How many places along a side, at least 2.
  /// - Throws: `InputError`, or an overflow.
  public init(
    of network: NeuronNetwork, over view: PlaneView, side: Int = fineSide
  ) throws {
    let count = side * side
    var maps = network.layers.map { layer in
      [[Double]](repeating: [Double](repeating: 0, count: count), count: layer.neurons.count)
    }
    for row in 0..<side {
      for column in 0..<side {
        _ = try network.finiteOutputs(
          for: view.inputs(
            Self.place(column, of: side, in: view.x),
            Self.place(side - 1 - row, of: side, in: view.y)))
        for (index, layer) in network.layers.enumerated() {
          for (position, neuron) in layer.neurons.enumerated() {
            maps[index][position][row * side + column] = neuron.output
          }
        }
      }
    }
    var limits = maps.map { $0.map { _ in 1.0 } }
    for (index, layer) in network.layers.enumerated() {
      for (position, neuron) in layer.neurons.enumerated() {
        let isOutput = index == network.layers.count - 1 && view.isRegression
        (maps[index][position], limits[index][position]) = Self.scaled(
          maps[index][position], neuron.activation, leastLimit: isOutput ? 1 : 0)
      }
    }
    self.maps = maps.map { $0.map { PlaneMap(side: side, values: $0) } }
    self.limits = limits
    let answering = (maps.last?.count ?? 1) == 2 ? 1 : 0
    answer = self.maps.last?[answering] ?? PlaneMap(side: side, values: [])
    answerLimit = limits.last?[answering] ?? 1
  }

  /// The coordinate of a row or column.
  private static func place(
    _ index: Int, of side: Int, in range: ClosedRange<Double>
  ) -> Double {
    let share = Double(index) / Double(side - 1)
    return range.lowerBound + share * (range.upperBound - range.lowerBound)
  }

  /// Outputs on a scale from −1 to 1: bounded activations by their bounds, others by the largest.
  private static func scaled(
    _ values: [Double], _ activation: Activation, leastLimit: Double
  ) -> (values: [Double], limit: Double) {
    let range = activation.traits.range
    let (low, high) = (range.lowerBound, range.upperBound)
    if low.isFinite, high.isFinite {
      return (values.map { (2 * $0 - (low + high)) / (high - low) }, 1)
    }
    let limit = max(values.map(abs).max() ?? 0, leastLimit)
    return limit > 0 ? (values.map { $0 / limit }, limit) : (values, 1)
  }
}

/// A row by row map of numbers, looked up between its places.
struct PlaneMap: Equatable {
  /// How many places a row has, and how many rows there are.
  let side: Int
  let values: [Double]

  /// The number at a place, both from 0 to 1 from the top left (bilinear interpolation).
  func value(_ x: Double, _ y: Double) -> Double {
    let last = side - 1
    let (column, row) = (x * Double(last), y * Double(last))
    let (left, top) = (min(Int(column), last - 1), min(Int(row), last - 1))
    let (partX, partY) = (column - Double(left), row - Double(top))
    func at(_ row: Int, _ column: Int) -> Double { values[row * side + column] }
    let upper = at(top, left) * (1 - partX) + at(top, left + 1) * partX
    let lower = at(top + 1, left) * (1 - partX) + at(top + 1, left + 1) * partX
    return upper * (1 - partY) + lower * partY
  }
}
