import NetworkDescription
import TextFormats
import ToySets
import TrainingData

/// What a page is to begin with, as the words that lead there.
public struct PlaygroundContent: Sendable {
  /// The words.
  public private(set) var words: [String]
  /// How many rows of the data were left out because a page has no room for them.
  public private(set) var rowsLeftOut = 0

  /// So many numbers of data, or of a model, a page has room for.
  public static let mostNumbers = 250_000

  private init(words: [String]) { self.words = words }

  /// A recipe with the data that it comes with.
  public init(recipe: Recipe, seed: UInt64?) throws {
    let seedWords = seed.map { " --seed \($0)" } ?? ""
    if Self.playable(recipe) {
      self.init(words: ["open \(recipe.rawValue)\(seedWords)"])
    } else {
      var blueprint = try recipe.blueprint()
      if let seed { blueprint.seed = seed }
      try self.init(blueprint)
    }
  }

  /// A blueprint with fresh weights.
  ///
  /// - Throws: ``PlaygroundContentError`` for more links than the page moves.
  public init(_ blueprint: NetworkBlueprint) throws(PlaygroundContentError) {
    try Self.checkLinks(of: blueprint)
    self.init(words: ["open blueprint \(blueprint.json)"])
  }

  /// A blueprint with what it has learned.
  ///
  /// - Throws: ``PlaygroundContentError`` for more weights than a page has room for, or more links than it
  ///   moves.
  public init(
    _ blueprint: NetworkBlueprint, learned: Parameters
  ) throws(PlaygroundContentError) {
    try Self.checkLinks(of: blueprint)
    guard blueprint.parameterCount <= Self.mostNumbers else {
      throw PlaygroundContentError.tooManyWeights(
        name: blueprint.name, found: blueprint.parameterCount, most: Self.mostNumbers)
    }
    let tensors = blueprint.parameterSpecifications.map { name, _ in
      (name, JSONValue.array((learned[name]?.values ?? []).map { .number($0) }))
    }
    let model = JSONValue.object([
      ("blueprint", blueprint.json), ("parameters", .object(tensors)),
    ])
    self.init(words: ["open model \(model)"])
  }

  /// The page's session refuses more.
  private static let mostLinks = 2_000_000

  private static func checkLinks(
    of blueprint: NetworkBlueprint
  ) throws(PlaygroundContentError) {
    guard blueprint.linkCount <= mostLinks else {
      throw .tooManyLinks(
        name: blueprint.name, found: blueprint.linkCount, most: mostLinks)
    }
  }

  private static func playable(_ recipe: Recipe) -> Bool {
    recipe == .linear || LogicGate(rawValue: recipe.rawValue) != nil
      || ToySet(rawValue: recipe.rawValue) != nil
  }

  /// Other data by name: a gate or a set, to which the page fits its network.
  ///
  /// - Returns: Whether the text names one.
  public mutating func add(named text: String) throws -> Bool {
    if LogicGate(rawValue: text) != nil {
      words.append("data \(text)")
    } else if let choice = try ToySetChoice(parsing: text) {
      add(choice)
    } else {
      return false
    }
    return true
  }

  private mutating func add(_ choice: ToySetChoice) {
    let seed = choice.seed.map { " --seed \($0)" } ?? ""
    words.append(
      "data \(choice.set.rawValue) --noise \(choice.noise) --count \(choice.count)\(seed)")
    let formulas: [PlaneFeature: String] = [
      .x: "x", .y: "y", .xSquared: "x^2", .ySquared: "y^2", .product: "x*y", .sineX: "sin(x)",
      .sineY: "sin(y)",
    ]
    if choice.features != PlaneFeature.coordinates {
      words.append("features " + choice.features.compactMap { formulas[$0] }.joined(separator: ","))
    }
  }

  /// Other data, row by row: the first of them where there are too many.
  public mutating func add(_ data: DataSplit) {
    let whole = [data.train] + (data.test.map { [$0] } ?? [])
    let width = max(1, data.train.inputCount)
    let room = max(2, Self.mostNumbers / width)
    let total = whole.reduce(0) { $0 + $1.count }
    // Both parts get their share of the room.
    let share = min(1, Double(room) / Double(max(1, total)))
    let parts = whole.map { $0.prefix(max(1, Int(Double($0.count) * share))) }
    rowsLeftOut = total - parts.reduce(0) { $0 + $1.count }
    var values: [JSONValue] = []
    var targets: [JSONValue] = []
    for part in parts {
      for sample in 0..<part.count {
        values += part.input(of: sample).map { .number($0) }
        if let labels = part.labels {
          targets.append(.integer(labels[sample]))
        } else {
          targets += part.target(of: sample).map { .number($0) }
        }
      }
    }
    var entries: [(String, JSONValue)] = [
      ("name", .string(data.train.name)), ("columns", .integer(width)), ("values", .array(values)),
      ("train", .integer(parts[0].count)), ("targets", .array(targets)),
    ]
    if let names = data.train.classNames {
      entries.append(("classes", .array(names.map { .string($0) })))
    } else if data.train.targetKind == .classes {
      entries.append(("classes", .array([.string("0"), .string("1")])))
    } else {
      entries.append(("perRow", .integer(data.train.targetCount)))
    }
    words.append("data rows \(JSONValue.object(entries))")
  }
}

/// What a page cannot begin with.
public enum PlaygroundContentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A model has more weights than a page has room for.
  case tooManyWeights(name: String, found: Int, most: Int)
  /// A network has more links than move fluently on a page.
  case tooManyLinks(name: String, found: Int, most: Int)

  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .tooManyWeights(let name, let found, let most):
      "\(name): expected at most \(grouped(most)) weights, which a page has room for, found "
        + "\(grouped(found)): play with a smaller network"
    case .tooManyLinks(let name, let found, let most):
      "\(name): expected at most \(grouped(most)) links, which the playground moves, found "
        + "\(grouped(found)): play with a smaller network"
    }
  }
}
