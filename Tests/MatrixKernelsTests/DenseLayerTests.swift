import MatrixKernels
import Testing
import Thoroughness

@Suite("Dense layers and products with copies")
struct DenseLayerTests {
  /// Small tiles, narrow panels, blocks of rows and of the depth, a single row.
  private static let sizes: [(rows: Int, columns: Int, depth: Int)] = [
    (0, 3, 3), (3, 3, 0), (1, 1, 1), (1, 700, 40), (7, 17, 8), (32, 10, 49), (64, 170, 5),
    (310, 165, 20), (53, 166, 1040), (2, 131, 18),
  ]

  @Test(
    "A layer is the product, the bias and the activation, bit by bit, however pieces are shared",
    arguments: KernelSet.all)
  func layer(_ set: KernelSet) {
    for size in Thoroughness.some(Self.sizes) {
      inBothPrecisions { checkLayer(size.rows, size.columns, size.depth, $0, set) }
    }
  }

  private func checkLayer<Real: TestedPrecision>(
    _ rows: Int, _ columns: Int, _ depth: Int, _ type: Real.Type, _ set: KernelSet
  ) {
    var numbers = MadeUpNumbers()
    let product = ProductCase<Real>(rows: rows, columns: columns, depth: depth, &numbers)
    let bias: [Real] = numbers.array(columns)
    let functions = Real.functions(of: set)
    for (skipsZeros, bias) in [(false, bias), (true, bias), (false, nil)] {
      let shape = GlassboxProductShape(
        rows: rows, columns: columns, depth: depth, skipsZeros: skipsZeros)
      let plan = functions.planProduct(shape)
      var workspace = [Real](repeating: .nan, count: plan.workspace_count)
      var sums = [Real](repeating: .nan, count: rows * columns)
      var outputs = sums
      withUnsafePointer(to: plan) {
        functions.product(
          $0, product.a, product.b, &sums, false, &workspace, 0, plan.pieces)
      }
      functions.activate(.tanh, 0, rows, columns, columns, bias, &sums, &outputs)
      for shares in [1, 3] {
        var foundSums = [Real](repeating: .nan, count: rows * columns)
        var found = foundSums
        var alone = foundSums
        withUnsafePointer(to: plan) { plan in
          for share in 0..<shares {
            let first = share * plan.pointee.pieces / shares
            let end = (share + 1) * plan.pointee.pieces / shares
            functions.denseLayer(
              plan, product.a, product.b, bias, .tanh, 0, &foundSums, &found, &workspace, first,
              end)
            // Where nobody asks for the sums.
            alone.withUnsafeMutableBufferPointer { alone in
              guard let alone = alone.baseAddress else { return }
              functions.denseLayer(
                plan, product.a, product.b, bias, .tanh, 0, alone, alone, &workspace, first, end)
            }
          }
        }
        if foundSums != sums || found != outputs || alone != outputs {
          Issue.record("\(set.name) \(Real.self) \(shape.text) in \(shares) shares")
        }
      }
    }
  }

  @Test("Everything copied first gives the bits of the product", arguments: KernelSet.all)
  func copies(_ set: KernelSet) {
    for (rows, columns, depth) in [(784, 170, 5), (50, 331, 129), (300, 167, 512)] {
      inBothPrecisions { checkCopies(rows, columns, depth, $0, set) }
    }
  }

  private func checkCopies<Real: TestedPrecision>(
    _ rows: Int, _ columns: Int, _ depth: Int, _ type: Real.Type, _ set: KernelSet
  ) {
    var numbers = MadeUpNumbers()
    let product = ProductCase<Real>(rows: rows, columns: columns, depth: depth, &numbers)
    let functions = Real.functions(of: set)
    let shape = GlassboxProductShape(
      rows: rows, columns: columns, depth: depth, aIsTransposed: true, margin: 3)
    let plan = functions.planProduct(shape)
    #expect(plan.copies > 0)
    let (a, b) = product.operands(as: shape)
    let before = product.result(product.before, as: shape)
    var workspace = [Real](repeating: .nan, count: plan.workspace_count)
    var copies = [Real](repeating: .nan, count: plan.copies_count)
    withUnsafePointer(to: plan) { plan in
      for copy in (0..<plan.pointee.copies).reversed() {
        functions.copyOperands(plan, a, b, &copies, copy, copy + 1)
      }
      for scale in [nil, Real(-0.3)] {
        var expected = before
        if let scale {
          functions.addScaledProduct(
            plan, a, b, scale, &expected, &workspace, 0, plan.pointee.pieces)
        } else {
          functions.product(plan, a, b, &expected, false, &workspace, 0, plan.pointee.pieces)
        }
        for shares in [1, 3, plan.pointee.row_tiles] {
          var found = before
          for share in 0..<shares {
            functions.productOfCopies(
              plan, copies, scale != nil, scale ?? 1, &found,
              share * plan.pointee.row_tiles / shares,
              (share + 1) * plan.pointee.row_tiles / shares)
          }
          if found != expected {
            Issue.record("\(set.name) \(Real.self) \(shape.text) in \(shares) shares")
          }
        }
      }
    }
  }
}
