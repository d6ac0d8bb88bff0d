import ModelFiles
import NetworkBlueprint
import NeuronGraph
import Pictures

/// Reads digits: finds them in a picture, and asks a network of neurons and links about each.
struct DigitReader {
  let network: NeuronNetwork
  let classNames: [String]

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
    var inputs: [Double] { digit.pixels28.map { Double($0) / 255 } }
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
    network = try NeuronNetwork(model.blueprint, parameters: model.parameters)
    classNames =
      model.classNames.count == outputs ? model.classNames : (0..<outputs).map(String.init)
  }

  /// The digits of a picture in reading order.
  func read(_ picture: GreyPicture) throws -> [Reading] {
    try DigitFinder().digits(in: picture).map(reading)
  }

  /// What the network makes of one digit.
  func reading(of digit: FoundDigit) throws -> Reading {
    let outputs = try network.finiteOutputs(for: digit.pixels28.map { Double($0) / 255 })
    let best = Answer.indexOfLargest(outputs)
    return Reading(digit: digit, answer: classNames[best], probabilities: outputs, best: best)
  }

  /// What spoke for the answer, and against the runner-up.
  func explanation(of reading: Reading) throws -> ReadingExplanation? {
    var others = reading.probabilities
    others[reading.best] = -.infinity
    let second = Answer.indexOfLargest(others)
    guard
      let evidence = try network.evidence(
        inputs: reading.inputs, for: reading.best, ratherThan: second)
    else { return nil }
    return ReadingExplanation(
      reading: reading, classNames: classNames, runnerUp: second, evidence: evidence)
  }
}
