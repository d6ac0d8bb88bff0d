import Foundation

/// Reads one of the files in `Fixtures`, which lie next to the scripts that made them.
func fixture<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let data = try Data(contentsOf: folder.appending(path: "Fixtures/\(name)"))
  return try JSONDecoder().decode(type, from: data)
}
