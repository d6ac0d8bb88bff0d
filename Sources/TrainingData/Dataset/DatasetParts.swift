import NetworkDescription

// Smaller datasets made from larger ones, and single samples to look at.

extension Dataset {
  /// The chosen samples, in the order they are chosen, as a dataset of their own.
  ///
  /// - Parameters:
  ///   - samples: Which samples, each in 0 ..< `count`; one may be chosen more than once.
  ///   - name: The name of the part; nil keeps this dataset's.
  /// - Complexity: O(numbers copied).
  public func subset(_ samples: some Collection<Int>, name: String? = nil) -> Dataset {
    let chosenInputs: Inputs =
      switch inputs {
      case .pixels(let bytes): .pixels(gather(bytes, width: inputCount, samples))
      case .numbers(let numbers): .numbers(gather(numbers, width: inputCount, samples))
      }
    let chosenTargets: Targets =
      switch targets {
      case .classes(let labels, let names):
        .classes(gather(labels, width: 1, samples), names: names)
      case .yesOrNo(let labels, let names, let low):
        .yesOrNo(gather(labels, width: 1, samples), names: names, low: low)
      case .numbers(let numbers, let perSample):
        .numbers(gather(numbers, width: perSample, samples), perSample: perSample)
      }
    return Dataset(
      checkedName: name ?? self.name, inputShape: inputShape, inputs: chosenInputs,
      targets: chosenTargets, targetKind: targetKind, count: samples.count, table: table)
  }

  /// The first samples, or all of them when there are fewer.
  public func prefix(_ maximum: Int) -> Dataset {
    maximum >= count ? self : subset(0..<Swift.max(0, maximum))
  }

  /// Holds samples back for validation, chosen at random but always the same for the same seed.
  ///
  /// - Parameters:
  ///   - fraction: The part to hold back, 0 … 1; the number of samples is rounded to nearest.
  ///   - seed: Which choice; both parts keep the order of the whole.
  public func holdingBack(
    _ fraction: Double, seed: UInt64
  ) -> (training: Dataset, validation: Dataset) {
    let portion = Swift.min(1, Swift.max(0, fraction))
    let heldBack = Int((portion * Double(count)).rounded())
    let order = SeededRandom(seed: seed).permutation(of: count, .split, step: 0)
    return (
      training: subset(order[heldBack...].sorted(), name: "\(name) (training part)"),
      validation: subset(order[..<heldBack].sorted(), name: "\(name) (validation part)")
    )
  }

  /// The bytes of one picture, row by row, channels innermost; nil when the inputs are numbers.
  public func picture(at sample: Int) -> [UInt8]? {
    guard case .pixels(let bytes) = inputs else { return nil }
    return Array(bytes[sample * inputCount..<(sample + 1) * inputCount])
  }
}

private func gather<Value>(
  _ values: [Value], width: Int, _ samples: some Collection<Int>
) -> [Value] {
  var gathered: [Value] = []
  gathered.reserveCapacity(samples.count * width)
  for sample in samples {
    gathered += values[sample * width..<(sample + 1) * width]
  }
  return gathered
}
