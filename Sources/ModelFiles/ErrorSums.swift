import NetworkDescription

/// Errors as a text in a checkpoint's header: the number of samples, then four sums for each output.
extension NumberErrors {
  var text: String {
    let sums = outputs.flatMap {
      [$0.absoluteSum, $0.squaredSum, $0.targetMean, $0.targetSquares]
    }
    return (["\(sampleCount)"] + sums.map { "\($0)" }).joined(separator: " ")
  }

  /// Nil for anything else.
  init?(text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let sums = words.dropFirst().compactMap { Double($0) }
    guard let count = words.first.flatMap({ Int($0) }), sums.count == words.count - 1,
      !sums.isEmpty, sums.count.isMultiple(of: 4)
    else { return nil }
    self.init(
      sampleCount: count,
      outputs: stride(from: 0, to: sums.count, by: 4).map {
        Output(
          absoluteSum: sums[$0], squaredSum: sums[$0 + 1], targetMean: sums[$0 + 2],
          targetSquares: sums[$0 + 3])
      })
  }
}
