import Interchange
import MatrixEngine
import NetworkDescription
import Pictures
import TrainingData
import TrainingLoop
import TrainingRuns

/// A network as it is in the middle of its training: how its numbers are spread, and pictures of
/// it.
///
/// What does not suit a network, as filters where there are no convolutions, is left out.
struct NetworkSnapshots {
  /// How many samples gradients and outputs are shown of.
  private static let probeCount = 64

  private let plan: SnapshotPlan
  private let blueprint: NetworkBlueprint
  private let probe: Dataset
  private let drawings: NetworkDrawings

  init(_ plan: SnapshotPlan, of run: TrainingRun) {
    self.plan = plan
    probe = run.samples.training.prefix(Self.probeCount)
    var blueprint = run.blueprint
    // Room for that many samples is all it takes.
    blueprint.training.batchSize = probe.count
    self.blueprint = blueprint
    drawings = NetworkDrawings(of: run, data: plan.data)
  }

  func isDue(_ step: Int, of epochs: Int) -> Bool { plan.isDue(step, of: epochs) }

  /// What there is to see of the network, and of its answers.
  func values(of parameters: Parameters) -> (network: [LoggedValue], answers: [LoggedValue]) {
    guard
      let network = try? MatrixNetwork<Float>(
        blueprint, parameters: parameters, kernels: EngineChoice.kernels())
    else { return ([], []) }
    return (
      weights(parameters) + gradients(network) + outputs(network)
        + Self.pictures(drawings.ofNetwork(parameters)),
      Self.pictures(drawings.ofAnswers(network))
    )
  }

  private static func pictures(_ drawings: [NetworkDrawings.Named]) -> [LoggedValue] {
    drawings.compactMap { .picture($0.name, $0.drawing) }
  }

  private func weights(_ parameters: Parameters) -> [LoggedValue] {
    histograms(of: parameters, called: "")
  }

  /// What the probe's samples would have the weights do.
  private func gradients(_ network: MatrixNetwork<Float>) -> [LoggedValue] {
    guard let (gradients, _) = try? network.gradients(on: probe, samples: probe.all) else {
      return []
    }
    return histograms(of: gradients, called: "-gradient")
  }

  private func histograms(of tensors: Parameters, called suffix: String) -> [LoggedValue] {
    blueprint.layers.indices.flatMap { layer in
      blueprint.parameters(ofLayer: layer).filter(\.role.isTrainable).compactMap { specification in
        tensors[NetworkBlueprint.tensorName(layer: layer, specification.role)].map {
          .histogram(
            "\(blueprint.loggedName(ofLayer: layer))/\(specification.role.rawValue)\(suffix)",
            $0.values)
        }
      }
    }
  }

  /// The activations: what the layers make of the probe's samples.
  private func outputs(_ network: MatrixNetwork<Float>) -> [LoggedValue] {
    let outputs = (try? network.layerOutputs(on: probe, samples: probe.all)) ?? []
    return outputs.map {
      .histogram("\(blueprint.loggedName(ofLayer: $0.position))/output", $0.outputs)
    }
  }
}

extension LoggedValue {
  /// A drawing as a picture; nil for one that is too large.
  fileprivate static func picture(_ tag: String, _ drawing: Drawing) -> LoggedValue? {
    let sheet = drawing.sheet
    return (try? PNGWriter(isCompact: true).bytes(of: sheet)).map {
      .picture(tag, png: $0, width: sheet.width, height: sheet.height)
    }
  }
}

extension Dataset {
  fileprivate var all: ArraySlice<Int> { Array(0..<count)[...] }
}
