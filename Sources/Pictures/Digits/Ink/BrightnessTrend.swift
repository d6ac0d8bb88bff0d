/// How the brightness of paper changes over a picture as a whole: a curved surface of second degree.
///
/// Fitted to all pixels by least squares, then again to those that are not much darker, so that ink
/// counts less.
struct BrightnessTrend {
  /// The surface's values, row by row.
  private(set) var surface: InkPicture
  /// 1, x, y, x², xy and y² of each pixel, with x and y from −1 to 1.
  private let terms: [SIMD8<Double>]

  private static let rounds = 3
  private static let termCount = 6

  init(of picture: InkPicture) {
    surface = picture
    terms = Self.terms(of: picture)
    var darkest = -Float.infinity
    for round in 0..<Self.rounds {
      fit(picture, above: darkest)
      guard round < Self.rounds - 1 else { break }
      darkest = Float(-0.7 * Moments(difference(of: picture)).deviation)
    }
  }

  /// How much brighter each pixel is than the surface.
  func difference(of picture: InkPicture) -> [Float] {
    picture.amounts.vectorMap(with: surface.amounts) { $0 - $1 }
  }

  private static func terms(of picture: InkPicture) -> [SIMD8<Double>] {
    var terms: [SIMD8<Double>] = []
    terms.reserveCapacity(picture.amounts.count)
    for row in 0..<picture.height {
      let y = 2 * Double(row) / Double(max(picture.height - 1, 1)) - 1
      for column in 0..<picture.width {
        let x = 2 * Double(column) / Double(max(picture.width - 1, 1)) - 1
        terms.append(SIMD8(1, x, y, x * x, x * y, y * y, 0, 0))
      }
    }
    return terms
  }

  private mutating func fit(_ picture: InkPicture, above darkest: Float) {
    let differences = darkest.isFinite ? difference(of: picture) : picture.amounts
    var rows = [SIMD8<Double>](repeating: .zero, count: Self.termCount)
    var sums = SIMD8<Double>.zero
    for (index, terms) in terms.enumerated() where !darkest.isFinite || differences[index] > darkest
    {
      for row in rows.indices { rows[row] += terms * terms[row] }
      sums += terms * Double(picture.amounts[index])
    }
    guard let coefficients = Self.solved(rows, sums) else { return }
    surface.amounts = terms.map { Float(($0 * coefficients).sum()) }
  }

  /// Gauss and Jordan's elimination; nil where there is no single solution.
  private static func solved(
    _ rows: [SIMD8<Double>], _ sums: SIMD8<Double>
  ) -> SIMD8<Double>? {
    var (rows, sums) = (rows, sums)
    for column in rows.indices {
      let pivot = (column..<termCount).max { abs(rows[$0][column]) < abs(rows[$1][column]) }
      guard let pivot, abs(rows[pivot][column]) > 1e-9 else { return nil }
      rows.swapAt(pivot, column)
      (sums[pivot], sums[column]) = (sums[column], sums[pivot])
      for row in rows.indices where row != column {
        let factor = rows[row][column] / rows[column][column]
        rows[row] -= rows[column] * factor
        sums[row] -= sums[column] * factor
      }
    }
    for row in rows.indices { sums[row] /= rows[row][row] }
    return sums
  }
}
