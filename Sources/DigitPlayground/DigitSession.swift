import DigitReading
import MatrixEngine
import ModelFiles
import NetworkDescription
import NeuronGraph
import Pictures
import TextFormats
import TrainingData

/// What the page about digits does, driven by words: it reads pictures, says why, and learns.
///
/// ```swift
/// let session = DigitSession()
/// _ = try session.answer(to: "model digits", with: modelBytes)
/// print(try session.answer(to: "read 28 28", with: pixels))
/// ```
public final class DigitSession {
  /// Who reads; nil before there is a model.
  var reader: DigitReader?
  /// What was read last.
  var reading: PictureReading?
  /// The untrained network that learns to read; nil unless it was chosen.
  var learner: Learner?
  /// What it learns from; nil for the usual drawn digits.
  var data: LearningData?
  /// Whether it learns until it is told to pause.
  var isPlaying = false
  /// Drawings that were given names.
  var own = OwnSamples()
  /// The teaching that goes on, or was the last.
  var teaching: Teaching?
  /// The step that is looked into.
  var steps: DigitSteps?

  /// A session that has no model yet.
  public init() {}

  /// Whether something goes on that ``work(samples:)`` brings further.
  public var isBusy: Bool { isPlaying || teaching?.isDone == false }

  /// Goes on with what was begun.
  ///
  /// - Parameter samples: About how many samples are learned from.
  public func work(samples: Int) throws(PlainError) {
    if let teaching, !teaching.isDone {
      try teaching.step()
      if teaching.isDone { try use(try teaching.model(), named: "taught") }
    } else if isPlaying {
      try learner?.learn(samples: samples)
    }
  }

  /// Does what words say.
  ///
  /// - Parameter bytes: What the words are about: the pixels of a picture (red, green, blue, alpha), or
  ///   a file.
  /// - Returns: The answer as JSON.
  /// - Throws: `PlainError` for words that cannot be done; everything is then as it was.
  public func answer(to words: String, with bytes: [UInt8] = []) throws(PlainError) -> String {
    var words = SessionWords(words)
    let verb = words.next() ?? ""
    guard let command = SessionCommand.all.first(where: { $0.name == verb }) else {
      let known = SessionCommand.all.map { $0.name }.joined(separator: ", ")
      throw PlainError("“\(verb.shortenedOnOneLine)”: expected \(known)")
    }
    return try command.act(self, &words, bytes).description
  }

  /// Takes another model, if it reads pictures of digits.
  func open(model bytes: [UInt8], named name: String) throws(PlainError) -> JSONValue {
    let model: TrainedModel
    do {
      model = try TrainedModel(bytes: bytes, name: name)
    } catch {
      throw PlainError(error.description)
    }
    try use(model, named: name)
    learner = nil
    isPlaying = false
    return networkJSON(name)
  }

  /// Reads with a model from now on, also what was read before.
  private func use(_ model: TrainedModel, named name: String) throws(PlainError) {
    let reader = try DigitReader(onOneThread: model, named: name)
    self.reader = reader
    steps = nil
    try reading?.read(by: reader)
  }

  /// An untrained network that is to learn.
  func openUntrained(seed: UInt64) throws(PlainError) -> JSONValue {
    let data =
      if let data { data } else { try LearningData.drawn(count: LearningData.usualCount) }
    self.data = data
    let learner = try Learner(seed: seed, train: data.train, test: data.test)
    let model = try PlainError.plainly { () throws(BlueprintError) in
      try TrainedModel(
        blueprint: learner.blueprint, parameters: learner.network.parameters)
    }
    try use(model, named: learner.blueprint.name)
    self.learner = learner
    isPlaying = false
    return networkJSON(learner.blueprint.name)
  }

  private func networkJSON(_ name: String) -> JSONValue {
    .object([
      ("name", .string(name)),
      ("weights", .integer(reader?.network.blueprint.parameterCount ?? 0)),
      ("layers", .string(reader?.network.blueprint.layersInWords ?? "")),
      ("isLearning", .bool(learner != nil)), ("reading", reading?.json ?? .null),
    ])
  }

  /// Reads the pixels of a picture: red, green, blue and alpha of each.
  func read(width: Int, height: Int, _ bytes: [UInt8]) throws(PlainError) -> JSONValue {
    let reader = try needReader()
    let picture: TransparentPicture
    do {
      picture = try TransparentPicture(width: width, height: height, bytes: bytes)
    } catch {
      throw PlainError(
        "a picture of \(width) × \(height) pixels takes 4 bytes for each, found \(bytes.count)")
    }
    // As files are read: white drawings on nothing are not lost.
    let reading = try PictureReading(of: picture.grey(on: .contrasting), by: reader)
    self.reading = reading
    steps = nil
    return reading.json
  }

  func needReader() throws(PlainError) -> DigitReader {
    guard let reader else { throw PlainError("there is no model: open one first") }
    return reader
  }

  func needReading() throws(PlainError) -> PictureReading {
    guard let reading else { throw PlainError("nothing was read yet: draw a digit first") }
    return reading
  }
}

extension NetworkBlueprint {
  /// `784-15-10`: how many numbers go in and come out of each layer that has weights.
  fileprivate var layersInWords: String {
    let counts = layers.indices.filter { !parameters(ofLayer: $0).isEmpty }
      .map { "\(outputShapes[$0].count)" }
    return (["\(input.count)"] + counts).joined(separator: "-")
  }
}
