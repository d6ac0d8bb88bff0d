import Interchange
import ModelFiles
import NetworkDescription
import TrainingRuns

/// What `export` can write.
enum ExportedFormats {
  static var all: [ExportFormat] { ExportFormat.all }
}

extension ExportRequest {
  /// A network with its answers to a few made-up inputs.
  ///
  /// - Parameters:
  ///   - samples: What it learns from, for formats that show how it does.
  ///   - steps: How many steps of that are wanted.
  init(_ named: NamedNetwork, samples: (any SampleSource)? = nil, steps: Int? = nil) throws {
    let model = try named.model()
    let network = try named.network()
    var random = SeededRandom(seed: 1).sequence(.check)
    let probes = try (0..<Self.probeCount).map { _ in
      let inputs = (0..<model.blueprint.input.count).map { _ in random.nextUnit() }
      return Probe(inputs: inputs, outputs: try network.finiteOutputs(for: inputs))
    }
    self.init(model: model, probes: probes, samples: samples, steps: steps)
  }

  private static let probeCount = 5
}
