import NetworkDescription

/// Descent whose steps have the size of the recent steps; see `Adadelta`.
struct AdadeltaDescent: UpdateRule {
  let adadelta: Adadelta
  let rate: Double

  @inline(__always)
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double {
    let (rho, epsilon) = (adadelta.rho, adadelta.epsilon)
    let meanSquare = rho * memory.first + (1 - rho) * (gradient * gradient)
    let change =
      -((memory.second + epsilon).squareRoot() * gradient / (meanSquare + epsilon).squareRoot())
    let meanSquareChange = rho * memory.second + (1 - rho) * (change * change)
    memory = WeightMemory(first: meanSquare, second: meanSquareChange)
    return weight + rate * change
  }
}
