import NetworkDescription
import TextFormats
import TrainingData

/// What a run of an experiment may have otherwise than its recipe; nil is as in the recipe.
public struct ExperimentSettings {
  /// A recipe, or a blueprint's `.json` file.
  public var base: String?
  /// As `train --data`.
  public var data: [String]?
  /// What a table means, where a look at it is not enough.
  public var table: TableOptions?
  /// How many times every sample is seen.
  public var epochs: Int?
  /// How many samples are averaged for a step.
  public var batchSize: Int?
  /// How far a gradient of 1 moves a weight.
  public var learningRate: Double?
  /// Learn from the first so many samples only.
  public var limit: Int?
  /// The share of samples that is held back to validate on.
  public var validationSplit: Double?
  /// How pictures are changed from epoch to epoch; `off` for not at all.
  public var augment: String?
  /// `objects` or `matrix`.
  public var engine: String?
  /// What training makes small.
  var loss: JSONValue?
  /// How training moves the weights.
  var optimizer: JSONValue?
  /// The shape of one input.
  var input: JSONValue?
  /// The layers, all of them.
  var layers: JSONValue?
  /// The activation of every layer with weights but the last.
  var activation: JSONValue?
  /// The activation of the last layer with weights.
  var outputActivation: JSONValue?
  /// The rate of every dropout layer; 0 takes them out.
  public var dropout: Double?
  /// λ₁ of every layer with weights.
  public var l1: Double?
  /// λ₂ of every layer with weights.
  public var l2: Double?
  /// Whether neurons add biases.
  public var useBias: Bool?

  /// Everything as in the recipe.
  public init() {}

  /// Takes the settings out of an object; what else is in it stays.
  init(from object: inout JSONObjectReader, at path: JSONPath) throws(BlueprintError) {
    base = try object.optionalString("base", at: path)
    data = try Self.texts(object.value("data"), at: path.appending("data"))
    table = try object.value("table").map { json throws(BlueprintError) in
      try TableOptions(json, at: path.appending("table"))
    }
    epochs = try object.optionalCount("epochs", at: path)
    batchSize = try object.optionalCount("batchSize", at: path)
    learningRate = try object.optionalNumber("learningRate")
    limit = try object.optionalCount("limit", at: path)
    validationSplit = try object.optionalNumber("validationSplit")
    if let share = validationSplit, !(share > 0 && share < 1) {
      throw .badValue(
        path: path, key: "validationSplit", expected: "a share between 0 and 1", found: "\(share)")
    }
    augment = try object.optionalString("augment", at: path)
    engine = try object.optionalString("engine", at: path)
    loss = object.value("loss")
    optimizer = object.value("optimizer")
    input = object.value("input")
    layers = object.value("layers")
    activation = object.value("activation")
    outputActivation = object.value("outputActivation")
    dropout = try object.optionalNumber("dropout")
    l1 = try object.optionalNumber("l1")
    l2 = try object.optionalNumber("l2")
    if let flag = object.value("useBias") {
      guard case .bool(let useBias) = flag else {
        throw .wrongType(
          path: path.appending("useBias"), expected: "true or false", found: flag.kind)
      }
      self.useBias = useBias
    }
  }

  /// These settings, and where they say nothing, others.
  func over(_ others: ExperimentSettings) -> ExperimentSettings {
    var all = others
    all.base = base ?? others.base
    all.data = data ?? others.data
    all.table = table ?? others.table
    all.epochs = epochs ?? others.epochs
    all.batchSize = batchSize ?? others.batchSize
    all.learningRate = learningRate ?? others.learningRate
    all.limit = limit ?? others.limit
    all.validationSplit = validationSplit ?? others.validationSplit
    all.augment = augment ?? others.augment
    all.engine = engine ?? others.engine
    all.loss = loss ?? others.loss
    all.optimizer = optimizer ?? others.optimizer
    all.input = input ?? others.input
    all.layers = layers ?? others.layers
    all.activation = activation ?? others.activation
    all.outputActivation = outputActivation ?? others.outputActivation
    all.dropout = dropout ?? others.dropout
    all.l1 = l1 ?? others.l1
    all.l2 = l2 ?? others.l2
    all.useBias = useBias ?? others.useBias
    return all
  }

  /// One text, or a list of them.
  static func texts(
    _ json: JSONValue?, at path: JSONPath
  ) throws(BlueprintError) -> [String]? {
    switch json {
    case nil: return nil
    case .string(let only)?: return [only]
    case .array(let items)?:
      var texts: [String] = []
      for item in items {
        guard case .string(let text) = item else {
          throw .wrongType(path: path, expected: "texts in quotes", found: item.kind)
        }
        texts.append(text)
      }
      return texts
    case let other?:
      throw .wrongType(path: path, expected: "a text in quotes, or a list", found: other.kind)
    }
  }
}

extension JSONObjectReader {
  /// A text, or nil where it is missing.
  mutating func optionalString(
    _ key: String, at path: JSONPath
  ) throws(BlueprintError) -> String? {
    switch value(key) {
    case nil: return nil
    case .string(let text)?: return text
    case let other?:
      throw .wrongType(path: path.appending(key), expected: "a text in quotes", found: other.kind)
    }
  }

  /// More than anybody trains, and few enough to be multiplied.
  private static var mostCount: Int { 1_000_000_000 }

  private static func inWords(_ value: JSONValue) -> String {
    if case .integer(let number) = value { "\(number)" } else { value.kind }
  }

  /// A whole number of at least 1, or nil where it is missing.
  fileprivate mutating func optionalCount(
    _ key: String, at path: JSONPath
  ) throws(BlueprintError) -> Int? {
    switch value(key) {
    case nil: return nil
    case .integer(let count)? where (1...Self.mostCount).contains(count): return count
    case let other?:
      throw .badValue(
        path: path, key: key, expected: "a whole number from 1 to \(Self.mostCount)",
        found: Self.inWords(other))
    }
  }
}
