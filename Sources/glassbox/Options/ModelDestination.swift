import ModelFiles
import SystemFiles

/// Where a model will be saved; found fault with before the long work, not after it.
struct ModelDestination {
  private static let ending = ".safetensors"

  private let path: String
  private let precision: TensorPrecision

  /// - Parameter inputs: Other files of the command, which are not to be replaced.
  init(_ path: String, precision: TensorPrecision, sparing inputs: [String]) throws {
    try OutputFile.check(path, option: "--output", sparing: inputs)
    if !path.lowercased().hasSuffix(Self.ending) {
      guard !path.hasSuffix(".json") else {
        throw CommandFailure(
          "\(path): a model of that name would be taken for a blueprint: call it \(Self.better(path))"
        )
      }
      // A name without an ending says nothing that is wrong.
      if path.split(separator: "/").last?.dropFirst().contains(".") ?? false {
        StandardError.note(
          "\(path): models are written as safetensors, whatever the name says: better call it "
            + Self.better(path))
      }
    }
    self.path = path
    self.precision = precision
  }

  func save(_ model: TrainedModel) throws {
    try model.write(to: path, precision: precision)
  }

  /// Saves what is left of training that failed, and returns where.
  ///
  /// A model that is there already may be a better one; it stays, and this one goes beside it.
  func saveLastGood(_ model: TrainedModel) throws -> String {
    let isTaken = FileType(ofPath: path) != nil
    let place = isTaken ? beside : path
    try model.write(to: place, precision: precision)
    return place
  }

  /// The path with the ending that models have, instead of its own.
  private static func better(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.lastIndex(of: ".").map { name.distance(from: $0, to: name.endIndex) } ?? 0
    return path.dropLast(ending) + Self.ending
  }

  private var beside: String {
    let stem = path.hasSuffix(Self.ending) ? String(path.dropLast(Self.ending.count)) : path
    return stem + "-last-good" + Self.ending
  }
}
