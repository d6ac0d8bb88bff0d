import MatrixEngine
import ModelFiles
import NetworkDescription
import NeuronGraph
import Pictures
import TrainingData

/// Reads digits: finds them in a picture, and asks a network about each.
///
/// The matrix engine answers, which is ready at once however many links the network has; why it
/// answered so, neurons and links tell.
final class DigitReader {
  let classNames: [String]
  /// The network that answers.
  let argument: NetworkArgument
  private let network: MatrixNetwork<Double>
  private var builtNeurons: NeuronNetwork?

  /// A digit with the network's opinion of it.
  struct Reading {
    let digit: FoundDigit
    /// What the network takes it for.
    let answer: String
    /// The network's outputs, one for each class.
    let probabilities: [Double]
    /// The position of the largest output.
    let best: Int

    var probability: Double { probabilities[best] }
  }

  /// Uses a model file, or the model inside the program.
  init(modelPath: String?) throws {
    let model: TrainedModel
    if let modelPath {
      model = try TrainedModel(contentsOf: modelPath)
    } else {
      let shipped = ShippedFile.reader
      model = try TrainedModel(bytes: shipped.bytes, name: shipped.name)
    }
    let (inputs, outputs) = (model.blueprint.input.count, model.blueprint.output.count)
    let pixels = DigitNormaliser.side * DigitNormaliser.side
    guard inputs == pixels, outputs == 10 else {
      throw CommandFailure(
        "\(modelPath ?? "the model inside the program"): expected a network of \(pixels) inputs "
          + "and 10 outputs, found \(inputs) and \(outputs): choose one trained on digits")
    }
    var blueprint = model.blueprint
    blueprint.training.batchSize = 1  // room for one digit at a time is all it takes
    argument = NetworkArgument(model)
    network = try MatrixNetwork<Double>(
      blueprint, parameters: model.parameters, kernels: EngineChoice.kernels())
    classNames =
      model.classNames.count == outputs ? model.classNames : (0..<outputs).map(String.init)
  }

  /// The digits of a picture in reading order.
  func read(_ picture: GreyPicture) throws -> [Reading] {
    try DigitFinder().digits(in: picture).map(reading)
  }

  /// What the network makes of one digit.
  func reading(of digit: FoundDigit) throws -> Reading {
    var outputs = try network.predict(digit.inputs)
    if outputs.contains(where: { !$0.isFinite }) {
      // Neurons and links can say where it went wrong, and do not overflow as early.
      outputs = try neurons().finiteOutputs(for: digit.inputs)
    }
    let best = Answer.indexOfLargest(outputs)
    return Reading(digit: digit, answer: classNames[best], probabilities: outputs, best: best)
  }

  /// The same network as neurons and links; building it takes a while, so it is done once.
  func neurons() throws -> NeuronNetwork {
    if let builtNeurons { return builtNeurons }
    let network = try argument.network()
    builtNeurons = network
    return network
  }

  /// What spoke for the answer, and against the runner-up.
  func explanation(of reading: Reading) throws -> ReadingExplanation? {
    var others = reading.probabilities
    others[reading.best] = -.infinity
    let second = Answer.indexOfLargest(others)
    guard
      let evidence = try neurons().evidence(
        inputs: reading.digit.inputs, for: reading.best, ratherThan: second)
    else { return nil }
    return ReadingExplanation(
      reading: reading, classNames: classNames, runnerUp: second, evidence: evidence)
  }
}
