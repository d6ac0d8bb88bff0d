import ModelFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where a model will be saved; found fault with before the long work, not after it.
struct ModelDestination {
  private let path: String
  private let precision: TensorPrecision

  init(_ path: String, precision: TensorPrecision) throws {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    if type == .typeDirectory {
      throw CommandFailure("\(path): expected a file to write, found a folder: add a file name")
    }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder,
      FileManager.default.isWritableFile(atPath: folder)
    else {
      throw CommandFailure(
        "\(path): the folder \(folder) cannot be written to: make it, or choose another")
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
    let isTaken = FileManager.default.fileExists(atPath: path)
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
