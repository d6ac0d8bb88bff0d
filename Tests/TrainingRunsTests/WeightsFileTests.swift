import Foundation
import NetworkDescription
import Testing
import TrainingRuns

/// Weights by the names of links and neurons.
@Suite("Files of weights")
struct WeightsFileTests {
  private func read(_ text: String, _ name: String = "w.csv") throws -> WeightsFile {
    let folder = FileManager.default.temporaryDirectory.appending(path: "weights-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    do {
      return try WeightsFile(contentsOf: file.path)
    } catch {
      throw Problem(text: "\(error)".replacing(folder.path + "/", with: ""))
    }
  }

  private struct Problem: Error { let text: String }

  private func problem(_ text: String, _ name: String = "w.csv") throws -> String {
    let error = try #require(throws: Problem.self) { try read(text, name) }
    return error.text
  }

  @Test("A table with or without titles, and JSON, say the same")
  func sameNumbers() throws {
    let expected = [0.15, -2e-3]
    for (text, name) in [
      ("0.0-1.0,0.15\nbias 1.0,-2e-3\n", "w.csv"),
      ("\u{FEFF}name,value\r\n\"0.0-1.0\" , 0.15\r\n# a remark\r\n\r\n1.0,-0.002", "w.csv"),
      (#"{"0.0-1.0": 0.15, "bias 1.0": -0.002}"#, "w.json"),
    ] {
      let file = try read(text, name)
      #expect(file.numbers.map(\.place.description) == ["0.0-1.0", "bias 1.0"])
      #expect(file.numbers.map(\.value) == expected)
    }
  }

  @Test("What is wrong is named with its line")
  func problems() throws {
    #expect(
      try problem("0.0-1.0,0.15\n0.0-1.0,2")
        == "w.csv:2: expected every name once, found 0.0-1.0 again")
    #expect(try problem("0.0-1.0,x") == "w.csv:1: expected a finite number, found \"x\"")
    #expect(try problem("0.0-1.0,inf") == "w.csv:1: expected a finite number, found \"inf\"")
    #expect(try problem("0.0-1.0,1,2").hasPrefix("w.csv:1: expected a name and a number"))
    #expect(try problem("nonsense,1").hasPrefix("w.csv:1: expected a link such as 0.0-1.0"))
    #expect(try problem("name,value\n").contains("expected at least one weight"))
    #expect(try problem("[1]", "w.json").contains("expected an object"))
    #expect(try problem(#"{"0.0-1.0": "x"}"#, "w.json").contains("expected a number"))
    #expect(try problem("", "w.txt").contains("ending in .csv or .json"))
  }
}
