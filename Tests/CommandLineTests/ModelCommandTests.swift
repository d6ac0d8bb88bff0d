import Foundation
import Testing

@Suite("glassbox evaluate, predict, summary and recipes")
struct ModelCommandTests {
  @Test("An evaluation's confusion matrix adds up to its samples and its accuracy")
  func evaluation() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("data draw --output digits --count 30")
    _ = try workspace.succeed(
      "train lernmi-mnist --data digits --epochs 2 --output d.safetensors")
    let run = try workspace.succeed("evaluate d.safetensors --data digits --json")
    let object = try #require(try run.objects().first)
    #expect(run.lines.count == 1)
    #expect(Set(object.keys) == ["samples", "loss", "accuracy", "confusion"])
    let confusion = try #require(object["confusion"] as? [[Int]])
    #expect(confusion.count == 10 && confusion.allSatisfy { $0.count == 10 })
    #expect(confusion.allSatisfy { $0.reduce(0, +) == 3 })
    #expect(object["samples"] as? Int == 30)
    let right = confusion.indices.reduce(0) { $0 + confusion[$1][$1] }
    // Foundation reads some numbers with another last bit.
    let accuracy = try #require(object["accuracy"] as? Double)
    #expect(abs(accuracy - Double(right) / 30) < 1e-15)
    #expect(try #require(object["loss"] as? Double) > 0)

    let few = try workspace.succeed("evaluate d.safetensors --data digits --limit 7 --json")
    #expect(try few.objects().first?["samples"] as? Int == 7)
  }

  @Test("A number of a table that may mean two things is said before it is answered")
  func unsureNumber() throws {
    let workspace = try Workspace()
    let rows = (0..<20).map { "1.\(200 + $0),5;\($0 % 2)" }.joined(separator: "\n")
    try workspace.write("de.csv", Data("area;label\n\(rows)\n".utf8))
    try workspace.write("rows.csv", Data("area\n1.234\n1.345\n".utf8))
    _ = try workspace.succeed("train --data de.csv --epochs 1 --output de.safetensors")
    let run = try workspace.glassbox("predict de.safetensors --data rows.csv")
    #expect(run.status == 0 && run.errors.contains("add --decimal comma"))
    let told = try workspace.succeed("predict de.safetensors --data rows.csv --decimal comma")
    #expect(told.errors.isEmpty && told.lines.count == 3)
  }

  @Test("The report in words has a row for each class, and the matrix can be drawn")
  func report() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train or --output or.safetensors")
    let run = try workspace.succeed("evaluate or.safetensors --picture confusion.png")
    #expect(run.output.contains("4 samples") && run.output.contains("accuracy 100.00 %"))
    #expect(run.output.contains("precision") && run.output.contains("recall"))
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    #expect(try workspace.bytes("confusion.png").starts(with: signature))
  }

  @Test("Inputs may be negative, and must be as many as the network takes")
  func inputs() throws {
    let workspace = try Workspace()
    let joined = try workspace.succeed("predict or --input=-1,2.5e0 --json")
    #expect(try workspace.succeed("predict or --input -1,2.5 --json").output == joined.output)
    try workspace.fail("predict or --input 1,2,3", naming: "--input", "expected 2", "found 3")
    try workspace.fail(
      "trace or --input 1 --target 1", naming: "--input", "expected 2", "found 1")
    try workspace.fail(
      "trace or --input 0,1 --target 1,0", naming: "--target", "expected 1", "found 2")
  }

  @Test("A model needs no ending to be found")
  func modelWithoutEnding() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train or --epochs 1 --output model")
    _ = try workspace.succeed("predict model --input 0,1")
  }

  @Test("A summary counts parameters, neurons and links")
  func summary() throws {
    let workspace = try Workspace()
    let text = try workspace.succeed("summary lernmi-mnist").lines
    let total = try #require(text.first { $0.hasPrefix("total") })
    #expect(total.split(separator: " ").map(String.init) == ["total", "11,935", "809", "11,910"])
    let layers = try workspace.succeed("summary lernmi-mnist --json").objects()
    #expect(layers.compactMap { $0["parameters"] as? Int } == [0, 11_775, 160])
    #expect(layers.compactMap { $0["neurons"] as? Int } == [784, 15, 10])
    #expect(layers.compactMap { $0["links"] as? Int } == [0, 11_760, 150])
    #expect(layers.compactMap { $0["shape"] as? [Int] } == [[784], [15], [10]])
  }

  @Test("A recipe printed as a blueprint trains to the same model")
  func recipes() throws {
    let workspace = try Workspace()
    let names = try workspace.succeed("recipes").lines.compactMap { $0.split(separator: " ").first }
    #expect(names.prefix(6) == ["or", "and", "nand", "nor", "xor", "linear"])
    #expect(names.contains("lernmi-mnist") && names.contains("spiral"))
    let objects = try workspace.succeed("recipes --json").objects()
    #expect(objects.compactMap { $0["recipe"] as? String } == names.map(String.init))
    for name in names {
      let text = try workspace.succeed("recipes \(name)").output
      try workspace.write("\(name).json", Data(text.utf8))
      #expect(try workspace.succeed("recipes \(name).json").output == text)
    }
    _ = try workspace.succeed("train xor --epochs 2 --output a.safetensors")
    _ = try workspace.succeed("train xor.json --epochs 2 --output b.safetensors")
    #expect(try workspace.bytes("a.safetensors") == workspace.bytes("b.safetensors"))
  }

  @Test("A blueprint that cannot be is refused with its file, layer and reason")
  func impossibleBlueprint() throws {
    let workspace = try Workspace()
    let text = try workspace.succeed("recipes xor").output
    try workspace.write("bad.json", Data(text.replacing("tanh", with: "tanhh").utf8))
    try workspace.fail("summary bad.json", naming: "bad.json", "layers[0]", "tanhh")
    try workspace.write("cut.json", Data(text.utf8.prefix(40)))
    try workspace.fail("train cut.json", naming: "cut.json", "not valid JSON")
  }
}
