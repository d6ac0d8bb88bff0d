import NetworkDescription

/// The search for weights that part classes by straight lines.
///
/// The perceptron rule (Rosenblatt, 1958), with a row of weights for each class: a sample that is
/// answered wrongly is added to its class's row and taken off the other's. It comes to an end if
/// there is such a line; the best row so far is remembered (Gallant's pocket, 1990).
struct StraightLine {
  /// How many samples the best line leaves on the wrong side.
  private(set) var wrong: Int
  /// How often all samples were gone through.
  private(set) var passes = 0

  private static let mostWork = 4_000_000

  init(through samples: ChosenSamples) {
    let scale = Standardization(of: samples.inputs)
    let rows = samples.inputs.map { scale.standardized($0) + [1] }
    let classes = samples.classes
    let classCount = (classes.max() ?? 0) + 1
    var weights = [[Double]](
      repeating: [Double](repeating: 0, count: (rows.first ?? []).count), count: classCount)
    wrong = rows.count
    let work = rows.count * (rows.first ?? []).count * classCount
    for _ in 0..<max(1, min(1000, Self.mostWork / max(1, work))) where wrong > 0 {
      passes += 1
      var mistakes = 0
      for sample in rows.indices {
        let (row, right) = (rows[sample], classes[sample])
        // An undecided sum is on no side of the line.
        guard let answer = Self.strongestRival(of: right, for: row, weights) else { continue }
        mistakes += 1
        for column in row.indices {
          weights[right][column] += row[column]
          weights[answer][column] -= row[column]
        }
      }
      wrong = min(wrong, mistakes)
    }
  }

  /// The class with the largest sum of those that are not below the right one's; nil if none is.
  private static func strongestRival(
    of right: Int, for row: [Double], _ weights: [[Double]]
  ) -> Int? {
    let asked = sum(of: row, weights[right])
    var rival: (index: Int, sum: Double)?
    for index in weights.indices where index != right {
      let sum = sum(of: row, weights[index])
      guard sum >= asked, sum > rival?.sum ?? -.infinity else { continue }
      rival = (index, sum)
    }
    return rival?.index
  }

  private static func sum(of row: [Double], _ weights: [Double]) -> Double {
    var sum = 0.0
    for column in row.indices { sum += weights[column] * row[column] }
    return sum
  }
}
