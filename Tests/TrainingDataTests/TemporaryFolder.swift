import Foundation

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    let base = FileManager.default.temporaryDirectory
    path = base.appendingPathComponent("glassbox-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, making the folders on its way, and returns its path.
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return "\(path)/\(name)"
  }

  func write(_ name: String, text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  /// Writes bytes that are stated in base 64, as the scripts in the fixtures print them.
  func write(_ name: String, base64: String) throws -> String {
    try write(name, [UInt8](Data(base64Encoded: base64) ?? Data()))
  }
}

/// The error that a call throws, if it is of the type expected.
func error<Failure: Error>(_ type: Failure.Type, from call: () throws -> Void) -> Failure? {
  do {
    try call()
    return nil
  } catch {
    return error as? Failure
  }
}

/// Where real data is, for tests that need some: GLASSBOX_DATA, or ../shared/data beside the
/// checkout.
enum RealData {
  static let folder: String? = {
    let checkout = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let beside = checkout.deletingLastPathComponent().appendingPathComponent("shared/data").path
    let stated = ProcessInfo.processInfo.environment["GLASSBOX_DATA"]
    return [stated, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0) }
  }()

  static var hasMNIST: Bool {
    folder.map { FileManager.default.fileExists(atPath: "\($0)/mnist") } ?? false
  }

  static var hasCIFAR10: Bool {
    folder.map {
      FileManager.default.fileExists(atPath: "\($0)/cifar10/test_batch_first1000.bin.gz")
    } ?? false
  }

  static var hasDigits: Bool {
    folder.map { FileManager.default.fileExists(atPath: "\($0)/digits/labels.csv") } ?? false
  }
}
