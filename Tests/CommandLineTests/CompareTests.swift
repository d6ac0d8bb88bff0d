import Foundation
import Testing

@Suite("Finished runs compared, and films, from the command line")
struct CompareTests {
  @Test("Two trainings are compared by figures, curves and what differs in their blueprints")
  func compare() throws {
    let workspace = try Workspace()
    for rate in ["0.1", "0.4"] {
      _ = try workspace.succeed(
        "train xor --epochs 3 --learning-rate \(rate) --history r\(rate).csv --output r\(rate).safetensors"
      )
    }
    let run = try workspace.succeed("compare r0.1.csv r0.4.safetensors --picture c.svg --json")
    let object = try run.objects()[0]
    let runs = try #require(object["runs"] as? [[String: Any]])
    #expect(runs.map { $0["name"] as? String } == ["r0.1", "r0.4"])
    #expect(runs.map { $0["epochs"] as? Int } == [3, 3])
    let differences = try #require(object["differences"] as? [String: [String: Double]])
    #expect(differences == ["optimizer.sgd.learningRate": ["r0.1": 0.1, "r0.4": 0.4]])
    let text = String(decoding: try workspace.bytes("c.svg"), as: UTF8.self)
    #expect(text.matches(of: /<polyline class="line line[01]"/).count >= 4)
    #expect(text.contains(">r0.1<") && text.contains(">r0.4<"))
    try workspace.write("n.csv", Data("a,b\n1,2\n".utf8))
    try workspace.fail("compare r0.1.csv", status: 64, naming: "two or more")
    try workspace.fail("compare r0.1.csv n.csv", naming: "n.csv", "history", "'a,b'")
    try workspace.fail("compare r0.1.csv none.csv", naming: "none.csv", "nothing of that name")
    try workspace.fail("compare r0.1.csv r0.4.csv --picture r0.1.csv", status: 64, naming: ".png")
  }

  @Test("A film of a model says that it is trained again; endings are checked before work starts")
  func film() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train xor --epochs 5 --output x.safetensors")
    let run = try workspace.glassbox("draw x.safetensors --film f.png --moments 3")
    #expect(run.lines.last == "3 moments of 6 neurons and the answer drawn in f.png")
    #expect(run.errors.contains("trained again") && !run.errors.contains("is not that of"))
    let shorter = try workspace.glassbox("draw x.safetensors --film f.html --epochs 2")
    #expect(shorter.errors.contains("is not that of xor's file"))
    try workspace.fail("draw xor --film f.gif", status: 64, naming: "--film", ".html")
    try workspace.fail("draw xor --moments 3", status: 64, naming: "--moments", "--film")
    try workspace.fail("draw lernmi-mnist --film g.html", naming: "one output", "found 10")
    #expect(!workspace.exists("g.html"))
  }
}
