import Interchange
import MatrixEngine
import NetworkDescription
import NetworkPictures
import NeuronGraph
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
  /// How many samples are answered for the table of confusions and the mistakes.
  private static let mostAnswers = 1000
  /// Places along a side of the plane.
  private static let planeSide = 61

  private let plan: SnapshotPlan
  private let blueprint: NetworkBlueprint
  private let probe: Dataset
  private let asked: Dataset

  init(_ plan: SnapshotPlan, of run: TrainingRun) {
    self.plan = plan
    probe = run.samples.training.prefix(Self.probeCount)
    asked = (run.samples.validation ?? run.samples.training).prefix(Self.mostAnswers)
    var blueprint = run.blueprint
    // Room for that many samples is all it takes.
    blueprint.training.batchSize = probe.count
    self.blueprint = blueprint
  }

  func isDue(_ step: Int, of epochs: Int) -> Bool { plan.isDue(step, of: epochs) }

  /// What there is to see of the network, and of its answers.
  func values(of parameters: Parameters) -> (network: [LoggedValue], answers: [LoggedValue]) {
    guard
      let network = try? MatrixNetwork<Float>(
        blueprint, parameters: parameters, kernels: EngineChoice.kernels())
    else { return ([], []) }
    return (
      weights(parameters) + gradients(network) + outputs(network) + pictures(parameters),
      answers(of: network)
    )
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

  private func pictures(_ parameters: Parameters) -> [LoggedValue] {
    let drawings: [(String, Drawing?)] = [
      ("weights", try? WeightPicture.drawing(of: blueprint, parameters).drawing),
      ("filters", filters(parameters)), ("boundary", boundary(parameters)),
    ]
    return drawings.compactMap { name, drawing in drawing.flatMap { .picture(name, $0) } }
  }

  private func filters(_ parameters: Parameters) -> Drawing? {
    guard (try? ConvolutionView.check(blueprint, option: "")) != nil else { return nil }
    let view = try? ConvolutionView(
      of: blueprint, parameters, classNames: [], looksAt: nil, kernels: EngineChoice.kernels())
    return view.map { FilterDrawing(of: $0).drawing }
  }

  private func boundary(_ parameters: Parameters) -> Drawing? {
    guard plan.data.count <= 1,
      let view = try? PlaneView(of: blueprint, data: plan.data.first),
      let network = try? NeuronNetwork(blueprint, parameters: parameters),
      let survey = try? PlaneSurvey(of: network, over: view, side: Self.planeSide)
    else { return nil }
    return PlanePicture.boundary(of: survey, over: view)
  }

  private func answers(of network: MatrixNetwork<Float>) -> [LoggedValue] {
    guard asked.targetKind == .classes,
      let evaluation = try? Evaluation(of: network, on: asked, classNames: asked.classNames)
    else { return [] }
    let mistakes = try? MistakePicture.drawing(of: evaluation, on: asked)
    return [("confusion", ConfusionPicture.drawing(of: evaluation)), ("mistakes", mistakes)]
      .compactMap { name, drawing in drawing.flatMap { .picture(name, $0) } }
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
