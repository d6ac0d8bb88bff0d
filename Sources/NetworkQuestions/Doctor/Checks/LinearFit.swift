/// The plane through samples with the smallest squared errors.
enum LinearFit {
  /// The part of the targets' variance that it explains: 1 if they lie on the plane.
  ///
  /// By conjugate gradients on the squared errors (Hestenes and Stiefel, 1952), which need no matrix.
  static func explainedVariance(of samples: ChosenSamples) -> Double {
    let scale = Standardization(of: samples.inputs)
    let rows = samples.inputs.map { scale.standardized($0) }
    let targets = Standardization(of: samples.targets)
    let width = (rows.first ?? []).count
    var (left, all) = (0.0, 0.0)
    for output in targets.means.indices {
      var errors = samples.targets.map { $0[output] - targets.means[output] }
      all += errors.reduce(0) { $0 + $1 * $1 }
      var slope = product(errors, rows, width)
      var direction = slope
      var size = dot(slope, slope)
      for _ in 0..<min(200, 2 * width) where size > 1e-20 {
        let step = rows.map { dot($0, direction) }
        let length = dot(step, step)
        guard length > 0 else { break }
        let factor = size / length
        for row in errors.indices { errors[row] -= factor * step[row] }
        slope = product(errors, rows, width)
        let newSize = dot(slope, slope)
        for column in direction.indices {
          direction[column] = slope[column] + newSize / size * direction[column]
        }
        size = newSize
      }
      left += errors.reduce(0) { $0 + $1 * $1 }
    }
    return all > 0 ? 1 - left / all : 1
  }

  private static func product(_ errors: [Double], _ rows: [[Double]], _ width: Int) -> [Double] {
    zip(errors, rows).reduce(into: [Double](repeating: 0, count: width)) { sums, row in
      for column in sums.indices { sums[column] += row.0 * row.1[column] }
    }
  }

  private static func dot(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
