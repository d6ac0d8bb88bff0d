import MatrixEngine
import NetworkDescription
import NetworkPictures
import NeuronGraph
import Pictures
import TrainingData
import TrainingLoop
import TrainingRuns

/// Drawings of a network in the middle of its training.
///
/// What does not suit it, as filters where there are no convolutions, is left out.
struct NetworkDrawings {
  /// A drawing, and what it is called among others.
  typealias Named = (name: String, drawing: Drawing)

  /// How many samples are answered for the table of confusions and the mistakes.
  private static let mostAnswers = 1000
  private static let batchSize = 64
  /// Places along a side of the plane.
  private static let planeSide = 61

  private let blueprint: NetworkBlueprint
  private let asked: Dataset
  private let plane: PlaneView?

  /// - Parameter data: What the training's data was called, for drawing the plane it lies in.
  init(of run: TrainingRun, data: [String]) {
    asked = (run.samples.validation ?? run.samples.training).prefix(Self.mostAnswers)
    var blueprint = run.blueprint
    // Answers are asked for in batches that need little room.
    blueprint.training.batchSize = min(asked.count, Self.batchSize)
    self.blueprint = blueprint
    plane = data.count <= 1 ? try? PlaneView(of: blueprint, data: data.first) : nil
  }

  /// Its weights, its filters, and what it makes of the plane.
  func ofNetwork(_ parameters: Parameters) -> [Named] {
    named([
      ("weights", try? WeightPicture.drawing(of: blueprint, parameters).drawing),
      ("filters", filters(parameters)), ("boundary", boundary(parameters)),
    ])
  }

  /// What it takes for what, and its worst mistakes; of classes only.
  func ofAnswers(_ network: some TrainableNetwork) -> [Named] {
    guard asked.targetKind == .classes,
      let evaluation = try? Evaluation(of: network, on: asked, classNames: asked.classNames)
    else { return [] }
    return named([
      ("confusion", ConfusionPicture.drawing(of: evaluation)),
      ("mistakes", try? MistakePicture.drawing(of: evaluation, on: asked)),
    ])
  }

  /// All of it, of a network that has learned so much.
  func all(_ parameters: Parameters) -> [Named] {
    let network = try? MatrixNetwork<Float>(
      blueprint, parameters: parameters, kernels: EngineChoice.kernels())
    return ofNetwork(parameters) + (network.map { ofAnswers($0) } ?? [])
  }

  private func named(_ drawings: [(String, Drawing?)]) -> [Named] {
    drawings.compactMap { name, drawing in drawing.map { (name, $0) } }
  }

  private func filters(_ parameters: Parameters) -> Drawing? {
    guard (try? ConvolutionView.check(blueprint, option: "")) != nil else { return nil }
    let view = try? ConvolutionView(
      of: blueprint, parameters, classNames: [], looksAt: nil, kernels: EngineChoice.kernels())
    return view.map { FilterDrawing(of: $0).drawing }
  }

  private func boundary(_ parameters: Parameters) -> Drawing? {
    guard let plane, let network = try? NeuronNetwork(blueprint, parameters: parameters),
      let survey = try? PlaneSurvey(of: network, over: plane, side: Self.planeSide)
    else { return nil }
    return PlanePicture.boundary(of: survey, over: plane)
  }
}
