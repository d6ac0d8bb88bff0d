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

  /// Modules of which a browser needs a part, each after those it imports.
  static let browserParts = [
    "MatrixEngine", "Pictures", "ModelFiles", "DigitReading", "TrainingData", "DigitPlayground",
  ]

  /// The Swift files of a module that go into a browser, as `.ci/browser-files` lists them.
  static func browserFiles(of module: String) throws -> [URL] {
    let list = try String(contentsOf: root.appending(path: ".ci/browser-files"), encoding: .utf8)
    let places = list.split(separator: "\n").filter { $0.hasPrefix("\(module)/") }
    guard !places.isEmpty else { return try swiftFiles(of: module) }
    return try places.flatMap { place in
      place.hasSuffix(".swift")
        ? [root.appending(path: "Sources/\(place)")] : try swiftFiles(of: String(place))
    }
  }

  static func swiftFiles(of module: String) throws -> [URL] {
    swiftFiles(in: "Sources/\(module)")
  }

  /// All Swift files in a folder of the checkout.
  static func swiftFiles(in folder: String) -> [URL] {
    let folder = root.appending(path: folder)
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return files?.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
  }
}
