import MatrixEngine
import ModelFiles
import NetworkDescription
import NeuronGraph
import Pictures
import TextFormats

/// The pixels that a network saw, to find again what it said of them.
private struct Look: Hashable {
  let pixels: [UInt8]

  /// As one run of bytes: arrays are hashed number by number.
  func hash(into hasher: inout Hasher) {
    pixels.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

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
  /// The names of the ten digits, `0` to `9` unless the model has others.
  public let classNames: [String]
  /// What the network is, and what its outputs stand for.
  public let form: ModelForm
  package let network: MatrixNetwork<Float>
  /// What the network has learned, where that may have more digits than the network that answers.
  private let exactParameters: Parameters?
  private var builtNeurons: NeuronNetwork?

  /// Asks a model of your own, on the calling thread alone.
  ///
  /// - Parameters:
  ///   - model: A network of 784 inputs and 10 outputs; more stand for what is no digit.
  ///   - name: What errors call it.
  /// - Throws: `PlainError` for a network of another size.
  package convenience init(onOneThread model: TrainedModel, named name: String) throws(PlainError) {
    try Self.check(model.form, named: name)
    try self.init(
      form: model.form,
      asking: PlainError.plainly { () throws(BlueprintError) in
        try MatrixNetwork(onOneThread: model.blueprint, parameters: model.parameters, rows: 1)
      }, exactParameters: model.parameters)
  }

  /// - Parameters:
  ///   - network: The one of the form.
  ///   - exactParameters: What it has learned; nil where the network has all of its digits.
  init(form: ModelForm, asking network: MatrixNetwork<Float>, exactParameters: Parameters?) {
    self.form = form
    self.network = network
    self.exactParameters = exactParameters
    classNames =
      form.classNames.count == network.outputCount
      ? Array(form.classNames.prefix(Self.digitCount)) : (0..<Self.digitCount).map { "\($0)" }
  }

  /// Sees that a network reads pictures of digits.
  package static func check(_ form: ModelForm, named name: String) throws(PlainError) {
    let (inputs, outputs) = (form.blueprint.input.count, form.blueprint.output.count)
    let pixels = DigitNormaliser.side * DigitNormaliser.side
    // Beyond eleven only names tell whether the first ten are digits.
    let knowsMarks =
      outputs > digitCount + 1
      && form.classNames.prefix(digitCount).elementsEqual((0..<digitCount).map { "\($0)" })
    guard inputs == pixels, outputs == digitCount || outputs == digitCount + 1 || knowsMarks else {
      throw PlainError(
        "\(name): expected a network of \(pixels) inputs and 10 outputs or 11, or more whose first "
          + "ten are called 0 to 9, found \(inputs) and \(outputs): choose one trained on digits")
    }
  }

  package static let digitCount = 10

  /// The digits of a picture, line by line.
  ///
  /// - Parameter keepingStages: Whether each digit has pictures of the steps to its pixels.
  public func read(
    _ picture: GreyPicture, keepingStages: Bool = false
  ) throws(PlainError) -> [DigitAnswer] {
    let search = DigitFinder().search(picture, keepingStages: keepingStages)
    return try lines(of: search).joined().filter { $0.isDigit }
  }

  /// All that is written in a searched picture, digits and other marks, line by line.
  ///
  /// Where it is open how ink is to be parted, or whether it is a digit at all, the network decides.
  public func lines(of search: DigitFinder.Search) throws(PlainError) -> [[DigitAnswer]] {
    var known: [Look: [Double]] = [:]
    let lines = search.lines { pixels in
      let look = Look(pixels: pixels)
      if let outputs = known[look] { return self.opinion(of: outputs) }
      let outputs = self.finiteOutputs(for: pixels)
      known[look] = outputs
      return self.opinion(of: outputs)
    }
    let seen = try lines.map { line throws(PlainError) in
      try line.map { piece throws(PlainError) in
        if let outputs = known[Look(pixels: piece.digit.pixels28)] { return (piece, outputs) }
        return (piece, try self.outputs(for: piece.digit))
      }
    }
    let hasPlainOnes =
      SameHand.isKnown(to: classNames) && seen.joined().contains { SameHand.isPlainOne($0, $1) }
    return seen.map { line in
      line.map { piece, outputs in
        if hasPlainOnes, !piece.isStroke,
          let weighed = SameHand.weighed(outputs, digits: Self.digitCount)
        {
          return answer(to: piece, outputs: weighed, isWeighed: true)
        }
        return answer(to: piece, outputs: outputs)
      }
    }
  }

  /// A picture of how the ink of a searched picture is parted into lines and pieces.
  package func layoutStage(of search: DigitFinder.Search) -> PictureStage? {
    search.layoutStage { self.opinion(of: self.finiteOutputs(for: $0)) }
  }

  /// What the network makes of a digit; nil where it puts out what is no number.
  ///
  /// Where it is in doubt, the mean of several looks.
  private func finiteOutputs(for pixels: [UInt8]) -> [Double]? {
    guard let first = finiteOutputs(for: pixels.map { Double($0) / 255 }) else { return nil }
    guard isInDoubt(first) else { return first }
    var sums = first
    let others = OtherLooks.inputs(of: pixels)
    for inputs in others {
      guard let outputs = finiteOutputs(for: inputs) else { return first }
      for index in sums.indices { sums[index] += outputs[index] }
    }
    return sums.map { $0 / Double(others.count + 1) }
  }

  /// What the network puts out; nil where that is no number.
  private func finiteOutputs(for inputs: [Double]) -> [Double]? {
    let outputs = try? network.predict(inputs)
    return outputs.flatMap { $0.allSatisfy { $0.isFinite } ? $0 : nil }
  }

  /// Whether a digit was looked at more than once.
  func wasInDoubt(about digit: FoundDigit) -> Bool {
    finiteOutputs(for: digit.inputs).map(isInDoubt) ?? false
  }

  /// Whether a first look leaves open which digit it is, or whether it is any.
  private func isInDoubt(_ outputs: [Double]) -> Bool {
    max(outputs.prefix(Self.digitCount).max() ?? 0, none(among: outputs))
      < DigitAnswer.doubtful
  }

  private func opinion(of outputs: [Double]?) -> DigitOpinion {
    guard let outputs else { return DigitOpinion(digit: 0, none: 0) }
    // Many marks, none of them likely, are no reason to refuse a digit: their squares are added up.
    let squares = outputs.dropFirst(Self.digitCount).reduce(0) { $0 + $1 * $1 }
    return DigitOpinion(
      digit: outputs.prefix(Self.digitCount).max() ?? 0, none: squares.squareRoot(),
      letter: rowOutput.map { max(squares - outputs[$0] * outputs[$0], 0).squareRoot() })
  }

  /// The output for several digits that touch; nil for networks that do not tell them from letters.
  private var rowOutput: Int? {
    let names = form.classNames
    return names.count == network.outputCount ? names.firstIndex(of: Self.rowName) : nil
  }

  /// What models call several digits that touch.
  package static let rowName = "row of digits"

  /// How sure a network is that something is no digit, whatever else it is.
  private func none(among outputs: [Double]) -> Double {
    outputs.dropFirst(Self.digitCount).reduce(0, +)
  }

  /// What the network makes of one digit.
  public func reading(of digit: FoundDigit) throws(PlainError) -> DigitAnswer {
    let piece = FoundPiece(digit: digit, isMark: false, line: 0, position: 0)
    return try answer(to: piece, outputs: outputs(for: digit))
  }

  private func outputs(for digit: FoundDigit) throws(PlainError) -> [Double] {
    if let outputs = finiteOutputs(for: digit.pixels28) { return outputs }
    // Neurons and links can say where it went wrong, and do not overflow as early.
    let neurons = try neurons()
    return try PlainError.plainly { () throws(NetworkError) in
      try neurons.finiteOutputs(for: digit.inputs)
    }
  }

  private func answer(
    to piece: FoundPiece, outputs: [Double], isWeighed: Bool = false
  ) -> DigitAnswer {
    let none = none(among: outputs)
    let digits = Array(outputs.prefix(Self.digitCount))
    // The other answers taken out, what is left is shared among the ten.
    let total = digits.reduce(0, +)
    let probabilities = total > 0 ? digits.map { $0 / total } : digits
    let best = Answer.indexOfLargest(probabilities)
    return DigitAnswer(
      digit: piece.digit, answer: classNames[best], probabilities: probabilities, best: best,
      none: none, isDigit: !piece.isMark, isWeighed: isWeighed, line: piece.line,
      position: piece.position)
  }

  /// The same network as neurons and links; building it takes a while, so it is done once.
  public func neurons() throws(PlainError) -> NeuronNetwork {
    if let builtNeurons { return builtNeurons }
    let parameters = exactParameters ?? network.parameters
    let network = try PlainError.plainly { () throws(BlueprintError) in
      try NeuronNetwork(form.blueprint, parameters: parameters)
    }
    builtNeurons = network
    return network
  }
}
