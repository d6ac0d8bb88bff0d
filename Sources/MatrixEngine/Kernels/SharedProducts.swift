import MatrixKernels

/// Matrix products that the threads share, and what comes right behind them: where a part of a product
/// has just been written, it is still in the cache of the processor that wrote it.
extension ThreadPool {
  /// C = A·B.
  func multiply(
    _ plan: GlassboxProductPlan, _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>,
    into c: UnsafeMutablePointer<Scalar>
  ) {
    withUnsafePointer(to: plan) { plan in
      sharePieces(of: plan.pointee) { pieces, thread in
        functions.product(
          plan, a, b, c, false, workspace(of: thread), pieces.lowerBound, pieces.upperBound)
      }
    }
  }

  /// sums = inputs · weight + bias, outputs = activation(sums), but for the shares of a softmax.
  ///
  /// - Parameter then: What to do with a block of outputs, on the thread that has computed it.
  func computeLayer(
    _ plan: GlassboxProductPlan, inputs: Matrix<Scalar>, weight: Matrix<Scalar>,
    bias: Matrix<Scalar>?, activation: (kind: GlassboxActivation, number: Scalar),
    sums: Matrix<Scalar>, outputs: Matrix<Scalar>, then: (MatrixBlock) -> Void
  ) {
    withUnsafePointer(to: plan) { plan in
      sharePieces(of: plan.pointee) { pieces, thread in
        functions.denseLayer(
          plan, inputs.start, weight.start, bias.map { UnsafePointer($0.start) }, activation.kind,
          activation.number, sums.start, outputs.start, workspace(of: thread), pieces.lowerBound,
          pieces.upperBound)
        plan.pointee.forEachBlock(of: pieces, then)
      }
    }
  }

  /// C = A·B or, with a scale, C += scale·(A·B).
  ///
  /// - Parameters:
  ///   - scale: nil for A·B itself.
  ///   - operationsPerNumber: About how much there is to do for each number of C that is done.
  ///   - then: Does that for rows of C, on the thread that has just computed them where it has all of them.
  func multiplyByRows(
    _ plan: GlassboxProductPlan, _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>,
    into c: UnsafeMutablePointer<Scalar>, addScaledBy scale: Scalar?,
    operationsPerNumber: Int, then: (Range<Int>) -> Void
  ) {
    withUnsafePointer(to: plan) { plan in
      if copiesFirst(plan.pointee) {
        multiplyCopies(plan, a, b, into: c, addScaledBy: scale, then: then)
        return
      }
      func compute(_ pieces: Range<Int>, on thread: Int) {
        let workspace = workspace(of: thread)
        if let scale {
          functions.addScaledProduct(
            plan, a, b, scale, c, workspace, pieces.lowerBound, pieces.upperBound)
        } else {
          functions.product(
            plan, a, b, c, false, workspace, pieces.lowerBound, pieces.upperBound)
        }
      }
      if sharesWholeBlocks(plan.pointee) {
        let panels = plan.pointee.panels
        share(plan.pointee.row_blocks, operations: plan.pointee.operations) { blocks, thread in
          for block in blocks {
            compute(block * panels..<(block + 1) * panels, on: thread)
            then(plan.pointee.rows(ofBlock: block))
          }
        }
      } else {
        sharePieces(of: plan.pointee, compute)
        let shape = plan.pointee.shape
        share(shape.rows, operations: operationsPerNumber * shape.rows * shape.columns) { rows, _ in
          then(rows)
        }
      }
    }
  }

  /// The same where A and B are copied first, each number of them once.
  private func multiplyCopies(
    _ plan: UnsafePointer<GlassboxProductPlan>, _ a: UnsafePointer<Scalar>,
    _ b: UnsafePointer<Scalar>, into c: UnsafeMutablePointer<Scalar>, addScaledBy scale: Scalar?,
    then: (Range<Int>) -> Void
  ) {
    let shape = plan.pointee.shape
    let copied = shape.depth * (shape.rows + shape.columns)
    share(plan.pointee.copies, operations: 4 * copied) { range, _ in
      functions.copyOperands(plan, a, b, copies.start, range.lowerBound, range.upperBound)
    }
    // So many tiles are still in a near cache when they are done.
    let tilesAtOnce = 8
    share(plan.pointee.row_tiles, operations: plan.pointee.operations) { tiles, _ in
      var rest = tiles
      while !rest.isEmpty {
        let now = rest.prefix(tilesAtOnce)
        functions.productOfCopies(
          plan, copies.start, scale != nil, scale ?? 1, c, now.lowerBound, now.upperBound)
        then(plan.pointee.rows(ofTiles: now))
        rest = rest.dropFirst(now.count)
      }
    }
  }

  /// Whether a product's copies are made first: where threads that copy for themselves would all copy the same.
  func copiesFirst(_ plan: GlassboxProductPlan) -> Bool {
    plan.copies > 0 && !sharesWholeBlocks(plan)
  }

  /// Whether blocks of rows are shared as a whole, as each block of A is copied first, and there are enough.
  private func sharesWholeBlocks(_ plan: GlassboxProductPlan) -> Bool {
    (plan.packs_tiles || plan.packs_rows) && plan.row_blocks > 1 && plan.row_blocks >= 2 * threads
  }

  /// Shares the pieces of a product.
  private func sharePieces(
    of plan: GlassboxProductPlan, _ work: (_ pieces: Range<Int>, _ thread: Int) -> Void
  ) {
    let together = sharesWholeBlocks(plan) ? plan.panels : 1
    share(plan.pieces / together, operations: plan.operations) { range, thread in
      work(range.lowerBound * together..<range.upperBound * together, thread)
    }
  }
}

extension GlassboxProductPlan {
  /// A product with fewer operations for each number of A and C is done before these numbers have gone
  /// from one processor's cache to another's; B, the weights, stays where it was used before.
  private static var fewestOperationsPerNumber: Int { 20 }

  /// How many operations there are to share; none, if other threads are better left out.
  fileprivate var operations: Int {
    let moved = shape.rows * (shape.depth + shape.columns)
    let operations = 2 * shape.rows * shape.columns * shape.depth
    return operations >= Self.fewestOperationsPerNumber * moved ? operations : 0
  }

  /// The rows of C that tiles stand in.
  fileprivate func rows(ofTiles tiles: Range<Int>) -> Range<Int> {
    tiles.lowerBound * shape.rows / row_tiles..<tiles.upperBound * shape.rows / row_tiles
  }

  /// The rows of C that a block of tiles stands in.
  fileprivate func rows(ofBlock block: Int) -> Range<Int> {
    rows(ofTiles: block * row_tiles / row_blocks..<(block + 1) * row_tiles / row_blocks)
  }

  /// The blocks of C that pieces are, neighbours in one.
  fileprivate func forEachBlock(of pieces: Range<Int>, _ use: (MatrixBlock) -> Void) {
    var rest = pieces
    while let piece = rest.first {
      let block = piece / panels
      let now = rest.prefix((block + 1) * panels - piece)
      let left = (piece - block * panels) * panel_columns
      use(
        MatrixBlock(
          rows: rows(ofBlock: block),
          columns: left..<min(left + now.count * panel_columns, shape.columns)))
      rest = rest.dropFirst(now.count)
    }
  }
}
