import Explanation
import NetworkDescription

/// Samples of which some numbers have been changed by hand.
struct EditedSamples: SampleSource {
  let original: any SampleSource
  /// The changed numbers, by sample and position.
  private var inputs: [Int: [Int: Double]] = [:]
  private var targets: [Int: [Int: Double]] = [:]

  init(_ original: any SampleSource, edits: some Sequence<SessionEdit> = []) {
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

  func copyInputs(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Double>) {
    original.copyInputs(of: samples, to: destination)
    Self.overwrite(destination, samples, inputs, width: inputCount) { $0 }
  }

  func copyInputs(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Float>) {
    original.copyInputs(of: samples, to: destination)
    Self.overwrite(destination, samples, inputs, width: inputCount) { Float($0) }
  }

  func copyTargets(
    of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Double>
  ) {
    original.copyTargets(of: samples, to: destination)
    Self.overwrite(destination, samples, targets, width: targetCount) { $0 }
  }

  func copyTargets(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Float>) {
    original.copyTargets(of: samples, to: destination)
    Self.overwrite(destination, samples, targets, width: targetCount) { Float($0) }
  }

  private static func overwrite<Number>(
    _ numbers: UnsafeMutableBufferPointer<Number>, _ samples: ArraySlice<Int>,
    _ changed: [Int: [Int: Double]], width: Int, _ convert: (Double) -> Number
  ) {
    guard !changed.isEmpty else { return }
    for (row, sample) in samples.enumerated() {
      for (index, value) in changed[sample] ?? [:] { numbers[row * width + index] = convert(value) }
    }
  }
}

extension SampleSource {
  /// The inputs and targets of one sample.
  func numbers(ofSample sample: Int) -> (inputs: [Double], targets: [Double]) {
    let chosen = [sample][...]
    let inputs = [Double](unsafeUninitializedCapacity: inputCount) { buffer, count in
      buffer.initialize(repeating: 0)
      copyInputs(of: chosen, to: UnsafeMutableBufferPointer(rebasing: buffer[..<inputCount]))
      count = inputCount
    }
    let targets = [Double](unsafeUninitializedCapacity: targetCount) { buffer, count in
      buffer.initialize(repeating: 0)
      copyTargets(of: chosen, to: UnsafeMutableBufferPointer(rebasing: buffer[..<targetCount]))
      count = targetCount
    }
    return (inputs, targets)
  }
}
