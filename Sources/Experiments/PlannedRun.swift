import NetworkDescription
import TextFormats
import TrainingData
import TrainingRuns

/// One training of an experiment: a variation with a seed.
public struct PlannedRun: Sendable {
  /// The variation, and the seed where there are several.
  public let title: String
  /// Which variation, from 0.
  let variation: Int
  /// The folder it writes to, inside of the experiment's.
  public let folder: String
  /// What is trained.
  public let blueprint: NetworkBlueprint
  /// As `train --data`.
  let data: [String]
  /// What a table means, where a look at it is not enough.
  let table: TableOptions
  /// Learn from the first so many samples only.
  let limit: Int?
  /// The share of samples that is held back to validate on.
  let validationSplit: Double?
  /// How pictures are changed from epoch to epoch.
  package let augment: AugmentChoice?
  /// Which engine computes.
  package let engine: EngineChoice
  /// The files and folders that are read for it.
  package let inputs: [String]

  /// Refuses a network that does not fit, whatever the data.
  func check(_ limit: MemoryLimit, threads: Int) throws {
    try limit.check(
      engine.memory(of: blueprint, rows: 1, threads: threads, training: true), of: blueprint)
  }

  /// Everything that decides how it goes, one line of JSON: a run whose line is the same need not
  /// be made again.
  var recipe: String {
    let saidOfTable = table == TableOptions() ? [] : [("table", table.json)]
    return JSONValue.object(
      [
        ("blueprint", blueprint.json),
        ("data", .array(data.map(JSONValue.string))),
      ] + saidOfTable + [
        ("limit", limit.map { .integer($0) } ?? .null),
        ("validationSplit", validationSplit.map { .number($0) } ?? .null),
        ("augment", .string(augment.map { "\($0)" } ?? "off")),
        ("engine", .string(engine.rawValue)),
      ]
    ).description + "\n"
  }
}

extension ExperimentFile {
  /// All runs, in the order of the file: every variation with each of the seeds.
  ///
  /// - Parameter path: The experiment's file; blueprints are looked for beside it.
  /// - Throws: `PlainError` that names the file and the variation.
  public func runs(of path: String) throws -> [PlannedRun] {
    var runs: [PlannedRun] = []
    for (index, variation) in variations.enumerated() {
      do {
        for seed in seeds.isEmpty ? [nil] : seeds.map(Optional.some) {
          runs.append(try run(variation, index, seed: seed, beside: path))
        }
      } catch {
        throw PlainError("\(path): \(variation.path): \(error)")
      }
    }
    return runs
  }

  private func run(
    _ variation: Variation, _ index: Int, seed: UInt64?, beside path: String
  ) throws -> PlannedRun {
    let settings = variation.settings
    let base = Self.place(of: settings.base ?? "", beside: path)
    let argument = try NamedNetwork(base)
    guard argument.parameters == nil else {
      throw PlainError("base: expected a recipe or a .json file, found the model \(base)")
    }
    var blueprint = try settings.variation(of: argument.blueprint, seed: seed)
    if let halving { blueprint.training.epochs = halving.mostEpochs }
    let engine = try settings.engine.map { name in
      guard let engine = EngineChoice(rawValue: name) else {
        throw PlainError("engine: expected objects or matrix, found \(name)")
      }
      return engine
    }
    let slug = Self.slug(variation.name)
    let number = String("0\(index + 1)".suffix(max(2, "\(index + 1)".count)))
    return PlannedRun(
      title: variation.name + (seeds.count > 1 ? ", seed \(blueprint.seed)" : ""),
      variation: index,
      folder: "\(number)-\(slug)" + (seeds.isEmpty ? "" : "-seed-\(blueprint.seed)"),
      blueprint: blueprint, data: settings.data ?? [],
      table: settings.table ?? TableOptions(), limit: settings.limit,
      validationSplit: settings.validationSplit,
      augment: try settings.augment.flatMap { $0 == "off" ? nil : try AugmentChoice(parsing: $0) },
      engine: engine ?? .usual(for: blueprint), inputs: [base] + (settings.data ?? []))
  }

  /// A blueprint's file is named as seen from the experiment's file.
  private static func place(of base: String, beside path: String) -> String {
    guard base.hasSuffix(".json"), !base.hasPrefix("/"), let slash = path.lastIndex(of: "/") else {
      return base
    }
    return String(path[...slash]) + base
  }

  /// A name for a folder on any system.
  private static func slug(_ name: String) -> String {
    let letters = name.lowercased().unicodeScalars.map { scalar -> Character in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(Character(scalar)))
        ? Character(scalar) : "-"
    }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    return words.isEmpty ? "variation" : String(words.prefix(40))
  }
}
