import ArgumentParser
import ModelFiles
import NetworkDescription
import NeuronGraph

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A recipe's name, a blueprint's .json file, or a model file, as commands take it.
struct NetworkArgument {
  let blueprint: NetworkBlueprint
  /// What it has learned; nil for recipes and blueprints.
  let parameters: Parameters?
  let classNames: [String]
  /// The recipe it came from, if it did.
  let recipe: Recipe?

  /// Finds out what the text names, and loads it.
  init(_ text: String, seed: UInt64? = nil) throws {
    if let recipe = Recipe(rawValue: text) {
      self.init(try recipe.blueprint(), recipe: recipe, seed: seed)
    } else if text.hasSuffix(".json") {
      self.init(try Self.blueprint(at: text), recipe: nil, seed: seed)
    } else if text.contains("/") || text.contains(".")
      || FileManager.default.fileExists(atPath: text)
    {
      self.init(try TrainedModel(contentsOf: text))
    } else {
      let names = Recipe.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(
        "\(text): no recipe of that name: choose one of \(names), or give a .json or "
          + ".safetensors file")
    }
  }

  private init(_ blueprint: NetworkBlueprint, recipe: Recipe?, seed: UInt64?) {
    var blueprint = blueprint
    if let seed { blueprint.seed = seed }
    self.blueprint = blueprint
    self.recipe = recipe
    parameters = nil
    classNames = []
  }

  init(_ model: TrainedModel) {
    blueprint = model.blueprint
    parameters = model.parameters
    classNames = model.classNames
    recipe = nil
  }

  /// The network of neurons and links.
  func network() throws -> NeuronNetwork {
    try NeuronNetwork(blueprint, parameters: parameters)
  }

  /// Refuses more or fewer numbers than the network takes, before it is built.
  func check(_ numbers: [Double], areInputsOf option: String) throws {
    try check(numbers, "inputs", expected: blueprint.input.count, option: option)
  }

  /// Refuses targets that the network, or its loss, cannot take.
  func check(_ numbers: [Double], areTargetsOf option: String) throws {
    try check(numbers, "targets", expected: blueprint.output.count, option: option)
    if let range = blueprint.loss.neededTargets,
      let stray = numbers.first(where: { !range.contains($0) })
    {
      throw CommandFailure("\(option): \(blueprint.loss.refusal(of: stray))")
    }
  }

  private func check(
    _ numbers: [Double], _ what: String, expected: Int, option: String
  ) throws {
    guard numbers.count == expected else {
      let error = InputError(what: what, expected: expected, found: numbers.count)
      throw CommandFailure("\(option): \(error)")
    }
  }

  private static func blueprint(at path: String) throws -> NetworkBlueprint {
    let text = try TextFile.read(path)
    do {
      return try NetworkBlueprint(json: text)
    } catch {
      throw CommandFailure("\(path): \(error)")
    }
  }
}

extension Loss {
  /// What is wrong with a target that it cannot compare with.
  func refusal(of target: Double) -> String {
    "expected targets from 0 to 1, which \(name) needs, found "
      + "\(JSONValue.number(target)): scale them, or use meanSquaredError"
  }
}
