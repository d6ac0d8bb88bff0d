/// Stochastic gradient descent without momentum; see `SGD`.
struct PlainDescent: UpdateRule {
  let rate: Double

  static var remembers: Bool { false }

  @inline(__always)
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double {
    weight - rate * gradient
  }
}
