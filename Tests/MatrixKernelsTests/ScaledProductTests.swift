import MatrixKernels
import Testing
import Thoroughness

@Suite("Products that are scaled and added")
struct ScaledProductTests {
  /// Rows shorter than a vector, tiles of all kinds, blocks of rows; the depth is a single block.
  private static let sizes: [(rows: Int, columns: Int, depth: Int)] = [
    (0, 3, 3), (3, 3, 0), (1, 1, 1), (784, 10, 32), (310, 10, 20), (70, 30, 10), (53, 166, 40),
    (12, 32, 13), (25, 17, 30), (300, 170, 5), (2, 131, 18),
  ]

  @Test(
    "Give the bits of the product, times the scale, added number by number",
    arguments: KernelSet.all)
  func sameBits(_ set: KernelSet) {
    for size in Thoroughness.some(Self.sizes) {
      inBothPrecisions { check(size.rows, size.columns, size.depth, $0, set) }
    }
  }

  private func check<Real: TestedPrecision>(
    _ rows: Int, _ columns: Int, _ depth: Int, _ type: Real.Type, _ set: KernelSet
  ) {
    var numbers = MadeUpNumbers()
    let product = ProductCase<Real>(rows: rows, columns: columns, depth: depth, &numbers)
    let functions = Real.functions(of: set)
    for aIsTransposed in [false, true] {
      let shape = GlassboxProductShape(
        rows: rows, columns: columns, depth: depth, aIsTransposed: aIsTransposed, margin: 3)
      let plan = functions.planProduct(shape)
      let (a, b) = product.operands(as: shape)
      let before = product.result(product.before, as: shape)
      var workspace = [Real](repeating: .nan, count: plan.workspace_count)
      var plain = before
      withUnsafePointer(to: plan) {
        functions.product($0, a, b, &plain, false, &workspace, 0, plan.pieces)
      }
      let scale = Real(-0.3)
      let expected = zip(before, plain).enumerated().map { index, numbers in
        index % shape.c_stride < columns ? numbers.0 + scale * numbers.1 : -7
      }
      for shares in [1, 3] {
        var found = before
        withUnsafePointer(to: plan) { plan in
          for share in 0..<shares {
            functions.addScaledProduct(
              plan, a, b, scale, &found, &workspace, share * plan.pointee.pieces / shares,
              (share + 1) * plan.pointee.pieces / shares)
          }
        }
        if found != expected {
          Issue.record("\(set.name) \(Real.self) \(shape.text) in \(shares) shares")
        }
      }
    }
  }
}
