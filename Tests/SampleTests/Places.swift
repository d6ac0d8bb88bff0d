import Foundation

/// Where things are that the tests use.
enum Places {
  /// The folder that Package.swift is in.
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let samples = repository.appending(path: "Samples")

  /// The folder with the programs that were built together with the tests; nil if it is unknown.
  ///
  /// The test runner is told the path of the tests' bundle, which lies beside the programs; where
  /// the bundle is a program itself, that is its own path.
  static let products: URL? = {
    for argument in CommandLine.arguments {
      var url = URL(filePath: argument)
      while url.pathComponents.count > 1 {
        if url.pathExtension == "xctest" { return url.deletingLastPathComponent() }
        url.deleteLastPathComponent()
      }
    }
    return nil
  }()
}

/// Makes a folder, hands it to `body`, and removes it.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "glassbox-samples-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
