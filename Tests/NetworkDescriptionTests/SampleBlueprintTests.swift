import Foundation
import Testing

@testable import NetworkDescription

@Suite("Blueprints in Samples")
struct SampleBlueprintTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Samples/Blueprints")

  @Test("Each is valid, is named like its file, survives being written, and is in the README")
  func valid() throws {
    let readme = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    let files = try FileManager.default
      .contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
    #expect(files.count >= 6)
    for file in files {
      let blueprint = try NetworkBlueprint(json: String(contentsOf: file, encoding: .utf8))
      #expect("\(blueprint.name).json" == file.lastPathComponent)
      #expect(try NetworkBlueprint(json: blueprint.jsonText) == blueprint)
      #expect(readme.contains("(\(file.lastPathComponent))"))
    }
  }
}
