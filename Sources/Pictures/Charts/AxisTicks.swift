/// Round numbers along an axis, such as 0, 0.2, 0.4, 0.6.
///
/// Steps are 1, 2 or 5 times a power of ten, as in P. S. Heckbert, "Nice numbers for graph labels"
/// (Graphics Gems, 1990). Ticks are counted in whole steps, so that labels have no rounding noise.
struct AxisTicks: Equatable {
  /// The ticks, from the lowest; the first is at or below all data, the last at or above.
  let values: [Double]
  /// How they are written, one for each.
  let labels: [String]

  /// Covers a range of finite numbers with few ticks.
  ///
  /// - Parameters:
  ///   - range: What has to lie between the first and the last tick.
  ///   - mostSteps: How many steps there may be, at least 2.
  ///   - wholeNumbers: Whether ticks between whole numbers make no sense, as with epochs.
  init(covering range: ClosedRange<Double>, mostSteps: Int = 5, wholeNumbers: Bool = false) {
    // Halved first, because the difference of two numbers can be too large for a number.
    let half = range.upperBound / 2 - range.lowerBound / 2
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    // A smaller spread is noise in the numbers themselves: then one step around them will do.
    let isOneNumber = half <= size * 1e-9
    let wanted = isOneNumber ? (size == 0 ? 1 : size / 4) : 2 * (half / Double(max(mostSteps, 2)))
    var (factor, exponent) = Self.roundedUp(wanted)
    if wholeNumbers, exponent < 0 { (factor, exponent) = (1, 0) }
    var (first, last) = Self.steps(covering: range, factor: factor, exponent: exponent)
    // Both ends may stick out by up to a step.
    while last - first > max(mostSteps, 2) {
      (factor, exponent) =
        factor == 1 ? (2, exponent) : factor == 2 ? (5, exponent) : (1, exponent + 1)
      (first, last) = Self.steps(covering: range, factor: factor, exponent: exponent)
    }
    if first == last { last += 1 }
    values = (first...last).map { Double($0 * factor) * Self.power(exponent) }
    labels = (first...last).map { Self.label($0 * factor, exponent: exponent) }
  }

  /// The smallest of 1, 2, 5, 10, … times a power of ten that is at least `number`.
  private static func roundedUp(_ number: Double) -> (factor: Int, exponent: Int) {
    var exponent = 0
    while power(exponent) > number, exponent > -300 { exponent -= 1 }
    while power(exponent + 1) <= number, exponent < 307 { exponent += 1 }
    let ratio = number / power(exponent)
    return switch ratio {
    case ...1: (1, exponent)
    case ...2: (2, exponent)
    case ...5: (5, exponent)
    default: (1, exponent + 1)
    }
  }

  private static func steps(
    covering range: ClosedRange<Double>, factor: Int, exponent: Int
  ) -> (first: Int, last: Int) {
    let step = Double(factor) * power(exponent)
    return (
      Int((range.lowerBound / step).rounded(.down)), Int((range.upperBound / step).rounded(.up))
    )
  }

  /// Ten to a whole power, correctly rounded, because literals are.
  private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 1 }

  /// `digits` times ten to `exponent`, written out where that is short.
  static func label(_ digits: Int, exponent: Int) -> String {
    guard digits != 0 else { return "0" }
    guard (-6...5).contains(exponent) else { return "\(digits)e\(exponent)" }
    let magnitude = String(digits.magnitude)
    let sign = digits < 0 ? "−" : ""
    guard exponent < 0 else {
      return sign + magnitude + String(repeating: "0", count: exponent)
    }
    let zeros = String(repeating: "0", count: max(0, 1 - exponent - magnitude.count))
    let padded = zeros + magnitude
    return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
  }
}
