import CMath
import ModelFiles

/// A model made of another tool's file.
public struct ImportedModel: Sendable {
  /// The network with its weights.
  public let model: TrainedModel
  /// What was guessed, changed or left out on the way, a sentence each.
  public let notes: [String]
  /// For each of the model's inputs, its place in the file's; empty where nobody can ask the file.
  private let inputPlaces: [Int]
  private let scaling: InputScaling
  /// Whether the file answers with the logarithms of what the model answers.
  public let fileAnswersWithLogarithms: Bool

  /// A model whose file answers nothing itself.
  public init(model: TrainedModel, notes: [String]) {
    self.init(
      model: model, notes: notes, inputPlaces: [], scaling: InputScaling(),
      fileAnswersWithLogarithms: false)
  }

  init(
    model: TrainedModel, notes: [String], inputPlaces: [Int], scaling: InputScaling,
    fileAnswersWithLogarithms: Bool
  ) {
    self.model = model
    self.notes = notes
    self.inputPlaces = inputPlaces
    self.scaling = scaling
    self.fileAnswersWithLogarithms = fileAnswersWithLogarithms
  }

  /// Whether inputs of the file are inputs of the model in some order.
  public var canBeCompared: Bool { inputPlaces.count == model.blueprint.input.count }

  /// The inputs of the model that are these of the file.
  public func inputs(ofFile inputs: [Double]) -> [Double] {
    inputPlaces.map { (inputs[$0] - scaling.shift) / scaling.factor }
  }

  /// What the model should answer where the file answers this.
  ///
  /// Logarithms are turned into probabilities, and not the other way round: that of a probability
  /// which is nearly 0 is far from that of another.
  public func answer(ofFile outputs: [Double]) -> [Double] {
    fileAnswersWithLogarithms ? outputs.map(glassbox_exp) : outputs
  }
}
