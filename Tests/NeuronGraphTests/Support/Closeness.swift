import Testing

/// Expects lists of numbers to agree, each to `tolerance` of the larger of its size and 1.
///
/// The figures compared here are of the size of 1; below that an absolute error counts, because
/// sums that cancel have no relative accuracy.
func expectClose(
  _ found: [Double], _ expected: [Double], within tolerance: Double, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, "\(what)", sourceLocation: sourceLocation)
  for (index, (found, expected)) in zip(found, expected).enumerated() {
    let error = abs(found - expected) / max(1, abs(expected))
    #expect(
      error <= tolerance, "\(what)[\(index)]: expected \(expected), found \(found)",
      sourceLocation: sourceLocation)
  }
}
