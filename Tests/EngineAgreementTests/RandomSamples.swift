import NetworkBlueprint

/// Samples made up from a seed: normal inputs, and targets that fit a loss.
struct RandomSamples: SampleSource {
  let inputs: [[Double]]
  let targets: [[Double]]

  init(count: Int, for blueprint: NetworkBlueprint, seed: UInt64) {
    var random = SeededRandom(seed: seed).sequence(.check)
    let outputs = blueprint.output.count
    inputs = (0..<count).map { _ in
      (0..<blueprint.input.count).map { _ in random.nextNormal() }
    }
    targets = (0..<count).map { _ in
      if blueprint.loss == .categoricalCrossEntropy {
        let label = Int(random.nextUnit() * Double(outputs))
        return (0..<outputs).map { $0 == label ? 1 : 0 }
      }
      return (0..<outputs).map { _ in random.nextUnit() }
    }
  }

  var count: Int { inputs.count }
  var inputCount: Int { inputs[0].count }
  var targetCount: Int { targets[0].count }

  func copyInputs(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Double>) {
    copy(inputs, samples, to: destination) { $0 }
  }

  func copyInputs(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Float>) {
    copy(inputs, samples, to: destination) { Float($0) }
  }

  func copyTargets(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Double>)
  {
    copy(targets, samples, to: destination) { $0 }
  }

  func copyTargets(of samples: ArraySlice<Int>, to destination: UnsafeMutableBufferPointer<Float>) {
    copy(targets, samples, to: destination) { Float($0) }
  }

  private func copy<Number>(
    _ rows: [[Double]], _ samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>, _ convert: (Double) -> Number
  ) {
    var position = 0
    for sample in samples {
      for value in rows[sample] {
        destination[position] = convert(value)
        position += 1
      }
    }
  }
}
