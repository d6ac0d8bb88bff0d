import NetworkDescription
import TextFormats
import ToySets

/// A network that was opened, with data for it.
struct OpenedNetwork {
  let setup: Setup

  /// A recipe with the data it comes with.
  static func recipe(_ name: String, seed: UInt64?) throws(PlaygroundError) -> OpenedNetwork {
    guard let recipe = Recipe(rawValue: name) else {
      throw .badValue(
        what: "open", expected: "one of \(playable.joined(separator: ", "))", found: name)
    }
    var blueprint = try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      try recipe.blueprint()
    }
    if let seed { blueprint.seed = seed }
    return try OpenedNetwork(blueprint, learned: nil)
  }

  /// A blueprint as JSON, and what it has learned, if it has.
  static func blueprint(_ json: String, learned: String?) throws(PlaygroundError) -> OpenedNetwork {
    let blueprint = try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      try NetworkBlueprint(json: json)
    }
    var parameters: Parameters?
    if let learned {
      parameters = try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
        let parameters = try blueprint.parameters(json: learned)
        try blueprint.validate(parameters)
        return parameters
      }
    }
    return try OpenedNetwork(blueprint, learned: parameters)
  }

  private init(_ blueprint: NetworkBlueprint, learned: Parameters?) throws(PlaygroundError) {
    setup = Setup(blueprint, data: try Self.data(for: blueprint), learned: learned)
  }

  /// The data of the network's name; else points that fit its inputs, to begin with.
  private static func data(
    for blueprint: NetworkBlueprint
  ) throws(PlaygroundError) -> PlaygroundData {
    let drawing = PlaygroundData.Drawing(seed: blueprint.seed)
    if blueprint.input.count == 2, playable.contains(blueprint.name) {
      return try PlaygroundData.named(blueprint.name, drawing)
    }
    let names =
      blueprint.output.count <= 2 ? ["0", "1"] : (0..<blueprint.output.count).map { "\($0)" }
    if blueprint.input.count == 2, blueprint.output.count == 1 {
      return try PlaygroundData.named(
        blueprint.loss.neededTargets == nil && blueprint.outputActivation == .identity
          ? ToySet.plane.rawValue : ToySet.circle.rawValue, drawing)
    }
    // Nothing is known of its data: one sample of zeros, until some is opened.
    let columns =
      blueprint.input.count == 2 ? ["x", "y"] : (0..<blueprint.input.count).map { "input \($0)" }
    return PlaygroundData(
      name: "one sample of zeros", columns: columns,
      values: [Double](repeating: 0, count: columns.count),
      answers: .classes([0], names: names), trainCount: 1)
  }

  /// The recipes that come with points of a plane or a gate.
  static var playable: [String] {
    LogicGate.allCases.map { $0.rawValue } + [Recipe.linear.rawValue]
      + ToySet.allCases.map { $0.rawValue }
  }
}

extension NetworkBlueprint {
  /// Reads what a network has learned: `{"layers.0.weight":[…],…}`, row by row.
  func parameters(json text: String) throws(BlueprintError) -> Parameters {
    var object = try JSONObjectReader(
      try JSONValue(blueprint: text), at: .root, expected: "an object with the weights")
    var tensors: [String: Tensor] = [:]
    for (name, specification) in parameterSpecifications {
      guard let numbers = try object.required(name).numbers else {
        throw .badParameter(name: name, expected: "a list of numbers", found: "others")
      }
      tensors[name] = Tensor(shape: specification.shape, values: numbers)
    }
    try object.finish()
    return Parameters(tensors)
  }
}
