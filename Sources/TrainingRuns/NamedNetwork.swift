import ModelFiles
import NetworkDescription
import NeuronGraph
import SystemFiles
import TextFormats

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A network that a text names: a recipe's name, a blueprint's .json file, or a model file.
///
/// ```swift
/// let network = try NamedNetwork("xor").network()
/// ```
public struct NamedNetwork {
  /// What it is.
  public private(set) var blueprint: NetworkBlueprint
  /// What it has learned; nil for recipes and blueprints.
  public private(set) var parameters: Parameters?
  /// The names of its answers, if a model has some.
  public let classNames: [String]
  /// What the columns mean of the table that a model has learned from, if it has.
  public let table: TableForm?
  /// The recipe it came from, if it did.
  public let recipe: Recipe?

  /// Finds out what the text names, and loads it.
  public init(_ text: String, seed: UInt64? = nil) throws {
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
      let meant = EditDistance.nearest(to: text, among: Recipe.allCases.map(\.rawValue))
      throw PlainError(
        "\(text): no recipe of that name: \(meant.map { "did you mean \($0)? " } ?? "")choose one of \(names), or give a .json or "
          + ".safetensors file")
    }
  }

  /// A network that only a blueprint says anything of.
  public init(_ blueprint: NetworkBlueprint) {
    self.init(blueprint, recipe: nil, seed: nil)
  }

  private init(_ blueprint: NetworkBlueprint, recipe: Recipe?, seed: UInt64?) {
    var blueprint = blueprint
    if let seed { blueprint.seed = seed }
    self.blueprint = blueprint
    self.recipe = recipe
    parameters = nil
    classNames = []
    table = nil
  }

  /// The network of a model.
  public init(_ model: TrainedModel) {
    blueprint = model.blueprint
    parameters = model.parameters
    classNames = model.classNames
    table = model.table
    recipe = nil
  }

  /// The same with another blueprint, and perhaps other parameters.
  func replacing(blueprint: NetworkBlueprint, parameters: Parameters? = nil) -> NamedNetwork {
    var changed = self
    changed.blueprint = blueprint
    changed.parameters = parameters ?? self.parameters
    return changed
  }

  /// The network with what it has learned, or what it would start from.
  public func model() throws(BlueprintError) -> TrainedModel {
    try TrainedModel(
      blueprint: blueprint, parameters: parameters ?? blueprint.initialParameters(),
      classNames: classNames, table: table)
  }

  /// The network of neurons and links.
  public func network() throws -> NeuronNetwork {
    try NeuronNetwork(blueprint, parameters: parameters)
  }

  private static func blueprint(at path: String) throws -> NetworkBlueprint {
    let text = try TextFile.read(path)
    do {
      return try NetworkBlueprint(json: text)
    } catch {
      throw PlainError("\(path): \(error)")
    }
  }
}
