import NetworkDescription

/// Samples made up from a seed: inputs from a normal distribution, and targets that fit the loss.
///
/// Engines must agree on any numbers; those that mean nothing reach more corners than real ones.
package struct MadeUpSamples: SampleSource {
  /// The inputs of each sample.
  package let inputs: [[Double]]
  /// The targets of each sample: one class for categorical cross-entropy, else from 0 to 1.
  package let targets: [[Double]]

  /// Takes samples that somebody else has made up.
  package init(inputs: [[Double]], targets: [[Double]]) {
    self.inputs = inputs
    self.targets = targets
  }

  /// Makes up samples for a network; the same for the same seed.
  package init(count: Int, for blueprint: NetworkBlueprint, seed: UInt64) {
    var random = SeededRandom(seed: seed).sequence(.check)
    let outputs = blueprint.output.count
    inputs = (0..<count).map { _ in
      (0..<blueprint.input.count).map { _ in random.nextNormal() }
    }
    targets = (0..<count).map { _ in
      if blueprint.loss.traits.targets == .classes {
        let label = Int(random.nextUnit() * Double(outputs))
        return (0..<outputs).map { $0 == label ? 1 : 0 }
      }
      return (0..<outputs).map { _ in random.nextUnit() }
    }
  }

  /// How many there are.
  package var count: Int { inputs.count }
  /// How many inputs each has.
  package var inputCount: Int { inputs.first?.count ?? 0 }
  /// How many targets each has.
  package var targetCount: Int { targets.first?.count ?? 0 }
  /// By default judged as classes, so that engines are compared in what they count as right.
  package var targetKind = TargetKind.classes

  /// Copies inputs or targets.
  package func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    let rows = part == .inputs ? inputs : targets
    var position = 0
    for sample in samples {
      for value in rows[sample] {
        destination[position] = Number(value)
        position += 1
      }
    }
  }
}
