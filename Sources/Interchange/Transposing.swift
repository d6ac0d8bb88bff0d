extension [Double] {
  /// The numbers of a tensor in another order of its axes.
  ///
  /// - Parameters:
  ///   - shape: The extents that they have now, outermost first.
  ///   - axes: Which of the axes come first, second and so on.
  func transposed(shape: [Int], to axes: [Int]) -> [Double] {
    Permutation(shape: shape, axes: axes).positions.map { self[$0] }
  }
}

/// Where the numbers of a transposed tensor come from.
struct Permutation {
  /// For each place of the new order, the position in the old one.
  let positions: [Int]

  init(shape: [Int], axes: [Int]) {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    var positions = [0]
    for axis in axes {
      let steps = (0..<shape[axis]).map { $0 * strides[axis] }
      positions = positions.flatMap { base in steps.map { base + $0 } }
    }
    self.positions = positions
  }
}
