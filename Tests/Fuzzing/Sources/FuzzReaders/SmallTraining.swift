import MatrixEngine
import NetworkDescription
import NeuronGraph

/// A training step of whatever network a text describes, with both engines, if it is small.
enum SmallTraining {
  private static let mostLinks = 2000
  private static let mostLayers = 50

  static func run(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self),
      let blueprint = try? NetworkBlueprint(json: text)
    else { return }
    // What was read can be written, and is then the same.
    let again = try? NetworkBlueprint(json: blueprint.jsonText)
    precondition(again == blueprint, "a blueprint does not read back")
    _ = blueprint.memory(of: .objects, training: true).bytes
    _ = blueprint.memory(of: .matrices(rows: 4), training: true).bytes
    guard blueprint.layers.count <= mostLayers, blueprint.linkCount <= mostLinks,
      blueprint.neuronCount <= mostLinks, !blueprint.layers.contains(.normalization)
    else { return }
    let samples = MadeUp(blueprint)
    if let network = try? NeuronNetwork(blueprint) {
      _ = try? network.train(on: samples, samples: [0, 1, 2])
    }
    if let network = try? MatrixNetwork<Float>(blueprint, rows: 3) {
      _ = try? network.train(on: samples, samples: [0, 1, 2])
    }
  }

  /// Three samples with numbers between 0 and 1.
  private struct MadeUp: SampleSource {
    let count = 3
    let inputCount: Int
    let targetCount: Int
    let targetKind = TargetKind.numbers

    init(_ blueprint: NetworkBlueprint) {
      inputCount = blueprint.input.count
      targetCount = blueprint.output.count
    }

    func copy<Number: BinaryFloatingPoint>(
      _ part: SamplePart, of samples: ArraySlice<Int>,
      to numbers: UnsafeMutableBufferPointer<Number>
    ) {
      for index in numbers.indices { numbers[index] = Number(index % 5) / 4 }
    }
  }
}
