import Foundation
import Testing

@Suite("Data for networks with one output")
struct GateDataTests {
  @Test("A blueprint of any name can learn a gate that --data names")
  func gateByName() throws {
    let workspace = try Workspace()
    let blueprint = try workspace.succeed("recipes xor").output
    let mine = blueprint.replacing("\"name\": \"xor\"", with: "\"name\": \"mine\"")
    try workspace.write("mine.json", Data(mine.utf8))
    let run = try workspace.succeed("train mine.json --data xor --output mine.safetensors")
    #expect(run.lines.contains { $0.hasPrefix("0, 1 → 0.99") })
  }

  @Test("Labels 0 and 1 in a table are a number for a network with one output")
  func twoClasses() throws {
    let workspace = try Workspace()
    try workspace.write("xor.csv", Data("a,b,label\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n".utf8))
    let run = try workspace.succeed("train xor --data xor.csv --output x.safetensors")
    #expect(run.lines.contains { $0.hasPrefix("1, 1 → 0.00") })
    let evaluated = try workspace.succeed("evaluate x.safetensors --data xor.csv --json")
    #expect(try evaluated.objects().first?["accuracy"] as? Double == 1)
  }
}
