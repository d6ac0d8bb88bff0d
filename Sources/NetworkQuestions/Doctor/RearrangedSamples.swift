import NetworkDescription

/// The samples of a source in another arrangement: some left out or repeated, with other targets.
struct RearrangedSamples: SampleSource {
  let source: AnySamples
  /// Whose inputs each sample has.
  let rows: [Int]
  /// Whose targets each sample has.
  let targetRows: [Int]
  /// What is taken off each target, and what it is then divided by.
  let scale: Standardization?

  init(_ source: AnySamples, rows: [Int], targetRows: [Int]? = nil, scale: Standardization? = nil) {
    self.source = source
    self.rows = rows
    self.targetRows = targetRows ?? rows
    self.scale = scale
  }

  var count: Int { rows.count }
  var inputCount: Int { source.inputCount }
  var targetCount: Int { source.targetCount }
  var targetKind: TargetKind { source.targetKind }

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    let chosen = samples.map { part == .inputs ? rows[$0] : targetRows[$0] }
    source.copy(part, of: chosen[...], to: destination)
    guard part == .targets, let scale else { return }
    for index in 0..<chosen.count * targetCount {
      let output = index % targetCount
      destination[index] =
        (destination[index] - Number(scale.means[output])) / Number(scale.deviations[output])
    }
  }
}
