import NetworkDescription
import TextFormats

/// An experiment as its file describes it: a recipe, and what is tried with it.
public struct ExperimentFile {
  /// The version of the format.
  static let version = 1
  /// No experiment may have more runs.
  private static let mostRuns = 1000

  /// One thing that is tried.
  struct Variation {
    /// What it is called in tables and curves.
    let name: String
    /// What it has otherwise than the others.
    let settings: ExperimentSettings
    /// Where it stands in the file, for errors.
    let path: JSONPath
  }

  /// What it is called.
  public let name: String
  /// What is asked, in words, for the report.
  public let question: String?
  /// What is tried, in order.
  let variations: [Variation]
  /// How the runs share a budget of epochs; nil where each is trained to its end.
  public let halving: Halving?
  /// The seeds that each is tried with; empty for the recipe's.
  public let seeds: [UInt64]

  /// Reads an experiment from JSON that may have comments.
  ///
  /// - Parameter stated: What the command line says for all variations that do not say otherwise.
  /// - Throws: `BlueprintError` that says where what is wrong.
  public init(
    _ text: String, stated: ExperimentSettings = ExperimentSettings()
  ) throws(BlueprintError) {
    let json = try JSONValue(blueprint: CommentedJSON.withoutComments(text))
    var object = try JSONObjectReader(json, at: .root, expected: "an experiment in { }")
    let version = try object.integer("experiment")
    guard version == Self.version else {
      throw .badValue(
        path: .root, key: "experiment", expected: "\(Self.version), the version of the format",
        found: "\(version)")
    }
    name = try object.string("name")
    guard !name.isEmpty else {
      throw .badValue(path: .root, key: "name", expected: "a name", found: "nothing")
    }
    question = object.value("question") == nil ? nil : try Self.text(json, "question")
    seeds = try Self.seeds(object.value("seeds"))
    let shared = stated.over(try ExperimentSettings(from: &object, at: .root))
    guard shared.base != nil else { throw .missingKey(path: .root, key: "base") }
    let search = try object.value("search").map { (json) throws(BlueprintError) in
      try ExperimentSearch(json: json, at: JSONPath.root.appending("search"))
    }
    let stated = object.value("variations")
    try object.finish()
    let variations: [Variation]
    if let search {
      guard stated == nil else {
        throw .badValue(
          path: .root, key: "variations", expected: "either variations or a search", found: "both")
      }
      variations = try Self.variations(of: search, over: shared)
    } else {
      variations = try Self.variations(stated, over: shared)
    }
    halving = search?.budget.map { Halving(budget: $0, runs: variations.count) }
    if halving != nil {
      guard seeds.count <= 1 else {
        throw .badValue(
          path: .root, key: "seeds",
          expected: "at most one seed, since a budget compares single runs",
          found: "\(seeds.count)")
      }
      guard shared.epochs == nil else {
        throw .badValue(
          path: .root, key: "epochs", expected: "none, since the search's budget decides",
          found: "\(shared.epochs ?? 0)")
      }
    }
    let runs = variations.count * max(1, seeds.count)
    guard runs <= Self.mostRuns else {
      throw .badValue(
        path: .root, key: "variations", expected: "at most \(Self.mostRuns) runs",
        found: "\(runs)")
    }
    self.variations = variations
  }

  /// The variations that a list names.
  private static func variations(
    _ json: JSONValue?, over shared: ExperimentSettings
  ) throws(BlueprintError) -> [Variation] {
    guard let json else { throw .missingKey(path: .root, key: "variations") }
    let path = JSONPath.root.appending("variations")
    guard case .array(let items) = json, !items.isEmpty else {
      throw .wrongType(path: path, expected: "a list of variations", found: json.kind)
    }
    var variations: [Variation] = []
    for (index, item) in items.enumerated() {
      let path = path.appending(index: index)
      var reader = try JSONObjectReader(item, at: path, expected: "a variation in { }")
      let name = try reader.string("name")
      let settings = try ExperimentSettings(from: &reader, at: path)
      try reader.finish()
      guard !name.isEmpty, !variations.contains(where: { $0.name == name }) else {
        throw .badValue(
          path: path, key: "name", expected: "a name that no other variation has",
          found: "\"\(name)\"")
      }
      variations.append(Variation(name: name, settings: settings.over(shared), path: path))
    }
    return variations
  }

  /// A variation for each combination that a search tries, named by its settings.
  private static func variations(
    of search: ExperimentSearch, over shared: ExperimentSettings
  ) throws(BlueprintError) -> [Variation] {
    let path = JSONPath.root.appending("search").appending("settings")
    var variations: [Variation] = []
    for combination in search.combinations {
      var reader = try JSONObjectReader(
        .object(combination.map { ($0.key, $0.value) }), at: path, expected: "settings in { }")
      let settings = try ExperimentSettings(from: &reader, at: path)
      try reader.finish()
      if search.budget != nil, settings.epochs != nil {
        throw .badValue(
          path: path, key: "epochs", expected: "none, since the budget decides", found: "some")
      }
      var name = combination.map { "\($0.key) \(shortened($0.value))" }.joined(separator: ", ")
      // Long values are shortened, and drawn ones may come twice.
      if variations.contains(where: { $0.name == name }) { name += " (\(variations.count + 1))" }
      variations.append(Variation(name: name, settings: settings.over(shared), path: path))
    }
    return variations
  }

  /// A value in a name.
  private static func shortened(_ value: JSONValue) -> String {
    if case .string(let text) = value { return text.shortenedOnOneLine }
    return value.description.shortenedOnOneLine
  }

  private static func text(_ json: JSONValue, _ key: String) throws(BlueprintError) -> String {
    var object = try JSONObjectReader(json, at: .root, expected: "an experiment in { }")
    return try object.string(key)
  }

  private static func seeds(_ json: JSONValue?) throws(BlueprintError) -> [UInt64] {
    guard let json else { return [] }
    let path = JSONPath.root.appending("seeds")
    guard case .array(let items) = json else {
      throw .wrongType(path: path, expected: "a list of whole numbers", found: json.kind)
    }
    var seeds: [UInt64] = []
    for item in items {
      guard case .integer(let number) = item, number >= 0, !seeds.contains(UInt64(number)) else {
        throw .wrongType(
          path: path, expected: "whole numbers of at least 0, each once", found: item.kind)
      }
      seeds.append(UInt64(number))
    }
    return seeds
  }
}
