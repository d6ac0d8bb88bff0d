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
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw CommandFailure(
        "\(path): the folder \(folder) cannot be written to: make it, or choose another")
    }
    self.path = path
    self.precision = precision
  }

  func save(_ model: TrainedModel) throws {
    try model.write(to: path, precision: precision)
  }
}
