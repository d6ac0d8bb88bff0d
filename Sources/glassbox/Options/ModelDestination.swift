import ModelFiles
import SystemFiles

/// Where a model will be saved; found fault with before the long work, not after it.
struct ModelDestination {
  private let path: String
  private let precision: TensorPrecision

  /// - Parameter inputs: Other files of the command, which are not to be replaced.
  init(_ path: String, precision: TensorPrecision, sparing inputs: [String]) throws {
    try OutputFile.check(path, option: "--output", sparing: inputs)
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

  private var beside: String {
    let ending = ".safetensors"
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    return stem + "-last-good" + ending
  }
}
