import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("Exponential and logarithm")
struct FunctionTests {
  @Test("e^x is within 2 units in the last place", arguments: KernelSet.all)
  func exponential(_ set: KernelSet) {
    var numbers = MadeUpNumbers()
    check(
      numbers.array(4000, in: -87...88.7, as: Float.self), against: exp, units: 2, "e^x"
    ) { Float.functions(of: set).exponential($0, $1, $2) }
    check(
      numbers.array(4000, in: -708...709.7, as: Double.self), against: exp, units: 2, "e^x"
    ) { Double.functions(of: set).exponential($0, $1, $2) }
    check(
      numbers.array(4000, in: -1...1, as: Float.self), against: exp, units: 2, "e^x"
    ) { Float.functions(of: set).exponential($0, $1, $2) }
  }

  @Test("ln x is within 2 units in the last place", arguments: KernelSet.all)
  func logarithm(_ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for range in [0...1e-6, 0...1, 0.5...2, 0.99...1.01, 1...1e30] {
      check(
        numbers.array(1500, in: range, as: Float.self), against: log, units: 2, "ln x"
      ) { Float.functions(of: set).logarithm($0, $1, $2) }
      check(
        numbers.array(1500, in: range, as: Double.self), against: log, units: 2, "ln x"
      ) { Double.functions(of: set).logarithm($0, $1, $2) }
    }
  }

  @Test("Infinite, tiny and missing numbers come out as in the C library", arguments: KernelSet.all)
  func edges(_ set: KernelSet) {
    let edges: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, 1, 1000, -1000, 0x1p-149, 0x1p-130, 0x1p-1074,
      0x1p-1030,
    ]
    check(edges.map(Float.init), against: exp, units: 2, "e^x") {
      Float.functions(of: set).exponential($0, $1, $2)
    }
    check(edges, against: exp, units: 2, "e^x") {
      Double.functions(of: set).exponential($0, $1, $2)
    }
    check((edges + [-1]).map(Float.init), against: log, units: 2, "ln x") {
      Float.functions(of: set).logarithm($0, $1, $2)
    }
    check(edges + [-1], against: log, units: 2, "ln x") {
      Double.functions(of: set).logarithm($0, $1, $2)
    }
  }

  private func check<Real: TestedPrecision>(
    _ inputs: [Real], against reference: (Double) -> Double, units: Double, _ name: String,
    _ function: (Int, UnsafePointer<Real>, UnsafeMutablePointer<Real>) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var outputs = [Real](repeating: -7, count: inputs.count + 1)
    function(inputs.count, inputs, &outputs)
    #expect(outputs.removeLast() == -7, sourceLocation: sourceLocation)
    let worst = zip(inputs, outputs).max { left, right in
      distance(left.1, from: reference(Double(left.0)))
        < distance(right.1, from: reference(Double(right.0)))
    }
    guard let (input, output) = worst else { return }
    let expected = reference(Double(input))
    let found = distance(output, from: expected)
    if found > units {
      Issue.record(
        "\(name) of \(Real.self) \(input): \(output), expected \(expected), \(found) units away",
        sourceLocation: sourceLocation)
    }
  }
}
