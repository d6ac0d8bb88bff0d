import NetworkDescription

/// Samples of which some numbers have been changed by hand.
struct EditedSamples: SampleSource {
  let original: AnySamples
  /// The changed numbers, by sample and position.
  private var inputs: [Int: [Int: Double]] = [:]
  private var targets: [Int: [Int: Double]] = [:]

  init(_ original: AnySamples, edits: some Sequence<SessionEdit> = []) {
    self.original = original
    for edit in edits {
      switch edit.target {
      case .input(let index, let sample): inputs[sample, default: [:]][index] = edit.after
      case .target(let index, let sample): targets[sample, default: [:]][index] = edit.after
      case .weight, .bias, .learningRate: break
      }
    }
  }

  var count: Int { original.count }
  var inputCount: Int { original.inputCount }
  var targetCount: Int { original.targetCount }
  var targetKind: TargetKind { original.targetKind }
  var classBoundary: Double { original.classBoundary }

  @_specialize(where Number == Double)
  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    original.copy(part, of: samples, to: destination)
    let changed = part == .inputs ? inputs : targets
    guard !changed.isEmpty else { return }
    let width = part == .inputs ? inputCount : targetCount
    for (row, sample) in samples.enumerated() {
      for (index, value) in changed[sample] ?? [:] {
        destination[row * width + index] = Number(value)
      }
    }
  }
}

extension SampleSource {
  /// The inputs and targets of one sample.
  func numbers(ofSample sample: Int) -> (inputs: [Double], targets: [Double]) {
    (input(of: sample), target(of: sample))
  }
}
