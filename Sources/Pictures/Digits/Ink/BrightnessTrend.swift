/// How the brightness of paper changes over a picture as a whole: a curved surface of second degree.
///
/// Fitted to all pixels by least squares, then again to those that are not much darker, so that ink
/// counts less.
struct BrightnessTrend {
  /// The surface's values, row by row.
  private(set) var surface: InkPicture
  /// x of each column and y of each row, from −1 to 1.
  private let places: (x: [Double], y: [Double])

  private static let rounds = 3
  /// The powers of x and y in each term of the surface: 1, x, y, x², xy and y².
  private static let terms: [(x: Int, y: Int)] = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]

  init(of picture: InkPicture) {
    surface = picture
    places = (Self.places(picture.width), Self.places(picture.height))
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

  private static func places(_ count: Int) -> [Double] {
    let last = Double(max(count - 1, 1))
    return (0..<count).map { 2 * Double($0) / last - 1 }
  }

  private mutating func fit(_ picture: InkPicture, above darkest: Float) {
    let differences = darkest.isFinite ? difference(of: picture) : picture.amounts
    var sums = SurfaceSums()
    for row in 0..<picture.height {
      let pixels = row * picture.width..<(row + 1) * picture.width
      sums.add(
        RowSums(
          of: picture.amounts[pixels], at: places.x, where: differences[pixels], exceed: darkest),
        at: places.y[row])
    }
    guard let surface = Self.solved(sums) else { return }
    for row in 0..<picture.height {
      let y = places.y[row]
      let level = surface[0] + y * (surface[2] + y * surface[5])
      let slope = surface[1] + y * surface[4]
      for column in 0..<picture.width {
        let x = places.x[column]
        self.surface.amounts[row * picture.width + column] = Float(
          level + x * (slope + x * surface[3]))
      }
    }
  }

  /// The surface's coefficients by Gauss and Jordan's elimination; nil where there is no single
  /// solution.
  private static func solved(_ sums: SurfaceSums) -> [Double]? {
    var rows = terms.map { row in
      terms.map { sums.places[row.x + $0.x][row.y + $0.y] } + [sums.amounts[row.x][row.y]]
    }
    for column in rows.indices {
      let pivot = (column..<rows.count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }
      guard let pivot, abs(rows[pivot][column]) > 1e-9 else { return nil }
      rows.swapAt(pivot, column)
      for row in rows.indices where row != column {
        let factor = rows[row][column] / rows[column][column]
        for place in rows[row].indices { rows[row][place] -= rows[column][place] * factor }
      }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
  }
}

/// What one row of pixels adds up to: xⁱ, and the brightness times xⁱ.
private struct RowSums {
  /// Of x⁰, x, x², x³ and x⁴.
  private(set) var places = (0.0, 0.0, 0.0, 0.0, 0.0)
  /// Of the brightness times x⁰, x and x².
  private(set) var amounts = (0.0, 0.0, 0.0)

  init(
    of amounts: ArraySlice<Float>, at places: [Double], where differences: ArraySlice<Float>,
    exceed darkest: Float
  ) {
    amounts.withUnsafeBufferPointer { amounts in
      differences.withUnsafeBufferPointer { differences in
        for column in places.indices {
          // Multiplied instead of passed over: which pixels are ink cannot be foretold.
          let counts = differences[column] > darkest ? 1.0 : 0
          let x = places[column]
          let (amount, square) = (counts * Double(amounts[column]), counts * x * x)
          self.places.0 += counts
          self.places.1 += counts * x
          self.places.2 += square
          self.places.3 += square * x
          self.places.4 += square * x * x
          self.amounts.0 += amount
          self.amounts.1 += amount * x
          self.amounts.2 += amount * x * x
        }
      }
    }
  }
}

/// What all pixels add up to: xⁱyʲ for powers of four together at most, and the brightness times xⁱyʲ
/// for two at most.
private struct SurfaceSums {
  private(set) var places = [[Double]](repeating: [0, 0, 0, 0, 0], count: 5)
  private(set) var amounts = [[Double]](repeating: [0, 0, 0], count: 3)

  mutating func add(_ row: RowSums, at y: Double) {
    let (places, amounts) = (row.places, row.amounts)
    Self.add([places.0, places.1, places.2, places.3, places.4], at: y, to: &self.places)
    Self.add([amounts.0, amounts.1, amounts.2], at: y, to: &self.amounts)
  }

  private static func add(_ row: [Double], at y: Double, to sums: inout [[Double]]) {
    for x in row.indices {
      var value = row[x]
      for power in 0..<sums.count - x {
        sums[x][power] += value
        value *= y
      }
    }
  }
}
