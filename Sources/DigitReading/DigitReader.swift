import MatrixEngine
import ModelFiles
import NetworkDescription
import NeuronGraph
import Pictures
import TextFormats

/// Reads digits: finds them in a picture, and asks a network about each.
///
/// ```swift
/// let reader = try DigitReader()
/// for answer in try reader.read(pngFile: "scan.png") {
///   print(answer.answer, answer.probability, answer.digit.box)
/// }
/// ```
///
/// The matrix engine answers, which is ready at once however many links the network has; why it
/// answered so, neurons and links tell.
public final class DigitReader {
  /// The names of the answers, `0` to `9` unless the model has others.
  public let classNames: [String]
  /// The network that answers, and what it has learned.
  public let model: TrainedModel
  private let network: MatrixNetwork<Double>
  private var builtNeurons: NeuronNetwork?

  /// Asks the model that comes with the library.
  ///
  /// - Parameter kernels: The instruction set to use; by default the fastest of the processor.
  public convenience init(kernels: KernelChoice? = nil) throws {
    try self.init(
      model: Self.shippedModel(), named: "the model inside the program", kernels: kernels)
  }

  /// The model that comes with the library.
  package static func shippedModel() throws -> TrainedModel {
    let shipped = ShippedFile.reader
    return try TrainedModel(bytes: shipped.bytes, name: shipped.name)
  }

  /// Asks a model of your own.
  ///
  /// - Parameters:
  ///   - model: A network of 784 inputs and 10 outputs.
  ///   - name: What errors call it.
  ///   - kernels: The instruction set to use; by default the fastest of the processor.
  /// - Throws: `PlainError` for a network of another size.
  public init(
    model: TrainedModel, named name: String = "the model", kernels: KernelChoice? = nil
  ) throws {
    let (inputs, outputs) = (model.blueprint.input.count, model.blueprint.output.count)
    let pixels = DigitNormaliser.side * DigitNormaliser.side
    guard inputs == pixels, outputs == 10 else {
      throw PlainError(
        "\(name): expected a network of \(pixels) inputs and 10 outputs, found \(inputs) and "
          + "\(outputs): choose one trained on digits")
    }
    self.model = model
    network = try MatrixNetwork<Double>(
      model.blueprint, parameters: model.parameters, rows: 1, kernels: kernels)
    classNames =
      model.classNames.count == outputs ? model.classNames : (0..<outputs).map(String.init)
  }

  /// The digits of a PNG file, line by line.
  ///
  /// Where a picture is transparent, it lies on white paper, unless nothing shows on that.
  ///
  /// - Parameter keepingStages: Whether each digit has pictures of the steps to its pixels.
  /// - Throws: `PictureError` for a file that is no readable PNG.
  public func read(pngFile path: String, keepingStages: Bool = false) throws -> [DigitAnswer] {
    let picture = try PNGReader().grey(atPath: path, on: .contrasting)
    return try read(picture, keepingStages: keepingStages)
  }

  /// The digits of a PNG file's bytes, line by line.
  ///
  /// - Parameter name: What errors call the picture.
  /// - Throws: `PictureError` for bytes that are no readable PNG.
  public func read(
    png bytes: [UInt8], named name: String = "the picture", keepingStages: Bool = false
  ) throws -> [DigitAnswer] {
    let picture = try PNGReader().grey(from: bytes, named: name, on: .contrasting)
    return try read(picture, keepingStages: keepingStages)
  }

  /// The digits of a picture, line by line.
  ///
  /// - Parameter keepingStages: Whether each digit has pictures of the steps to its pixels.
  public func read(
    _ picture: GreyPicture, keepingStages: Bool = false
  ) throws -> [DigitAnswer] {
    try DigitFinder().search(picture, keepingStages: keepingStages).digits.map(reading)
  }

  /// What the network makes of one digit.
  public func reading(of digit: FoundDigit) throws -> DigitAnswer {
    var outputs = try network.predict(digit.inputs)
    if outputs.contains(where: { !$0.isFinite }) {
      // Neurons and links can say where it went wrong, and do not overflow as early.
      outputs = try neurons().finiteOutputs(for: digit.inputs)
    }
    let best = Answer.indexOfLargest(outputs)
    return DigitAnswer(digit: digit, answer: classNames[best], probabilities: outputs, best: best)
  }

  /// The same network as neurons and links; building it takes a while, so it is done once.
  public func neurons() throws -> NeuronNetwork {
    if let builtNeurons { return builtNeurons }
    let network = try NeuronNetwork(model.blueprint, parameters: model.parameters)
    builtNeurons = network
    return network
  }

  /// What spoke for the answer, and against the runner-up.
  ///
  /// - Returns: nil for a network whose last layer does not tell.
  public func explanation(of reading: DigitAnswer) throws -> ReadingExplanation? {
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
