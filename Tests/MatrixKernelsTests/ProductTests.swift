import MatrixKernels
import Testing
import Thoroughness

@Suite("Matrix products")
struct ProductTests {
  /// Around the heights and widths of tiles, and one block of rows and of the depth.
  private static let sizes: [(rows: Int, columns: Int, depth: Int)] = [
    (0, 3, 3), (3, 0, 3), (3, 3, 0), (60, 170, 0), (1, 1, 1), (1, 2, 3), (2, 1, 5), (4, 4, 2),
    (4, 1, 4),
    (5, 7, 11), (6, 16, 9), (7, 17, 8), (12, 32, 13), (13, 33, 17), (11, 31, 1), (25, 10, 30),
    (24, 5, 7), (1, 130, 19), (2, 131, 18), (1, 97, 40), (3, 65, 5), (32, 10, 49), (10, 30, 65),
    (29, 47, 37), (150, 20, 3), (160, 3, 9), (3, 17, 1030), (2, 3, 2100), (1, 37, 1500),
    (49, 99, 130),
  ]

  @Test("Agree with sums in double precision, in all orders of storage", arguments: KernelSet.all)
  func agreement(_ set: KernelSet) {
    for size in Self.sizes {
      check(size.rows, size.columns, size.depth, Float.self, set)
      check(size.rows, size.columns, size.depth, Double.self, set)
    }
  }

  @Test("Agree where rows lie a large power of two apart", arguments: KernelSet.all)
  func crowdedRows(_ set: KernelSet) {
    var numbers = MadeUpNumbers()
    let product = ProductCase<Float>(rows: 50, columns: 163, depth: 133, &numbers)
    let expectation = ProductExpectation(product, accumulate: false)
    for (aIsTransposed, bIsTransposed) in storageOrders {
      var shape = GlassboxProductShape(
        rows: 50, columns: 163, depth: 133, aIsTransposed: aIsTransposed,
        bIsTransposed: bIsTransposed)
      shape.a_stride = 1024
      shape.b_stride = 1024
      check(product, shape, accumulate: false, expectation, set)
    }
  }

  @Test(
    "Give the same bits in all orders of storage, and however the pieces are shared out",
    arguments: KernelSet.all)
  func sharing(_ set: KernelSet) {
    let sizes = [
      (29, 200, 33), (310, 10, 20), (1, 700, 9), (53, 166, 1040), (310, 165, 400), (50, 331, 29),
      (300, 70, 5),
      (50, 331, 129),
    ]
    for (rows, columns, depth) in Thoroughness.some(sizes) {
      checkSharing(rows, columns, depth, Float.self, set)
      checkSharing(rows, columns, depth, Double.self, set)
    }
  }

  @Test("One row gives the same bits when its zeros are passed over", arguments: KernelSet.all)
  func zerosPassedOver(_ set: KernelSet) {
    let sizes = [(10, 784), (1, 1), (37, 1500), (700, 9), (530, 70), (512, 40), (530, 2100)]
    for (columns, depth) in Thoroughness.some(sizes) {
      checkZeros(columns, depth, Float.self, set)
      checkZeros(columns, depth, Double.self, set)
    }
  }

  private func checkZeros<Real: TestedPrecision>(
    _ columns: Int, _ depth: Int, _ type: Real.Type, _ set: KernelSet
  ) {
    var numbers = MadeUpNumbers()
    var product = ProductCase<Real>(rows: 1, columns: columns, depth: depth, &numbers)
    for index in product.a.indices where index % 5 != 2 { product.a[index] = 0 }
    for accumulate in [false, true] {
      let results = [false, true].flatMap { skipsZeros in
        let shape = GlassboxProductShape(
          rows: 1, columns: columns, depth: depth, skipsZeros: skipsZeros)
        let plan = Real.functions(of: set).planProduct(shape)
        return [1, 2, plan.pieces].map {
          compute(product, plan, accumulate: accumulate, shares: $0, set)
        }
      }
      if results.contains(where: { $0 != results[0] }) {
        Issue.record("\(set.name) \(Real.self) 1×\(depth) · \(depth)×\(columns) differs")
      }
    }
  }

  private let storageOrders = [(false, false), (true, false), (false, true), (true, true)]

  private func check<Real: TestedPrecision>(
    _ rows: Int, _ columns: Int, _ depth: Int, _ type: Real.Type, _ set: KernelSet
  ) {
    var numbers = MadeUpNumbers(seed: UInt64(rows * 10_007 + columns * 101 + depth))
    let product = ProductCase<Real>(rows: rows, columns: columns, depth: depth, &numbers)
    for accumulate in [false, true] {
      let expectation = ProductExpectation(product, accumulate: accumulate)
      for (aIsTransposed, bIsTransposed) in storageOrders {
        let shape = GlassboxProductShape(
          rows: rows, columns: columns, depth: depth, aIsTransposed: aIsTransposed,
          bIsTransposed: bIsTransposed, margin: accumulate ? 3 : 0)
        check(product, shape, accumulate: accumulate, expectation, set)
      }
    }
  }

  /// Expects every number to be near what it should be, and memory beside the matrix untouched.
  private func check<Real: TestedPrecision>(
    _ product: ProductCase<Real>, _ shape: GlassboxProductShape, accumulate: Bool,
    _ expectation: ProductExpectation, _ set: KernelSet
  ) {
    let plan = Real.functions(of: set).planProduct(shape)
    let c = compute(product, plan, accumulate: accumulate, shares: 1, set)
    for row in 0..<product.rows {
      for column in 0..<shape.c_stride {
        let found = c[row * shape.c_stride + column]
        guard column < product.columns else {
          if found != -7 { Issue.record("\(shape.text): wrote beside row \(row)") }
          continue
        }
        let index = row * product.columns + column
        let (expected, allowance) = (expectation.result[index], expectation.allowance[index])
        guard !(abs(Double(found) - expected) <= allowance) else { continue }
        Issue.record(
          """
          \(set.name) \(Real.self) \(shape.text): [\(row), \(column)] is \(found), \
          expected \(expected) ± \(allowance)
          """
        )
        return
      }
    }
  }

  private func checkSharing<Real: TestedPrecision>(
    _ rows: Int, _ columns: Int, _ depth: Int, _ type: Real.Type, _ set: KernelSet
  ) {
    var numbers = MadeUpNumbers()
    let product = ProductCase<Real>(rows: rows, columns: columns, depth: depth, &numbers)
    var first: [Real]?
    for (aIsTransposed, bIsTransposed) in storageOrders {
      let shape = GlassboxProductShape(
        rows: rows, columns: columns, depth: depth, aIsTransposed: aIsTransposed,
        bIsTransposed: bIsTransposed)
      let plan = Real.functions(of: set).planProduct(shape)
      #expect(plan.pieces > 1)
      let whole = first ?? compute(product, plan, accumulate: true, shares: 1, set)
      first = whole
      for shares in [1, 2, 3, plan.pieces] {
        let shared = compute(product, plan, accumulate: true, shares: shares, set)
        // (Not #expect, which would print all the numbers.)
        if whole != shared {
          Issue.record("\(set.name) \(Real.self) \(shape.text) in \(shares) shares")
        }
      }
    }
  }

  /// C, with −7 between its rows.
  private func compute<Real: TestedPrecision>(
    _ product: ProductCase<Real>, _ plan: GlassboxProductPlan, accumulate: Bool, shares: Int,
    _ set: KernelSet
  ) -> [Real] {
    let shape = plan.shape
    let (a, b) = product.operands(as: shape)
    var c = product.result(
      accumulate ? product.before : product.before.map { _ in .nan }, as: shape)
    let functions = Real.functions(of: set)
    withUnsafePointer(to: plan) { plan in
      // The last share first: the order must not matter either.
      for share in (0..<shares).reversed() {
        var workspace = [Real](repeating: .nan, count: plan.pointee.workspace_count)
        functions.product(
          plan, a, b, &c, accumulate, &workspace, share * plan.pointee.pieces / shares,
          (share + 1) * plan.pointee.pieces / shares)
      }
    }
    return c
  }
}
