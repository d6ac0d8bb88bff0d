/// How an optimizer moves one weight; made anew for every step, with the rate of that step.
///
/// Each optimizer has a small type of its own, named after it, whose `moved` is its whole rule.
protocol UpdateRule {
  /// Whether it remembers anything of a weight from step to step.
  static var remembers: Bool { get }

  /// The new value of a weight.
  ///
  /// - Parameters:
  ///   - weight: Its value before.
  ///   - gradient: How much the batch's loss changes if the weight changes.
  ///   - memory: What the optimizer remembers of this weight, to be brought up to date.
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double
}

extension UpdateRule {
  static var remembers: Bool { true }
}

/// What an optimizer remembers of one weight: up to two numbers, in the order of
/// `Optimizer.memoryNames`.
package struct WeightMemory {
  var first = 0.0
  var second = 0.0

  /// The numbers under their positions.
  package subscript(_ position: Int) -> Double {
    get { position == 0 ? first : second }
    set {
      if position == 0 { first = newValue } else { second = newValue }
    }
  }
}
