import Foundation
import Testing

@Suite("glassbox trace --html")
struct TracePageCommandTests {
  @Test("Writes one file with as many steps as asked, over the recipe's rows or one sample")
  func page() throws {
    let workspace = try Workspace()
    let run = try workspace.succeed("trace xor --html xor.html --steps 3")
    #expect(run.lines.count == 1)
    #expect(run.output.hasPrefix("3 steps in xor.html, 0."))
    #expect(try workspace.names() == ["xor.html"])
    let text = String(decoding: try workspace.bytes("xor.html"), as: UTF8.self)
    #expect(text.contains("\"title\":\"epoch 1, sample "))
    _ = try workspace.succeed("trace or --html or.html --input 0,1 --target 1")
    #expect(
      String(decoding: try workspace.bytes("or.html"), as: UTF8.self).contains(
        "\"title\":\"0, 1 → 1\""))
  }

  @Test("The steps come in the order in which training takes the samples")
  func order() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("trace xor --html xor.html --steps 8")
    let text = String(decoding: try workspace.bytes("xor.html"), as: UTF8.self)
    let titles = text.matches(of: /"epoch (\d), sample (\d) of 4/).map { ($0.1, $0.2) }
    #expect(titles.map(\.0) == ["1", "1", "1", "1", "2", "2", "2", "2"])
    for epoch in [titles[..<4], titles[4...]] {
      #expect(epoch.map(\.1).sorted() == ["1", "2", "3", "4"])
    }
  }

  @Test("What cannot be written or shown is said in one line, and old files stay")
  func errors() throws {
    let workspace = try Workspace()
    try workspace.fail("trace xor --html no/xor.html", naming: "no/xor.html", "no folder")
    _ = try workspace.shell("mkdir f.html")
    try workspace.fail("trace xor --html f.html", naming: "folder")
    _ = try workspace.shell("rmdir f.html")
    for (options, word) in [
      ("--html x.json", ".html"), ("--html x.html --steps 0", "--steps"),
      ("--html x.html --steps -3", "--steps"),
      ("--steps 3 --input 0,1 --target 1", "--html"), ("--html x.html --json", "--json"),
      ("--html x.html --input 0,1", "--target"), ("--html x.html --target 1", "--target"),
      ("--html x.html --data xor --input 0,1 --target 1", "--data"),
    ] {
      try workspace.fail("trace xor \(options)", status: 64, naming: word)
    }
    // A page that is read as a blueprint would be lost.
    try workspace.write("x.html", Data(#"{"glassbox":1}"#.utf8))
    try workspace.fail("trace x.html --html x.html", naming: "x.html")
    #expect(try workspace.bytes("x.html").count == 14)
    try workspace.fail(
      "trace linear --html l.html --input 1e200,1 --target 1", naming: "--steps", "step 1")
    #expect(try workspace.names() == ["x.html"])
  }
}
