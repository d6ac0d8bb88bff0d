import Foundation
import Testing

@Suite("glassbox experiment")
struct ExperimentTests {
  private func workspace(_ variations: String, settings: String = "") throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      "e.json",
      Data(
        """
        { // a comment with "quotes"
          "experiment": 1, "name": "gates // not a comment", "base": "or", "epochs": 40,
          \(settings)
          "variations": [\(variations)] // the end
        }
        """.utf8))
    return workspace
  }

  private func cells(_ workspace: Workspace, _ name: String) throws -> [[String]] {
    String(decoding: try workspace.bytes(name), as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test("A run of an experiment is what train makes of the same settings, byte for byte")
  func sameAsTrain() throws {
    let workspace = try workspace(
      #"{"name": "as it is"}, {"name": "slow, 2 at a time", "learningRate": 0.25, "batchSize": 2}"#,
      settings: #""seeds": [3, 4],"#)
    let run = try workspace.succeed("experiment e.json --output r")
    #expect(run.lines.last?.hasSuffix("are in r") == true)
    for (folder, options) in [
      ("01-as-it-is-seed-3", "--seed 3"),
      ("02-slow-2-at-a-time-seed-4", "--seed 4 --learning-rate 0.25 --batch-size 2"),
    ] {
      _ = try workspace.succeed("train or --epochs 40 \(options) --output m.safetensors")
      #expect(
        try workspace.bytes("r/\(folder)/model.safetensors") == workspace.bytes("m.safetensors"))
      #expect(!workspace.exists("r/\(folder)/training.checkpoint"))
      #expect(try cells(workspace, "r/\(folder)/history.csv").count == 41)
    }
    // A row for each run, and in the page one for each variation.
    let table = try cells(workspace, "r/results.csv")
    #expect(table.count == 5 && table[1].prefix(4) == ["as it is", "3", "3", "40"])
    let history = try cells(workspace, "r/01-as-it-is-seed-3/history.csv")
    #expect(table[1][4...5] == history[40][1...2])
    let page = String(decoding: try workspace.bytes("r/results.md"), as: UTF8.self)
    #expect(page.hasPrefix("# gates // not a comment\n"))
    #expect(page.split(separator: "\n").count { $0.hasPrefix("| ") } == 3)
    #expect(page.contains("| slow, 2 at a time |") && page.contains(" ± "))
  }

  @Test("Side by side comes to the same as one after another")
  func jobs() throws {
    let variations = (1...5).map { #"{"name": "\#($0)", "learningRate": \#($0)}"# }
    let workspace = try workspace(variations.joined(separator: ","))
    _ = try workspace.succeed("experiment e.json --output a")
    _ = try workspace.succeed("experiment e.json --output b --jobs 3")
    for number in 1...5 {
      let model = "0\(number)-\(number)/model.safetensors"
      #expect(try workspace.bytes("a/\(model)") == workspace.bytes("b/\(model)"))
    }
    func withoutTimes(_ name: String) throws -> [[String]] {
      try cells(workspace, name).map { row in
        row.enumerated().filter { $0.offset != 10 }.map(\.element)
      }
    }
    #expect(try withoutTimes("a/results.csv") == withoutTimes("b/results.csv"))
    #expect(try workspace.bytes("a/curves.svg") == workspace.bytes("b/curves.svg"))
  }

  @Test("A run whose settings have changed is made again, and the others are kept")
  func changed() throws {
    let workspace = try workspace(#"{"name": "a"}, {"name": "b", "epochs": 3}"#)
    _ = try workspace.succeed("experiment e.json --output r")
    let text = String(decoding: try workspace.bytes("e.json"), as: UTF8.self)
    try workspace.write("e.json", Data(text.replacing(#""epochs": 3"#, with: #""epochs": 5"#).utf8))
    let again = try workspace.glassbox("experiment e.json --output r --json")
    #expect(again.errors == "note: b: its settings have changed, it is made again\n")
    #expect(try again.objects().map { $0["epochs"] as? Int } == [40, 5])
  }

  @Test("A network that cannot be trained is a result, and the others go on")
  func diverging() throws {
    let workspace = try workspace(
      #"{"name": "too far", "outputActivation": "identity", "learningRate": 1e300}, {"name": "good"}"#
    )
    let run = try workspace.succeed("experiment e.json --output r --json")
    let objects = try run.objects()
    #expect(objects.map { $0["isFinished"] as? Bool } == [false, true])
    let problem = try #require(objects[0]["problem"] as? String)
    #expect(problem.contains("smaller"), "\(problem)")
    #expect(try workspace.names(in: "r/01-too-far").contains("problem.txt"))
    let table = try workspace.succeed("experiment e.json --output r").output
    #expect(table.contains("too far (failed)"))
    #expect(table.contains("(kept from before)"), "what is finished is not made again")
  }

  @Test("Overrides reach layers: activations, dropout, penalties, biases, all layers")
  func overrides() throws {
    let workspace = try workspace(
      """
      {"name": "1", "activation": "relu", "outputActivation": "tanh", "loss": "meanSquaredError"},
      {"name": "2", "useBias": false, "l2": 0.5},
      {"name": "3", "layers": [{"dense": {"units": 9, "activation": "tanh"}},
        {"dropout": {"rate": 0.5}}, {"dense": {"units": 1, "activation": "sigmoid"}}],
        "dropout": 0.25},
      {"name": "4", "dropout": 0, "layers": [{"dropout": {"rate": 0.5}},
        {"dense": {"units": 1, "activation": "sigmoid"}}]}
      """, settings: #""base2": 1,"#)
    try workspace.fail("experiment e.json", naming: "e.json", "unknown key \"base2\"")
    let text = String(decoding: try workspace.bytes("e.json"), as: UTF8.self)
    try workspace.write(
      "e.json",
      Data(text.replacing(#""base2": 1,"#, with: "").replacing("\"or\"", with: "\"xor\"").utf8))
    _ = try workspace.succeed("experiment e.json --output r --epochs 1")
    func layers(_ folder: String) throws -> String {
      let object = try JSONSerialization.jsonObject(
        with: try workspace.bytes("r/\(folder)/run.json"))
      let blueprint = (object as? [String: Any])?["blueprint"] as? [String: Any]
      let data = try JSONSerialization.data(
        withJSONObject: blueprint?["layers"] ?? [], options: .sortedKeys)
      return String(decoding: data, as: UTF8.self)
    }
    #expect(
      try layers("01-1")
        == #"[{"dense":{"activation":"relu","units":6}},{"dense":{"activation":"tanh","units":1}}]"#
    )
    #expect(
      try layers("02-2").contains(
        #"{"dense":{"activation":"tanh","penalty":{"l2":0.5},"units":6,"useBias":false}}"#))
    #expect(try layers("03-3").contains(#"{"dropout":{"rate":0.25}}"#))
    #expect(try !layers("04-4").contains("dropout"))
  }

  @Test(
    "What is wrong in a file is named with its place",
    arguments: [
      (#"{"name": "a", "epoch": 3}"#, ["variations[0]", "unknown key \"epoch\""]),
      (#"{"name": "a"}, {"name": "a"}"#, ["variations[1]", "no other variation"]),
      (#"{"name": "a", "epochs": 0}"#, ["variations[0]", "from 1 to", "found 0"]),
      (#"{"name": "a", "epochs": 9000000000000}"#, ["variations[0]", "from 1 to 1000000000"]),
      (#"{"name": "a", "base": "ore"}"#, ["variations[0]", "ore", "no recipe"]),
      (#"{"name": "a", "activation": "rely"}"#, ["ok"]),
      (#"{"name": "a", "outputActivation": "rely"}"#, ["variations[0]", "rely"]),
      (#"{"name": "a", "augment": "spin"}"#, ["variations[0]", "spin"]),
      (#"{"name": "a", "engine": "steam"}"#, ["variations[0]", "steam"]),
      (#"{"name": "a", "layers": []}"#, ["variations[0]"]),
      (#"{"name": "a", "learningRate": -1}"#, ["variations[0]", "learningRate"]),
      (#"{"name": "a" "b"}"#, ["line 4", "comma"]),
    ])
  func wrong(variations: String, words: [String]) throws {
    let workspace = try workspace(variations)
    // A gate has no layer but the last, so that other activations are of no account.
    if words == ["ok"] {
      _ = try workspace.succeed("experiment e.json --epochs 1 --output r")
      return
    }
    let run = try workspace.fail("experiment e.json", naming: "e.json")
    for word in words { #expect(run.errors.contains(word), "\(word) in \(run.errors)") }
    #expect(try workspace.names() == ["e.json"], "nothing is made for a wrong file")
  }

  @Test("The template is an experiment, and so is every shipped one")
  func templateAndSamples() throws {
    let workspace = try Workspace()
    try workspace.write("t.json", Data(try workspace.succeed("experiment --template").output.utf8))
    let run = try workspace.succeed("experiment t.json --epochs 2 --json")
    #expect(try run.objects().count == 24)
    #expect(workspace.exists("t-results/curves.svg"))
    try workspace.fail("experiment", status: 64, naming: "--template")
    try workspace.fail("experiment t.json --template", status: 64, naming: "--template")
    try workspace.fail("experiment t.json --jobs 0", status: 64, naming: "--jobs")

    let samples = Page.root.appending(path: "Samples/Experiments").path
    let quick = ["or-gate.json", "spiral-features.json", "overfitting.json"]
    for name in quick {
      _ = try workspace.succeed(
        "experiment \(samples)/\(name) --limit 10 --epochs 1 --output \(name)-r")
    }
    // Those of photographs need their data; up to there they have to be sound.
    let photographs = try FileManager.default.contentsOfDirectory(atPath: samples)
      .filter { $0.hasPrefix("cifar10") }
    #expect(!photographs.isEmpty)
    for name in photographs {
      try workspace.fail("experiment \(samples)/\(name)", naming: "cifar10", "nothing of that name")
    }
  }
}
