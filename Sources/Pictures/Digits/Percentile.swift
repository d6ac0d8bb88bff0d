/// The value that a share of all values lies at or below: 0 the least, 0.5 the median, 1 the most.
///
/// Of very many values every n-th is looked at, so that at most 8,000 are sorted. 0 for no values.
func percentile(_ share: Float, of values: [Float]) -> Float {
  guard !values.isEmpty else { return 0 }
  let step = (values.count + 7_999) / 8_000
  let sorted = stride(from: 0, to: values.count, by: step).map { values[$0] }.sorted()
  return sorted[Int(Float(sorted.count - 1) * share + 0.5)]
}
