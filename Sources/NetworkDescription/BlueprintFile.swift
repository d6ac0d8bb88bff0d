import TextFormats

/// Reading and writing blueprints as JSON.
extension NetworkBlueprint {
  /// The version of the format this code writes, and the only one so far.
  static let fileVersion = 1

  /// Reads a blueprint from JSON.
  ///
  /// - Throws: ``BlueprintError``, also for keys that nobody knows.
  public init(json text: String) throws(BlueprintError) {
    try self.init(json: try JSONValue(blueprint: text), at: .root)
  }

  /// The blueprint as JSON that people can read and edit: a line for each layer.
  public var jsonText: String {
    var lines = ["{"]
    let entries = topLevelEntries
    for (index, (key, value)) in entries.enumerated() {
      let comma = index < entries.count - 1 ? "," : ""
      if key == "layers", case .array(let layers) = value {
        lines.append("  \"layers\": [")
        for (layerIndex, layer) in layers.enumerated() {
          lines.append("    \(layer)\(layerIndex < layers.count - 1 ? "," : "")")
        }
        lines.append("  ]\(comma)")
      } else {
        lines.append("  \"\(key)\": \(value)\(comma)")
      }
    }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension NetworkBlueprint: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(json, at: path, expected: "a blueprint in { }")
    let version = try object.integer("glassbox")
    guard version == Self.fileVersion else {
      throw .unsupportedVersion(found: version, supported: Self.fileVersion)
    }
    let name = try object.string("name")
    let input = try Shape(json: try object.required("input"), at: path.appending("input"))
    let layersPath = path.appending("layers")
    let layersJSON = try object.required("layers")
    guard case .array(let items) = layersJSON else {
      throw .wrongType(path: layersPath, expected: "a list of layers", found: layersJSON.kind)
    }
    var layers: [Layer] = []
    for (index, item) in items.enumerated() {
      layers.append(try Layer(json: item, at: layersPath.appending(index: index)))
    }
    let loss = try Loss(json: try object.required("loss"), at: path.appending("loss"))
    var optimizer = Optimizer.sgd(SGD())
    if let json = object.value("optimizer") {
      optimizer = try Optimizer(json: json, at: path.appending("optimizer"))
    }
    let seed = try Self.seed(from: object.value("seed"), at: path)
    var training = TrainingDefaults()
    if let json = object.value("training") {
      training = try TrainingDefaults(json: json, at: path.appending("training"))
    }
    try object.finish()
    try self.init(
      name: name, input: input, layers: layers, loss: loss, optimizer: optimizer,
      seed: seed, training: training)
  }

  package var json: JSONValue { .object(topLevelEntries) }

  private var topLevelEntries: [(String, JSONValue)] {
    [
      ("glassbox", .integer(Self.fileVersion)),
      ("name", .string(name)),
      ("input", input.json),
      ("layers", .array(layers.map { $0.json })),
      ("loss", loss.json),
      ("optimizer", optimizer.json),
      ("seed", Int(exactly: seed).map { .integer($0) } ?? .string("\(seed)")),
      ("training", training.json),
    ]
  }
}

extension NetworkBlueprint {
  /// A seed is a whole number; those beyond Int64, which few JSON readers take, stand in quotes.
  private static func seed(
    from json: JSONValue?, at path: JSONPath
  ) throws(BlueprintError) -> UInt64 {
    switch json {
    case nil: return 1
    case .integer(let number)?:
      if let seed = UInt64(exactly: number) { return seed }
    case .string(let digits)?:
      if let seed = UInt64(digits) { return seed }
    default: break
    }
    throw .badValue(
      path: path, key: "seed",
      expected: "a whole number from 0 to \(Int.max) (or, in quotes, to \(UInt64.max))",
      found: json?.kind ?? "none")
  }
}

extension Shape: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    let expected = "[count] or [height, width, channels]"
    guard case .array(let items) = json else {
      throw .wrongType(path: path, expected: expected, found: json.kind)
    }
    guard items.count == 1 || items.count == 3 else {
      throw .wrongType(path: path, expected: expected, found: json.kind)
    }
    var extents: [Int] = []
    for item in items {
      guard case .integer(let extent) = item else {
        throw .wrongType(path: path, expected: expected, found: "\(item.kind) in the list")
      }
      extents.append(extent)
    }
    self.init(extents: extents)
  }

  package var json: JSONValue { .array(extents.map { .integer($0) }) }
}

extension TrainingDefaults: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(
      json, at: path, expected: "an object such as {\"epochs\":20,\"batchSize\":32}")
    let defaults = TrainingDefaults()
    epochs = try object.integer("epochs", default: defaults.epochs)
    batchSize = try object.integer("batchSize", default: defaults.batchSize)
    shuffle = try object.bool("shuffle", default: defaults.shuffle)
    try object.finish()
  }

  package var json: JSONValue {
    .object(
      [("epochs", .integer(epochs)), ("batchSize", .integer(batchSize))]
        + (shuffle ? [] : [("shuffle", .bool(false))]))
  }
}
