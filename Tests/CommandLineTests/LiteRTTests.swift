import Foundation
import OtherPrograms
import Testing

@Suite("Samples/Interchange/to_litert.py")
struct LiteRTTests {
  @Test(
    "LiteRT answers as Glassbox does",
    .enabled(
      if: Python.has("tensorflow", "ai_edge_litert", "keras", "safetensors"),
      Comment(rawValue: Python.needs("tensorflow", "ai-edge-litert", "keras", "safetensors"))),
    arguments: ["xor", "digit-reader"])
  func answers(network: String) throws {
    let sample = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Samples/Interchange/to_litert.py")
    let workspace = try Workspace()
    _ = try workspace.succeed("export \(network) --to keras --output k")
    let output = try Python.run(
      [sample.path(), "k", "--output", "n.tflite"], in: URL(filePath: workspace.path))
    let words = output.split(whereSeparator: \.isWhitespace)
    let place = try #require(words.firstIndex(of: "by"), "\(output)")
    #expect(try #require(Double(words[place + 1])) < 1e-5)
    // TensorFlow Lite's files begin with the place of their root, and then with their name.
    #expect(try workspace.bytes("n.tflite")[4..<8].elementsEqual("TFL3".utf8))
  }
}
