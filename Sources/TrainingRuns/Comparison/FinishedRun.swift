import ModelFiles
import NetworkDescription
import SystemFiles
import TextFormats

/// A training that is over, as its files tell of it: a history, a model, or both.
public struct FinishedRun {
  /// What tells it from the other runs.
  public internal(set) var name: String
  /// The file it was named by.
  public let file: String
  /// Epoch by epoch, if there is a history.
  public let history: RunHistory?
  /// What was trained, if there is a model.
  public let blueprint: NetworkBlueprint?
  /// The file that was found beside the one that was named, if it is of the same run.
  public let companion: String?

  private static let (table, model) = (".csv", ".safetensors")
  /// As the folders of an experiment's runs have them.
  private static let (usualTable, usualModel) = ("history.csv", "model.safetensors")

  /// Reads a run.
  ///
  /// Beside a history the model of the same name is looked for, and beside a model the history;
  /// in the folder of an experiment's run both.
  ///
  /// - Throws: `PlainError` or `ModelFileError` for what is neither a history nor a model.
  public init(_ path: String) throws {
    file = path
    name = path
    switch FileType(ofPath: path) {
    case .file?, .link?:
      if path.hasSuffix(Self.model) {
        let blueprint = try TrainedModel(contentsOf: path).blueprint
        self.blueprint = blueprint
        let beside = Self.beside(path, Self.model, Self.table, Self.usualModel, Self.usualTable)
        // A table of another training has more epochs, or is none.
        let history = beside.flatMap { try? Self.history(at: $0) }.flatMap {
          $0.epochs.last ?? 0 <= blueprint.training.epochs ? $0 : nil
        }
        self.history = history
        companion = history == nil ? nil : beside
      } else {
        let history = try Self.history(at: path)
        self.history = history
        let beside = Self.beside(path, Self.table, Self.model, Self.usualTable, Self.usualModel)
        let blueprint = beside.flatMap { try? TrainedModel(contentsOf: $0) }?.blueprint
        self.blueprint = blueprint.flatMap {
          history.epochs.last ?? 0 <= $0.training.epochs ? $0 : nil
        }
        companion = self.blueprint == nil ? nil : beside
      }
    case .folder?:
      let paths = [Self.usualTable, Self.usualModel].map { Self.joined(path, $0) }
      let found = paths.filter { FileType(ofPath: $0) == .file }
      guard let first = found.first else {
        throw PlainError(
          "\(path): expected the folder of a run with \(Self.usualTable) or \(Self.usualModel), "
            + "found neither")
      }
      let run = try FinishedRun(first)
      (history, blueprint, companion) = (run.history, run.blueprint, run.companion)
    case let other:
      throw PlainError(
        "\(path): expected a history (.csv), a model (.safetensors) or the folder of a run, found "
          + FileType.inWords(other))
    }
  }

  private static func history(at path: String) throws -> RunHistory {
    let text: String
    do {
      text = try TextFile.read(path)
    } catch  where !path.hasSuffix(table) {
      throw PlainError(
        "\(path): expected a history (.csv) or a model (.safetensors), found neither")
    }
    do {
      return try RunHistory(parsing: text)
    } catch {
      throw PlainError("\(path): \(error)")
    }
  }

  private static func joined(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// A file of another ending beside one, if it is there.
  private static func beside(
    _ path: String, _ ending: String, _ other: String, _ usual: String, _ usualOther: String
  ) -> String? {
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    var candidates = [stem + other]
    if path.hasSuffix(usual) { candidates.append(String(path.dropLast(usual.count)) + usualOther) }
    return candidates.first { FileType(ofPath: $0) == .file }
  }
}

extension FinishedRun {
  /// Reads several runs, and names each as shortly as tells it from the others.
  public static func all(at paths: [String]) throws -> [FinishedRun] {
    var runs = try paths.map { try FinishedRun($0) }
    let parts = paths.map(parts(of:))
    for count in 1...(parts.map(\.count).max() ?? 1) {
      let names = parts.map { $0.suffix(count).joined(separator: "/") }
      guard Set(names).count == names.count || count == parts.map(\.count).max() else { continue }
      for index in runs.indices { runs[index].name = names[index].onOneLine }
      break
    }
    return runs
  }

  /// The parts of a path, without an ending and the usual names, which say nothing.
  private static func parts(of path: String) -> [Substring] {
    var parts = path.split(separator: "/")
    if parts.count > 1, let last = parts.last, last == usualTable || last == usualModel {
      parts.removeLast()
    } else if let last = parts.last, let ending = [table, model].first(where: last.hasSuffix) {
      parts[parts.count - 1] = last.dropLast(ending.count)
    }
    return parts
  }
}
