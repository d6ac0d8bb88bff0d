import MatrixKernels
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("Activations, forward and backward")
struct ActivationTests {
  private static let all: [(GlassboxActivation, @Sendable (Double) -> Double)] = [
    (.identity, { $0 }), (.sigmoid, { 1 / (1 + exp(-$0)) }), (.tanh, { tanh($0) }),
    (.relu, { max($0, 0) }), (.leakyRelu, { $0 > 0 ? $0 : 0.25 * $0 }),
    (.elu, { $0 > 0 ? $0 : 0.25 * expm1($0) }), (.gelu, { $0 * erfc(-$0 * 0.5.squareRoot()) / 2 }),
    (.silu, { $0 / (1 + exp(-$0)) }),
    (.softplus, { max($0, 0) + log1p(exp(-abs($0))) }),
  ]

  @Test("Outputs are those of the C library", arguments: KernelSet.all)
  func forward(_ set: KernelSet) {
    inBothPrecisions { checkForward($0, set) }
  }

  private func checkForward<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for columns in oddLengths {
      let stride = columns + 2
      let sums: [Real] = numbers.array(3 * stride, in: -20...20)
      let bias: [Real] = numbers.array(columns)
      for (activation, reference) in Self.all {
        for usesBias in [false, true] {
          var kept = sums
          var outputs = [Real](repeating: -7, count: sums.count)
          Real.functions(of: set).activate(
            activation, 0.25, 3, columns, stride, usesBias ? bias : nil, &kept, &outputs)
          let whole = sums.indices.map { index in
            usesBias && index % stride < columns
              ? sums[index] + bias[index % stride] : sums[index]
          }
          #expect(kept == whole)
          let expected = whole.enumerated().map { index, sum in
            index % stride < columns ? reference(Double(sum)) : -7
          }
          // The tail of gelu has the error of an exponent that is large by then.
          let size = activation == .gelu ? 1.0 : 0
          expectClose(outputs, expected, units: 4, size: size, "\(set.name) \(activation)")
        }
      }
    }
  }

  @Test("Slopes are the derivatives, times what comes from above", arguments: KernelSet.all)
  func backward(_ set: KernelSet) {
    inBothPrecisions { checkBackward($0, set) }
  }

  private func checkBackward<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for columns in oddLengths {
      let stride = columns + 1
      let sums: [Real] = numbers.array(2 * stride, in: -5...5)
      let above: [Real] = numbers.array(2 * stride)
      for (index, (activation, reference)) in Self.all.enumerated() {
        let outputs = sums.map { Real(reference(Double($0))) }
        var sensitivities = above
        Real.functions(of: set).activateBack(
          activation, 0.25, 2, columns, stride, sums, outputs, &sensitivities)
        let expected = above.indices.map { place in
          guard place % stride < columns else { return Double(above[place]) }
          let (sum, y) = (Double(sums[place]), Double(outputs[place]))
          let share = 1 / (1 + exp(-sum))
          let normal = erfc(-sum * 0.5.squareRoot()) / 2
          let density = exp(-sum * sum / 2) / (2 * Double.pi).squareRoot()
          let slope = [
            1, y * (1 - y), 1 - y * y, sum > 0 ? 1 : 0, sum > 0 ? 1 : 0.25,
            sum > 0 ? 1 : y + 0.25, normal + sum * density, share * (1 + sum * (1 - share)), share,
          ][index]
          return Double(above[place]) * slope
        }
        expectClose(sensitivities, expected, units: 3, size: 1, "\(set.name) slope \(index)")
      }
    }
  }

  @Test("tanh keeps its precision near 0, and its sign", arguments: KernelSet.all)
  func smallTanh(_ set: KernelSet) {
    var sums: [Float] = [1e-30, -1e-30, 1e-7, -1e-4, 0.01, -0.2, 0.6, 9, -50, -0.0]
    let expected = sums.map { tanh(Double($0)) }
    var outputs = sums
    set.float.activate(.tanh, 0, 1, sums.count, 0, nil, &sums, &outputs)
    #expect(outputs.last?.sign == .minus)
    expectClose(outputs, expected, units: 4, set.name)
  }

  @Test("What is not a number stays so", arguments: KernelSet.all)
  func notANumber(_ set: KernelSet) {
    for (activation, _) in Self.all {
      var sums: [Double] = [.nan, 1]
      // In place, as well.
      sums.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        set.double.activate(activation, 0.25, 1, 2, 2, nil, base, base)
      }
      #expect(sums[0].isNaN && !sums[1].isNaN)
    }
  }

  @Test("Column sums are what a bias gets", arguments: KernelSet.all)
  func columnSums(_ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for columns in oddLengths {
      let stride = columns + 2
      let matrix: [Float] = numbers.array(7 * stride)
      var totals = [Float](repeating: -7, count: columns + 1)
      set.float.columnSums(7, columns, stride, matrix, &totals)
      #expect(totals.removeLast() == -7)
      let expected = (0..<columns).map { column in
        (0..<7).reduce(0.0) { $0 + Double(matrix[$1 * stride + column]) }
      }
      expectClose(totals, expected, units: 7, size: 7, set.name)
    }
  }
}
