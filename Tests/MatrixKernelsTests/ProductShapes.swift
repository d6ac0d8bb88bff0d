import MatrixKernels

extension GlassboxProductShape {
  /// A product of whole matrices, or of parts of wider ones.
  init(
    rows: Int, columns: Int, depth: Int, aIsTransposed: Bool = false, bIsTransposed: Bool = false,
    skipsZeros: Bool = false, margin: Int = 0
  ) {
    self.init(
      rows: rows, columns: columns, depth: depth, a_is_transposed: aIsTransposed,
      b_is_transposed: bIsTransposed, skips_zeros: skipsZeros,
      a_stride: (aIsTransposed ? rows : depth) + margin,
      b_stride: (bIsTransposed ? depth : columns) + margin, c_stride: columns + margin)
  }

  var text: String {
    "\(rows)×\(depth)\(a_is_transposed ? "ᵀ" : "") · \(depth)×\(columns)"
      + "\(b_is_transposed ? "ᵀ" : ""), strides \(a_stride), \(b_stride), \(c_stride)"
  }
}

/// A product to compute.
struct ProductCase<Real: TestedPrecision> {
  let rows: Int
  let columns: Int
  let depth: Int
  var a: [Real]
  let b: [Real]
  let before: [Real]

  init(rows: Int, columns: Int, depth: Int, _ numbers: inout MadeUpNumbers) {
    self.rows = rows
    self.columns = columns
    self.depth = depth
    a = numbers.array(rows * depth)
    b = numbers.array(depth * columns)
    before = numbers.array(rows * columns)
  }

  /// A and B as a shape has them in memory, with what is not a number between their rows.
  func operands(as shape: GlassboxProductShape) -> (a: [Real], b: [Real]) {
    (
      stored(
        a, rows: rows, columns: depth, transposed: shape.a_is_transposed,
        stride: shape.a_stride, filler: .nan),
      stored(
        b, rows: depth, columns: columns, transposed: shape.b_is_transposed,
        stride: shape.b_stride, filler: .nan)
    )
  }

  /// A matrix of C's size as a shape has it in memory, with −7 between its rows.
  func result(_ matrix: [Real], as shape: GlassboxProductShape) -> [Real] {
    stored(
      matrix, rows: rows, columns: columns, transposed: false, stride: shape.c_stride, filler: -7)
  }
}

/// What should come out of a product.
struct ProductExpectation {
  /// A·B in double precision.
  let result: [Double]
  /// The largest error of each number: that of `depth` rounded products and sums, in any order.
  let allowance: [Double]

  init<Real: TestedPrecision>(_ product: ProductCase<Real>, accumulate: Bool) {
    let a = product.a.map(Double.init)
    let b = product.b.map(Double.init)
    let start = product.before.map { accumulate ? Double($0) : 0 }
    result = Self.sum(start, a, b, product)
    let size = Self.sum(start.map(abs), a.map(abs), b.map(abs), product)
    let unit = Double(product.depth + 2) * Double(Real.ulpOfOne)
    allowance = size.map { unit * $0 + Double(Real.leastNormalMagnitude) }
  }

  /// C + A·B by definition.
  private static func sum<Real>(
    _ c: [Double], _ a: [Double], _ b: [Double], _ product: ProductCase<Real>
  ) -> [Double] {
    let (rows, columns, depth) = (product.rows, product.columns, product.depth)
    var result = c
    for row in 0..<rows {
      for step in 0..<depth {
        let left = a[row * depth + step]
        for column in 0..<columns {
          result[row * columns + column] += left * b[step * columns + column]
        }
      }
    }
    return result
  }
}

/// A matrix as it lies in memory: maybe transposed, its rows maybe further apart than their length.
func stored<Real: TestedPrecision>(
  _ matrix: [Real], rows: Int, columns: Int, transposed: Bool, stride: Int, filler: Real
) -> [Real] {
  var memory = [Real](repeating: filler, count: (transposed ? columns : rows) * stride)
  for row in 0..<rows {
    for column in 0..<columns {
      memory[transposed ? column * stride + row : row * stride + column] =
        matrix[row * columns + column]
    }
  }
  return memory
}
