import MatrixKernels
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("Softmax and losses")
struct LossTests {
  private static let widths = [1, 2, 3, 7, 10, 16, 17, 33]
  private static let rows = 3

  @Test("Softmax gives the shares of e^sum", arguments: KernelSet.all)
  func softmax(_ set: KernelSet) {
    inBothPrecisions { checkSoftmax($0, set) }
  }

  private func checkSoftmax<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for columns in Self.widths {
      let sums: [Real] = numbers.array(Self.rows * columns, in: -300...300)
      let expected = shares(sums.map(Double.init), columns)
      var outputs = sums
      Real.functions(of: set).softmax(Self.rows, columns, sums, &outputs)
      expectClose(outputs, expected, units: 8, size: 1e-3, "\(set.name) softmax")

      let above: [Real] = numbers.array(Self.rows * columns)
      var sensitivities = above
      Real.functions(of: set).softmaxBack(Self.rows, columns, outputs, &sensitivities)
      let expectedBack = above.indices.map { index in
        let start = index / columns * columns
        let common = (start..<start + columns).reduce(0.0) {
          $0 + Double(above[$1]) * Double(outputs[$1])
        }
        return Double(outputs[index]) * (Double(above[index]) - common)
      }
      expectClose(sensitivities, expectedBack, units: 20, size: 1, "\(set.name) softmax backward")
    }
  }

  @Test("Losses from outputs, and their sensitivities", arguments: KernelSet.all)
  func losses(_ set: KernelSet) {
    inBothPrecisions { checkLosses($0, set) }
  }

  private func checkLosses<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for columns in Self.widths {
      let y: [Real] = numbers.array(Self.rows * columns, in: 0.001...0.999)
      let t: [Real] = numbers.array(Self.rows * columns, in: 0...1).map { $0 < 0.3 ? 0 : $0 }
      for loss in References.losses {
        var losses = [Double](repeating: -7, count: Self.rows)
        var sensitivities = [Real](repeating: -7, count: y.count + 1)
        Real.functions(of: set).loss(
          loss.kind, Real(loss.number), Self.rows, columns, y, t, 0.5, &losses, &sensitivities)
        #expect(sensitivities.removeLast() == -7)
        let share = loss.isMean ? 1 / Double(columns) : 1
        let parts = y.indices.map { loss.value(Double(y[$0]), Double(t[$0])) * share }
        expectClose(
          losses.map { Real($0) }, rowSums(parts, columns), units: 40, size: 1,
          "\(set.name) \(loss.kind)")
        let slopes = y.indices.map { loss.slope(Double(y[$0]), Double(t[$0])) * share * 0.5 }
        expectClose(sensitivities, slopes, units: 8, size: 1e-3, "\(set.name) \(loss.kind) slopes")
      }
    }
  }

  @Test("Softmax with cross-entropy is stable for any sums", arguments: KernelSet.all)
  func softmaxLoss(_ set: KernelSet) {
    inBothPrecisions { checkSoftmaxLoss($0, set) }
  }

  private func checkSoftmaxLoss<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for columns in Self.widths {
      var sums: [Real] = numbers.array(Self.rows * columns, in: -200...200)
      let t: [Real] = numbers.array(Self.rows * columns, in: 0...1).map { $0 < 0.5 ? 0 : $0 }
      let (exact, targets) = (sums.map(Double.init), t.map(Double.init))
      let y = shares(exact, columns)
      var losses = [Double](repeating: -7, count: Self.rows)
      var sensitivities = sums
      // Outputs over sums: the harder case.
      sums.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        Real.functions(of: set).softmaxLoss(
          Self.rows, columns, base, t, 0.25, base, &losses, &sensitivities)
      }
      expectClose(sums, y, units: 8, size: 1e-3, "\(set.name) outputs")
      let parts = exact.indices.map { index in
        let row = exact[(index / columns * columns)..<(index / columns * columns + columns)]
        let largest = row.max() ?? 0
        let logTotal = largest + log(row.reduce(0) { $0 + exp($1 - largest) })
        return targets[index] == 0 ? 0 : targets[index] * (logTotal - exact[index])
      }
      expectClose(
        losses.map { Real($0) }, rowSums(parts, columns), units: 40, size: 400,
        "\(set.name) losses")
      let totals = rowSums(targets, columns)
      let slopes = y.indices.map { (y[$0] * totals[$0 / columns] - targets[$0]) * 0.25 }
      expectClose(sensitivities, slopes, units: 20, size: 1, "\(set.name) sensitivities")
    }
  }

  @Test("Sigmoid with cross-entropy is stable for any sums", arguments: KernelSet.all)
  func sigmoidLoss(_ set: KernelSet) {
    inBothPrecisions { checkSigmoidLoss($0, set) }
  }

  private func checkSigmoidLoss<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for columns in Self.widths {
      let sums: [Real] = numbers.array(Self.rows * columns, in: -300...300)
      let t: [Real] = numbers.array(Self.rows * columns, in: 0...1)
      var (losses, outputs) = ([Double](repeating: -7, count: Self.rows), sums)
      var sensitivities = sums
      Real.functions(of: set).sigmoidLoss(
        Self.rows, columns, sums, t, 0.25, &outputs, &losses, &sensitivities)
      let (exact, targets) = (sums.map(Double.init), t.map(Double.init))
      let y = exact.map { 1 / (1 + exp(-$0)) }
      expectClose(outputs, y, units: 4, size: 1e-6, "\(set.name) outputs")
      let parts = exact.indices.map {
        max(exact[$0], 0) - exact[$0] * targets[$0] + log1p(exp(-abs(exact[$0])))
      }
      expectClose(
        losses.map { Real($0 * Double(columns)) }, rowSums(parts, columns), units: 40, size: 1000,
        "\(set.name) losses")
      let slopes = y.indices.map { (y[$0] - targets[$0]) * 0.25 / Double(columns) }
      expectClose(sensitivities, slopes, units: 8, size: 0.25, "\(set.name) sensitivities")
    }
  }

  @Test("A sum that is not a number makes the loss one", arguments: KernelSet.all)
  func notANumber(_ set: KernelSet) {
    let sums: [Float] = [0, .nan, 1]
    var (losses, outputs, sensitivities) = ([0.0], sums, sums)
    set.float.softmaxLoss(1, 3, sums, [0, 0, 1], 1, &outputs, &losses, &sensitivities)
    #expect(losses[0].isNaN)
    set.float.sigmoidLoss(1, 3, sums, [0, 0, 1], 1, &outputs, &losses, &sensitivities)
    #expect(losses[0].isNaN)
  }

  private func shares(_ sums: [Double], _ columns: Int) -> [Double] {
    sums.indices.map { index in
      let row = sums[(index / columns * columns)..<(index / columns * columns + columns)]
      return 1 / row.reduce(0) { $0 + exp($1 - sums[index]) }
    }
  }

  private func rowSums(_ numbers: [Double], _ columns: Int) -> [Double] {
    (0..<numbers.count / columns).map { row in
      numbers[(row * columns)..<((row + 1) * columns)].reduce(0, +)
    }
  }
}

/// The losses by their definitions.
enum References {
  struct Definition: Sendable {
    let kind: GlassboxLoss
    var number = 0.0
    let isMean: Bool
    let value: @Sendable (_ y: Double, _ t: Double) -> Double
    let slope: @Sendable (_ y: Double, _ t: Double) -> Double
  }

  static let losses = [
    Definition(
      kind: .halfSquaredError, isMean: false, value: { 0.5 * ($0 - $1) * ($0 - $1) },
      slope: { $0 - $1 }),
    Definition(
      kind: .meanSquaredError, isMean: true, value: { ($0 - $1) * ($0 - $1) },
      slope: { 2 * ($0 - $1) }),
    Definition(
      kind: .binaryCrossEntropy, isMean: true,
      value: { -$1 * log($0) - (1 - $1) * log1p(-$0) },
      slope: { ($0 - $1) / ($0 * (1 - $0)) }),
    Definition(
      kind: .categoricalCrossEntropy, isMean: false,
      value: { $1 == 0 ? 0 : -$1 * log($0) }, slope: { $1 == 0 ? 0 : -$1 / $0 }),
  ]
}
