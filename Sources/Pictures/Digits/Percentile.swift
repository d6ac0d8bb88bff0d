/// The value that a share of all values lies at or below: 0 the least, 0.5 the median, 1 the most.
///
/// Takes a sort of the values; 0 for no values.
func percentile(_ share: Float, of values: [Float]) -> Float {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  return sorted[Int(Float(sorted.count - 1) * share + 0.5)]
}
