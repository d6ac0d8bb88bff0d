import DigitReading
import MatrixEngine
import ModelFiles
import NetworkDescription
import NeuronGraph
import TextFormats
import TrainingData

/// What the page sees of networks that learn.
extension DigitSession {
  func needLearner() throws(PlainError) -> Learner {
    guard let learner else {
      throw PlainError("there is no network that learns: choose the untrained one first")
    }
    return learner
  }

  func needSteps() throws(PlainError) -> DigitSteps {
    guard let steps else { throw PlainError("no step is looked into: begin with step 0") }
    return steps
  }

  func maps(of index: Int) throws(PlainError) -> LayerMaps {
    try LayerMaps(of: needReading().piece(index), by: needReader())
  }

  /// `data drawn 4000`, `data mnist 2000 BYTES` (so many bytes are pictures, the others labels).
  func chooseData(_ words: inout SessionWords, _ bytes: [UInt8]) throws(PlainError) -> JSONValue {
    let name = words.next() ?? ""
    let count = try words.integer("how many samples", in: 20...LearningData.mostSamples)
    let chosen: LearningData
    if name == "drawn" {
      chosen = try LearningData.drawn(count: count)
    } else {
      let border = try words.integer("bytes of pictures", in: 0...bytes.count)
      let found = try IDXBytes(pictures: bytes[..<border], labels: bytes[border...], most: count)
      chosen = try LearningData(found.samples, named: name)
    }
    data = chosen
    // The network that learns begins anew with other data.
    if let learner { _ = try openUntrained(seed: learner.blueprint.seed) }
    return .object([
      ("name", .string(chosen.name)), ("count", .integer(chosen.train.count)),
      ("test", .integer(chosen.test.count)),
    ])
  }

  func setRate(_ words: inout SessionWords) throws(PlainError) -> JSONValue {
    let learner = try needLearner()
    let word = words.next() ?? ""
    guard let rate = Double(word), rate > 0, rate <= 100 else {
      throw PlainError(
        "the learning rate: expected a number above 0 and at most 100, found "
          + "“\(word.shortenedOnOneLine)”")
    }
    learner.network.optimizer.learningRate = rate
    return .object([])
  }

  /// A picture of the network that learns: its weights as pictures, curves, and what it reads now.
  func frame() throws(PlainError) -> JSONValue {
    let learner = try needLearner()
    let reader = try needReader()
    let parameters = learner.network.parameters
    try PlainError.plainly { () throws(BlueprintError) in
      try reader.network.setParameters(parameters)
    }
    try reading?.read(by: reader)
    let weights = parameters[NetworkBlueprint.tensorName(layer: 0, .weight)]
    let largest = weights?.values.reduce(0) { max($0, abs($1)) } ?? 0
    let bytes = (weights?.values ?? []).map {
      largest > 0 ? Int8(($0 / largest * 127).rounded()) : 0
    }
    let test = learner.test
    let count = min(test.count, 200)
    let result = try PlainError.plainly { () throws(InputError) in
      try reader.network.evaluate(on: test, samples: Array(0..<count)[...]).result
    }
    return .object([
      ("seen", .integer(learner.seen)), ("epoch", .integer(learner.epoch)),
      ("isPlaying", .bool(isPlaying)), ("units", .integer(weights?.shape.last ?? 0)),
      ("weights", .string(Base64.text(bytes))), ("largest", .number(largest)),
      ("testAccuracy", .number(Double(result.correctCount) / Double(max(1, count)))),
      (
        "history",
        .array(
          learner.history.map { point in
            .array([.integer(point.seen), .number(point.loss), .number(point.accuracy)])
          })
      ),
      ("reading", reading?.json ?? .null),
    ])
  }

  /// The present network as a model file.
  func modelFile() throws(PlainError) -> JSONValue {
    let reader = try needReader()
    let name = "digits.safetensors"
    let model = try PlainError.plainly { () throws(BlueprintError) in
      try TrainedModel(reader.form, parameters: reader.network.parameters)
    }
    let bytes = try PlainError.plainly { () throws(ModelFileError) in
      try model.encoded(precision: .float32, name: name)
    }
    return .object([("name", .string(name)), ("bytes", .string(Base64.text(bytes)))])
  }

  /// The drawings that have names, in their order.
  var ownJSON: JSONValue {
    .array(
      zip(own.all, own.isHeldOut).map { sample, isHeldOut in
        .object([
          ("label", .integer(sample.label)), ("isHeldOut", .bool(isHeldOut)),
          ("pixels", .string(Base64.text(sample.pixels))),
        ])
      })
  }

  var teachingJSON: JSONValue {
    guard let teaching else { return .null }
    func json(_ accuracy: Teaching.Accuracy) -> JSONValue {
      .object([
        ("learned", .number(accuracy.learned)), ("heldOut", .number(accuracy.heldOut)),
      ])
    }
    return .object([
      ("isDone", .bool(teaching.isDone)), ("share", .number(teaching.share)),
      ("before", json(teaching.before)), ("after", json(teaching.after)),
      ("reading", reading?.json ?? .null),
    ])
  }
}
