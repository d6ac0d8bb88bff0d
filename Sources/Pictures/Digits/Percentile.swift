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

/// From one value to the next that ``percentile(_:of:)`` looks at.
func samplingStep(for count: Int) -> Int {
  max((count + 7_999) / 8_000, 1)
}

/// The value that would stand at a place if all were sorted: 0 the least.
///
/// A histogram tells which of its bars holds the place, and then only that bar's values matter.
private func valueOfRank(_ rank: Int, among values: [Float]) -> Float {
  let bars = 1_024
  let (least, most) = range(of: values)
  let barsPerUnit = Float(bars - 1) / (most - least)
  // The histogram of a few values would cost more than it saves, and equal values have none.
  guard values.count > 64, barsPerUnit.isFinite else { return values.sorted()[rank] }
  func bar(_ value: Float) -> Int { Int((value - least) * barsPerUnit) }
  var counts = [Int](repeating: 0, count: bars)
  for value in values { counts[bar(value)] += 1 }
  var below = 0
  var wanted = 0
  while below + counts[wanted] <= rank {
    below += counts[wanted]
    wanted += 1
  }
  // The least and the most are in different bars, so these are fewer each time.
  return valueOfRank(rank - below, among: values.filter { bar($0) == wanted })
}

private func range(of values: [Float]) -> (least: Float, most: Float) {
  var least = values[0]
  var most = values[0]
  for value in values {
    least = value < least ? value : least
    most = value > most ? value : most
  }
  return (least, most)
}
