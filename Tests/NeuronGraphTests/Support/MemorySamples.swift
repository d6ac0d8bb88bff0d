import NetworkDescription

/// Samples that are kept as plain lists.
struct MemorySamples: SampleSource {
  let inputs: [[Double]]
  let targets: [[Double]]
  var targetKind = TargetKind.classes

  var count: Int { inputs.count }
  var inputCount: Int { inputs.first?.count ?? 0 }
  var targetCount: Int { targets.first?.count ?? 0 }

  /// All of them, in their order.
  var all: ArraySlice<Int> { ArraySlice(inputs.indices) }

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    let values = samples.flatMap { part == .inputs ? inputs[$0] : targets[$0] }
    for (index, value) in values.enumerated() {
      destination.initializeElement(at: index, to: Number(value))
    }
  }
}

extension MemorySamples {
  /// The four rows of a logic gate, counting 00, 01, 10, 11.
  static func gate(_ output: (Int, Int) -> Int) -> MemorySamples {
    let rows = [(0, 0), (0, 1), (1, 0), (1, 1)]
    return MemorySamples(
      inputs: rows.map { [Double($0), Double($1)] },
      targets: rows.map { [Double(output($0, $1))] })
  }
}
