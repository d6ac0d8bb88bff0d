import NetworkDescription
import TextFormats
import TrainingData
import TrainingLoop

/// What a small stack of linear layers comes to: one matrix and one bias.
enum CollapseText {
  private static let mostNumbers = 64
  private static let mostSamples = 1000

  /// The matrix, the bias, and by how much its outputs differ from those of the network; nil for
  /// networks that bend something, that have one layer only, or whose matrix fills the screen.
  static func text(
    _ blueprint: NetworkBlueprint, _ network: any TrainableNetwork, on samples: Dataset
  ) throws -> String? {
    let numbers = blueprint.input.count * blueprint.output.count
    let depth = blueprint.layers.count { $0.name == "dense" }
    guard depth > 1, numbers <= mostNumbers,
      let single = CollapsedLayers(blueprint, network.parameters)
    else { return nil }
    let width = blueprint.output.count
    let rows = stride(from: 0, to: numbers, by: width).map { row in
      "  " + written(single.weight.values[row..<row + width])
    }
    let difference = try JSONValue.number(largestDifference(single, network, on: samples))
    return """
      Without activations between them, the \(depth) layers are one matrix and one bias.
      The matrix, a row for each input:
      \(rows.joined(separator: "\n"))
      The bias:
        \(written(single.bias.values[...]))
      The largest difference between its outputs and the network's: \(difference)
      """
  }

  private static func largestDifference(
    _ single: CollapsedLayers, _ network: any TrainableNetwork, on samples: Dataset
  ) throws -> Double {
    let chosen = Array(0..<min(samples.count, mostSamples))
    let outputs = try network.evaluate(on: samples, samples: chosen[...]).outputs
    let alone = chosen.flatMap { single.outputs(for: samples.input(of: $0)) }
    return zip(outputs, alone).map { abs($0 - $1) }.max() ?? 0
  }

  private static func written(_ numbers: ArraySlice<Double>) -> String {
    numbers.map { decimal($0, digits: 5) }.joined(separator: "  ")
  }
}
