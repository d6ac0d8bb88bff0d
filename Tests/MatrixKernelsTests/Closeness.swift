import Testing

/// How far a number is from what it should be, in units in the last place of the latter.
func distance<Real: TestedPrecision>(_ found: Real, from expected: Double) -> Double {
  let nearest = Real(expected)
  if found == nearest || (found.isNaN && expected.isNaN) { return 0 }
  guard found.isFinite, nearest.isFinite else { return .infinity }
  return abs(Double(found) - expected) / Double(max(nearest.ulp, Real.leastNormalMagnitude.ulp))
}

/// Expects all numbers to be within so many units in the last place of what they should be, or of
/// `size` where that is larger: the size of what was added up or taken off on the way.
func expectClose<Real: TestedPrecision>(
  _ found: [Real], _ expected: [Double], units: Double, size: Double = 0, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard found.count == expected.count else {
    Issue.record(
      "\(what): \(found.count) numbers, expected \(expected.count)",
      sourceLocation: sourceLocation)
    return
  }
  for (index, (number, reference)) in zip(found, expected).enumerated() {
    let allowed = units * Double(Real(max(abs(reference), size, 0x1p-100)).ulp)
    let isSame = Double(number) == reference || (number.isNaN && reference.isNaN)
    guard !isSame, !(abs(Double(number) - reference) <= allowed) else { continue }
    Issue.record(
      "\(what): number \(index) is \(number), expected \(reference) ± \(allowed)",
      sourceLocation: sourceLocation)
    return
  }
}

/// Runs a test in both precisions.
func inBothPrecisions(_ body: (any TestedPrecision.Type) throws -> Void) rethrows {
  try body(Float.self)
  try body(Double.self)
}
