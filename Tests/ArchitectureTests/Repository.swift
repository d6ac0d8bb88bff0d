import Foundation

/// Where the sources are, and what a browser needs of them.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The modules that a browser needs, each after those it imports.
  static let browserModules = [
    "TextFormats", "NetworkDescription", "NeuronGraph", "NeuronTrace", "Explanation",
    "NetworkQuestions", "TrainingDebugger", "ToySets", "Playground",
  ]

  static func swiftFiles(of module: String) throws -> [URL] {
    let folder = root.appending(path: "Sources/\(module)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return files?.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
  }
}
