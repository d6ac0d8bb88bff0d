import Foundation
import Testing

@Suite("glassbox check")
struct CheckCommandTests {
  @Test("Recipes pass, and each comparison is an object with its worst place")
  func json() throws {
    let objects = try Workspace().succeed("check xor --steps 7 --json").objects()
    #expect(objects.allSatisfy { $0["agrees"] as? Bool == true })
    let checks = objects.compactMap { $0["check"] as? String }
    #expect(
      Set(checks) == [
        "start", "outputs", "loss", "gradients", "differences", "parameters", "singleOutputs",
        "singleGradients", "singleMemory", "singleUpdates",
      ])
    #expect(objects.compactMap { $0["steps"] as? Int } == [1, 1, 7, 7])
    for object in objects {
      let (layer, check) = (object["layer"] as? Int ?? 0, object["check"] as? String ?? "")
      #expect([1, 2].contains(layer))
      let (error, tolerance) = (object["error"] as? Double, object["tolerance"] as? Double)
      #expect(try #require(error) <= #require(tolerance))
      #expect((object["objects"] is Double), "\(object)")
      #expect((object["matrices"] == nil) == (check == "differences"))
      #expect((object["differences"] != nil) == ["gradients", "differences"].contains(check))
      let places = ["link", "bias", "neuron"].compactMap { object[$0] as? String }
      #expect(places.count == (check == "loss" ? 0 : 1))
      for place in places {
        #expect(place.contains(layer == 1 ? /^(0\.[01]-)?1\.[0-5]$/ : /^(1\.[0-5]-)?2\.0$/))
      }
    }
    // Every weight and bias of XOR's network.
    let gradients = objects.filter { $0["check"] as? String == "gradients" }
    #expect(gradients.compactMap { $0["numbers"] as? Int } == [18, 7])
  }

  @Test("In words it is a table with a row for each comparison")
  func table() throws {
    let run = try Workspace().succeed("check or --seed 5")
    #expect(run.lines.first == "or (2-1), sgd, made-up samples of seed 5")
    for words in [
      "parameters at the start", "outputs", "loss", "gradients", "finite differences",
      "parameters after 1 step", "parameters after 20 steps",
    ] {
      #expect(run.lines.count { $0.contains(words) } >= 1, "\(words)")
    }
    #expect(run.lines.last?.hasPrefix("The engines agree") == true)
  }

  @Test("A trained model passes, from where it is")
  func model() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train or --epochs 50 --output or.safetensors")
    func start(_ network: String) throws -> Double? {
      let objects = try workspace.succeed("check \(network) --steps 1 --json").objects()
      return objects.first?["objects"] as? Double
    }
    #expect(try start("or") != start("or.safetensors"))
  }

  @Test(
    "A fault planted on purpose is found and named, with status 1",
    arguments: [
      ("missing-slope", "layer 1", #"0\.[01]-1\.[0-5]|bias 1\.[0-5]"#),
      ("wrong-sign", "layer 2", #"1\.[0-5]-2\.0|bias 2\.0"#),
      ("swapped-weights", "layer 1", #"0\.[01]-1\.[0-5]"#),
      ("bias-not-updated", "layer 1", #"bias 1\.[0-5]"#),
      ("gradient-not-averaged", "layer 2", #"1\.[0-5]-2\.0|bias 2\.0"#),
      ("stale-activations", "layer 2", #"1\.[0-5]-2\.0"#),
      ("adam-multiplies", "layer 1", #"0\.[01]-1\.[0-5]|bias 1\.[0-5]"#),
    ])
  func bugs(name: String, layer: String, place: String) throws {
    let workspace = try Workspace()
    let run = try workspace.glassbox("check xor --bug \(name)")
    #expect(run.status == 1 && !run.wasKilled)
    #expect(run.output.contains("Planted on purpose: \(name), in \(layer)."))
    #expect(run.output.contains("✗"))
    #expect(run.errorLines.count == 1 && run.errors.hasPrefix("error: xor: \(layer), "))
    #expect(run.errors.contains(try Regex(place)), "\(run.errors)")

    let json = try workspace.glassbox("check xor --bug \(name) --json")
    #expect(json.status == 1)
    #expect(try json.objects().contains { $0["agrees"] as? Bool == false })
  }

  @Test("A check that would say nothing is refused")
  func refused() throws {
    let workspace = try Workspace()
    let text = try workspace.succeed("recipes or").output
    // Alone and with binary cross-entropy, the sigmoid's slope cancels.
    let joined = text.replacing("meanSquaredError", with: "binaryCrossEntropy")
    try workspace.write("joined.json", Data(joined.utf8))
    try workspace.fail(
      "check joined.json --bug missing-slope", naming: "missing-slope", "or", "not computed with")
    try workspace.fail("check nosuch.json", naming: "nosuch.json", "check that the file exists")
    try workspace.fail("check or --steps 0", status: 64, naming: "--steps", "glassbox check --help")
    try workspace.fail("check or --bug steam", status: 64, naming: "'steam'", "missing-slope")
  }
}
