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
    let list = try object.required("variations")
    guard case .array(let items) = list, !items.isEmpty else {
      throw .wrongType(
        path: JSONPath.root.appending("variations"), expected: "a list of variations",
        found: list.kind)
    }
    try object.finish()
    var variations: [Variation] = []
    for (index, item) in items.enumerated() {
      let path = JSONPath.root.appending("variations").appending(index: index)
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
    let runs = variations.count * max(1, seeds.count)
    guard runs <= Self.mostRuns else {
      throw .badValue(
        path: .root, key: "variations", expected: "at most \(Self.mostRuns) runs",
        found: "\(runs)")
    }
    self.variations = variations
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
