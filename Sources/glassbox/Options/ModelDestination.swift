import ModelFiles
import SystemFiles

/// Where a model will be saved; found fault with before the long work, not after it.
struct ModelDestination {
  private static let ending = ".safetensors"

  private let path: String
  private let precision: TensorPrecision

  /// - Parameters:
  ///   - outputs: All that the command will write.
  ///   - source: A model that is trained further and may be saved where it was.
  init(
    _ path: String, precision: TensorPrecision, _ outputs: inout OutputList, source: String?
  ) throws {
    try outputs.add(path, option: "--output", mayReplace: source)
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
    // Where what is left of training that failed may go.
    try outputs.reserve(beside, option: "--output, for the last good model,")
  }

  /// Refuses a model that could not be saved, whatever it will learn.
  func check(_ form: ModelForm) throws {
    let size = try form.fileSize(precision: precision, name: path)
    do {
      try AtomicFile.check(path, size: size)
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
  }

  /// Saves a model; one with numbers beyond the precision that was asked for is not lost for that.
  func save(_ model: TrainedModel) throws {
    do throws(ModelFileError) {
      try model.write(to: path, precision: precision)
    } catch {
      guard case .tooLarge = error.problem, precision != .float64 else { throw error }
      StandardError.note("\(error): saved with 64 bits instead")
      try model.write(to: path, precision: .float64)
    }
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
