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
  /// How much memory may be taken for it; nil for what is free when it is made.
  public var memoryLimit: MemoryLimit?

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
  public init(_ blueprint: NetworkBlueprint, memoryLimit: MemoryLimit? = nil) {
    self.init(blueprint, recipe: nil, seed: nil)
    self.memoryLimit = memoryLimit
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
  public init(_ model: TrainedModel, memoryLimit: MemoryLimit? = nil) {
    self.memoryLimit = memoryLimit
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
  ///
  /// - Parameter parameters: What it has learned, if that is something else.
  public func network(parameters: Parameters? = nil) throws -> NeuronNetwork {
    try checkObjects(training: false)
    return try NeuronNetwork(
      blueprint, parameters: parameters ?? self.parameters, memoryLimit: limit.bytes)
  }

  /// A network that answers so many samples at once, by whichever engine.
  public func network(
    _ engine: EngineChoice, threads: Int, samples: Int
  ) throws -> any TrainableNetwork {
    try engine.network(
      blueprint, parameters: parameters, threads: threads,
      rows: min(samples, Self.answeredAtOnce), limit: limit)
  }

  /// Refuses what would take too much memory as neurons and links.
  public func checkObjects(training: Bool) throws {
    try limit.check(blueprint.memory(of: .objects, training: training), of: blueprint)
  }

  /// Refuses a network whose weights and biases alone would take too much memory.
  public func checkParameters() throws {
    try limit.check(blueprint.memory(of: .matrices(rows: 1), training: false), of: blueprint)
  }

  /// How much memory may be taken for it.
  public var limit: MemoryLimit { memoryLimit ?? .ofMachine }

  private static let answeredAtOnce = 256

  private static func blueprint(at path: String) throws -> NetworkBlueprint {
    let text = try TextFile.read(path)
    do {
      return try NetworkBlueprint(json: text)
    } catch {
      throw PlainError("\(path): \(error)")
    }
  }
}
