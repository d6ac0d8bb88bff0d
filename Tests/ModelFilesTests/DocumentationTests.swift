import Foundation
import ModelFiles
import NetworkDescription
import OtherPrograms
import Testing

@Suite("What Docs/ModelFiles.md shows is true")
struct DocumentationTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Docs/ModelFiles.md")

  /// The blocks of code in one language.
  private static func blocks(_ language: String) throws -> [String] {
    try String(contentsOf: page, encoding: .utf8)
      .components(separatedBy: "```\(language)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  @Test("The blueprint is valid and uses every key")
  func blueprint() throws {
    let text = try #require(Self.blocks("json").first)
    let blueprint = try NetworkBlueprint(json: text)
    #expect(blueprint.layers.count == 5)
    #expect(blueprint.training == TrainingDefaults(epochs: 10, batchSize: 32))
  }

  @Test(
    "The Python code prints what is shown, and writes a model that we read",
    .enabled(if: Python.hasSafetensors, Comment(rawValue: Python.needs("safetensors", "numpy"))))
  func python() throws {
    let programs = try Self.blocks("python")
    let output = try #require(Self.blocks("text").first)
    try #require(programs.count == 2)
    try Examples.inFolder { folder in
      try FileManager.default.copyItem(
        at: Examples.fixtures.appending(path: "xor-f64.safetensors"),
        to: folder.appending(path: "xor.safetensors"))
      #expect(try Python.runProgram(programs[0], in: folder) == output)
      _ = try Python.runProgram(programs[1], in: folder)
      let average = try TrainedModel(contentsOf: folder.path + "/average.safetensors")
      #expect(average.parameters["layers.0.weight"]?.values == [0.5, 0.5])
    }
  }

  @Test("The Swift code is the code of this test")
  func swift() throws {
    let code = try #require(Self.blocks("swift").first)
    let test = try String(contentsOfFile: #filePath, encoding: .utf8)
    try Examples.inFolder { folder in
      let print = { (items: Any...) in
        #expect("\(items)" == #"["xor-from-python", ["equal", "different"], [-10.0, -30.0]]"#)
      }
      let source = Examples.fixtures.path + "/xor-f64.safetensors"
      for line in code.split(separator: "\n") {
        let line = line.replacing("\"xor.safetensors\"", with: "source")
          .replacing("\"small.safetensors\"", with: "folder.path + \"/small.safetensors\"")
        #expect(test.contains("\n      \(line)\n"))
      }
      let model = try TrainedModel(contentsOf: source)
      print(model.blueprint.name, model.classNames, model.parameters["layers.0.bias"]?.values ?? [])
      try model.write(to: folder.path + "/small.safetensors", precision: .float32)
      #expect(try TrainedModel(contentsOf: folder.path + "/small.safetensors") == model)
    }
  }
}
