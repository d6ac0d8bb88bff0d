#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An axis: where a number stands on it, and the numbers that are written beside it.
struct Axis {
  /// The numbers that are written beside it, and how.
  let ticks: [(value: Double, label: String)]
  private let isLogarithmic: Bool
  /// Its ends, as powers of ten where it is logarithmic.
  private let ends: (first: Double, last: Double)

  /// An axis from a round number to a round number.
  init(covering range: ClosedRange<Double>, mostSteps: Int = 5, wholeNumbers: Bool = false) {
    let round = AxisTicks(covering: range, mostSteps: mostSteps, wholeNumbers: wholeNumbers)
    ticks = Array(zip(round.values, round.labels))
    isLogarithmic = false
    ends = (round.values.first ?? 0, round.values.last ?? 1)
  }

  /// A logarithmic axis over numbers above 0, with ticks at powers of ten, and between them where
  /// they are few.
  ///
  /// - Parameter isTight: Whether it ends where the numbers do, and not at the next tick.
  init(logarithmicallyCovering range: ClosedRange<Double>, isTight: Bool = false) {
    let (least, most) = (Self.logarithm(range.lowerBound), Self.logarithm(range.upperBound))
    let decades = Int(least.rounded(.down)) - 1...Int(most.rounded(.up)) + 1
    // Of many decades every second, third or so has a tick.
    let every = max(1, (decades.count - 2 + 7) / 8)
    let factors: [Int] = most - least > 3 ? [1] : [1, 2, 5]
    let all = decades.filter { $0.isMultiple(of: every) || every == 1 }
      .flatMap { decade in
        factors.map { factor in
          let value = Double("\(factor)e\(decade)") ?? 0
          return (value: value, factor: factor, decade: decade)
        }
      }
      .filter { $0.value > 0 && $0.value.isFinite }
    // A number that is a tick itself must not be missed for a rounding error.
    let below = all.last { $0.value <= range.lowerBound * (1 + 1e-12) }?.value ?? range.lowerBound
    let above = all.first { $0.value >= range.upperBound * (1 - 1e-12) }?.value ?? range.upperBound
    let shown =
      isTight ? range : min(below, range.lowerBound)...max(above, range.upperBound)
    ticks = all.filter { $0.value >= shown.lowerBound && $0.value <= shown.upperBound }
      .map { ($0.value, AxisTicks.label($0.factor, exponent: $0.decade)) }
    isLogarithmic = true
    ends = (Self.logarithm(shown.lowerBound), Self.logarithm(shown.upperBound))
  }

  /// How far a number is along the axis: 0 at its start, 1 at its end.
  func share(of value: Double) -> Double {
    let number = isLogarithmic ? Self.logarithm(value) : value
    guard ends.last > ends.first else { return 0.5 }
    // Halved, because the difference of two numbers can be too large for a number.
    return (number / 2 - ends.first / 2) / (ends.last / 2 - ends.first / 2)
  }

  /// The power of ten that a number is.
  static func logarithm(_ number: Double) -> Double { log10(number) }
}
