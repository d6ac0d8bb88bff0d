/// The value that a share of all values lies at or below: 0 the least, 0.5 the median, 1 the most.
///
/// Of very many values every n-th is looked at, at most 8,000. 0 for no values.
func percentile(_ share: Float, of values: [Float]) -> Float {
  guard !values.isEmpty else { return 0 }
  let step = samplingStep(for: values.count)
  let sample =
    step == 1 ? values : stride(from: 0, to: values.count, by: step).map { values[$0] }
  return valueOfRank(Int(Float(sample.count - 1) * share + 0.5), among: sample)
}

/// From one value to the next that `percentile(_:of:)` looks at.
func samplingStep(for count: Int) -> Int {
  max((count + 7_999) / 8_000, 1)
}

/// The value that would stand at a place if all were sorted: 0 the least.
///
/// As in sorting by radix, but only what can still be the value is looked at again: a histogram of
/// the uppermost bits tells which of them the value has, one of the next bits which of those.
private func valueOfRank(_ rank: Int, among values: [Float]) -> Float {
  var candidates = values.vectorMap { $0.orderedBits }
  var rank = rank
  for shift: UInt32 in [22, 12, 2, 0] {
    func digit(_ bits: UInt32) -> Int { Int(bits >> shift & 1_023) }
    var counts = [Int](repeating: 0, count: 1_024)
    for bits in candidates { counts[digit(bits)] += 1 }
    var wanted = 0
    while counts[wanted] <= rank {
      rank -= counts[wanted]
      wanted += 1
    }
    candidates = candidates.vectorFilter { digit($0) == wanted }
    // Most values of a picture of 256 shades are those of many pixels.
    let first = candidates[0]
    if candidates.allSatisfy({ $0 == first }) { break }
  }
  return Float(orderedBits: candidates[0])
}

extension Float {
  /// A whole number that is larger the larger the number is.
  ///
  /// The bits of numbers above 0 are such numbers already; those of numbers below 0 run backwards
  /// (IEEE 754).
  fileprivate var orderedBits: UInt32 {
    sign == .minus ? ~bitPattern : bitPattern | 1 << 31
  }

  fileprivate init(orderedBits bits: UInt32) {
    self.init(bitPattern: bits >> 31 == 0 ? ~bits : bits & ~(1 << 31))
  }
}
