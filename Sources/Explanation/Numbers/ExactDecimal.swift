/// All decimal digits of a number; each finite `Double` has finitely many.
///
/// Rounding them is exact, as in the C library: an exact half goes to the even digit.
struct ExactDecimal {
  /// The digits, the first of which is not 0; none for zero.
  private let digits: [UInt8]
  /// The power of ten of the first digit.
  private let exponent: Int
  private let isNegative: Bool

  /// Finds the digits of a finite number.
  init(_ number: Double) {
    let fraction = number.bitPattern & (1 << 52 - 1)
    let biased = Int(truncatingIfNeeded: number.bitPattern >> 52 & 0x7ff)
    // The number is mantissa × 2^power.
    var mantissa = biased == 0 ? fraction : fraction | 1 << 52
    var power = max(biased, 1) - 1075
    let zeros = mantissa == 0 ? 0 : mantissa.trailingZeroBitCount
    mantissa >>= UInt64(zeros)
    power += zeros

    var groups = DigitGroups(mantissa)
    if power >= 0 { groups.multiply(by: 2, power) } else { groups.multiply(by: 5, -power) }
    digits = groups.digits
    // m × 2^−k is m × 5^k with k decimals.
    exponent = digits.count - 1 - max(0, -power)
    isNegative = number.sign == .minus
  }

  /// The number with so many decimals: `-12.50`.
  func text(decimals: Int) -> String {
    var kept = rounded(keeping: exponent + 1 + decimals)
    while kept.count <= decimals { kept.insert(0, at: 0) }
    let whole = kept.dropLast(decimals)
    return sign + Self.text(whole) + (decimals == 0 ? "" : "." + Self.text(kept.suffix(decimals)))
  }

  /// The number with one digit before the point: `-1.25e+01`.
  func scientificText(decimals: Int) -> String {
    let kept = rounded(keeping: decimals + 1)
    // 9.99 may have become 10.0.
    let power = exponent + kept.count - (decimals + 1)
    let size = power.magnitude < 10 ? "0\(power.magnitude)" : "\(power.magnitude)"
    let rest = decimals == 0 ? "" : "." + Self.text(kept[1...decimals])
    return "\(sign)\(Self.text(kept.prefix(1)))\(rest)e\(power < 0 ? "-" : "+")\(size)"
  }

  /// The power of ten of the first digit once the number is rounded to so many digits.
  func exponent(roundedTo count: Int) -> Int {
    exponent + rounded(keeping: count).count - count
  }

  private var sign: String { isNegative ? "-" : "" }

  /// The first digits, rounded; one more if 9s have become 10.
  private func rounded(keeping count: Int) -> [UInt8] {
    guard count >= 0 else { return [] }
    guard count < digits.count else {
      return digits + Array(repeating: 0, count: count - digits.count)
    }
    var kept = Array(digits[..<count])
    var last = digits.count - 1
    while last > count, digits[last] == 0 { last -= 1 }
    let isOdd = count > 0 && kept[count - 1] % 2 == 1
    let goesUp = digits[count] > 5 || (digits[count] == 5 && (last > count || isOdd))
    guard goesUp else { return kept }
    var index = count - 1
    while index >= 0, kept[index] == 9 {
      kept[index] = 0
      index -= 1
    }
    if index < 0 { return [1] + kept }
    kept[index] += 1
    return kept
  }

  private static func text(_ digits: some Collection<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}

/// A whole number of any size, in groups of nine decimal digits, the lowest first.
private struct DigitGroups {
  private static let base: UInt64 = 1_000_000_000
  private var groups: [UInt64] = []

  init(_ number: UInt64) {
    var rest = number
    while rest > 0 {
      groups.append(rest % Self.base)
      rest /= Self.base
    }
  }

  /// Multiplies with a factor, 2 or 5, so many times.
  mutating func multiply(by factor: UInt64, _ times: Int) {
    var left = times
    while left > 0 {
      // As many at once as surely fit beside a group.
      var product = factor
      left -= 1
      while left > 0 && product < 1 << 30 {
        product *= factor
        left -= 1
      }
      multiply(by: product)
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    var index = 0
    while index < groups.count {
      let product = groups[index] * factor + carry
      groups[index] = product % Self.base
      carry = product / Self.base
      index += 1
    }
    while carry > 0 {
      groups.append(carry % Self.base)
      carry /= Self.base
    }
  }

  /// The decimal digits, the highest first.
  var digits: [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(9 * groups.count)
    for group in groups {
      var rest = group
      var count = 0
      while count < 9 {
        digits.append(UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
        count += 1
      }
    }
    while digits.last == 0 { digits.removeLast() }
    return digits.reversed()
  }
}
