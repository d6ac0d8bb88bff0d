import Foundation
import Testing

@Suite("glassbox step with typed commands")
struct StepTests {
  private func step(
    _ arguments: String, _ commands: String..., workspace: Workspace
  ) throws -> FinishedRun {
    try workspace.write("commands", Data(commands.joined(separator: "\n").utf8))
    return try workspace.glassbox("step \(arguments)", input: "commands")
  }

  @Test("A script steps on and back, and every event is explained")
  func script() throws {
    let run = try step(
      "xor", "# a remark", "", "next", "next neuron", "back 2", "next 3 layers", "go end", "quit",
      "never read", workspace: Workspace())
    #expect(run.status == 0 && run.errors == "", "\(run)")
    let events = run.lines.compactMap { $0.firstMatch(of: /^#([\d,]+) ·/)?.1 }
    #expect(events == ["1", "2", "3", "1", "28", "120,500"], "\(events)")
    #expect(run.output.contains("input 0 → hidden 0: 1.0000 × "))
  }

  @Test("Its training is that of glassbox train with the objects")
  func sameAsTraining() throws {
    let workspace = try Workspace()
    let trained = try workspace.succeed("train xor --engine objects --epochs 30 --seed 4 --json")
    let losses = try trained.objects().compactMap { $0["loss"] as? Double }
    let run = try step(
      "xor --seed 4 --json", "watch batch loss", "run batch loss > -1",
      "next epoch", "back", "next 28 epochs", "back", workspace: workspace)
    #expect(run.status == 0, "\(run)")
    let stepped = try run.objects().compactMap { object in
      (object["watches"] as? [String: Any])?["batch loss"] as? Double
    }
    #expect(stepped.first == losses.first)
    #expect(stepped.last == losses[27])
  }

  @Test("What cannot be done is told with its line; the rest is done, and the status is 1")
  func mistakes() throws {
    let run = try step(
      "or", "nxet", "next five", "go 0", "run los < 1", "watch weight 0.7-1.0", "break phase up",
      "edit weight 0.0-1.0 x", "undo", "unbreak 1", "back", "next", workspace: Workspace())
    #expect(run.status == 1)
    #expect(run.errorLines.count == 9, "\(run.errors)")
    for (line, words) in zip(
      run.errorLines,
      [
        "1: no command “nxet”: did you mean next?", "2: next: expected a count or one of event",
        "3: go: event: expected 1 to", "4: run: “los < 1”, character 1: expected loss, ",
        "5: watch: no link 0.7-1.0 in this network: there is 0.0-1.0, 0.1-1.0",
        "6: break: “phase up”, character 7: expected forward, loss, ", "7: edit: expected a number for weight 0.0-1.0",
        "8: undo: nothing has been edited",
        "9: unbreak: none of the breakpoints has the number 1: none is set",
      ])
    {
      #expect(line.hasPrefix("error: standard input:\(words)"), "\(line)")
    }
    #expect(run.output.contains("this is the beginning of training"))
    #expect(run.output.contains("#2 · "))
  }

  @Test("--commands reads a file, and says its name")
  func commandsFile() throws {
    let workspace = try Workspace()
    try workspace.write("walk.txt", Data("next\r\nnonsense\nnext\n".utf8))
    let run = try workspace.glassbox("step or --commands walk.txt")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("error: walk.txt:2: no command “nonsense”"))
    #expect(run.output.contains("#3 · "))
    try workspace.fail("step or --commands none.txt", naming: "none.txt")
  }

  @Test("Edits, breakpoints and watches")
  func editing() throws {
    let run = try step(
      "xor", "break link 0.1-1.2", "break loss > 9", "run", "break", "unbreak 1", "break",
      "watch weight 0.1-1.2",
      "edit weight 0.1-1.2 = 1.5", "show edits", "undo", "edit rate 0.1", "show learning rate",
      "show links", "limit 10", "run", "help edit", workspace: Workspace())
    #expect(run.status == 0 && run.errors == "", "\(run)")
    for words in [
      "stopped: breakpoint at link 0.1-1.2", "breakpoint 1: link 0.1-1.2",
      "breakpoint 1 is gone\nbreakpoint 2: loss > 9",
      "→ 1.5000 from the beginning of this step on", "watch: weight 0.1-1.2 = 1.5000",
      "learning rate: 0.5000 → 0.1000", "learning rate = 0.1000", "0.1-1.2  input 1 → hidden 2",
      "stopped after 10 events", "edit bias 1.0 = -1",
    ] {
      #expect(run.output.contains(words), "\(words) in \(run.output)")
    }
  }

  @Test("Questions are answered for the present sample, and change nothing")
  func questions() throws {
    let workspace = try Workspace()
    let run = try step(
      "xor --bug wrong-sign --seed 7", "run sample is wrong", "prove all", "prove 0.1-1.0",
      "blame 1.0", "what-if 2", "guess 0.0-1.0", "show", workspace: workspace)
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("tells the truth") || run.output.contains("right: "))
    let events = run.output.components(separatedBy: "#").dropFirst(2)
    #expect(events.first?.prefix(200) == events.last?.prefix(200))
  }

  @Test("One sample of one's own is stepped through with --input and --target")
  func ownSample() throws {
    let run = try step(
      "or --input 0.25,1 --target 0", "run loss > 0", "edit target 0 1", "edit input 0 0.5",
      workspace: Workspace())
    #expect(run.status == 0 && run.output.contains("input 0: 0.2500"), "\(run)")
    #expect(run.output.contains("target 0 of sample 1: 0.0000 → 1.0000"))
    let workspace = try Workspace()
    try workspace.fail("step or --input 1,0", status: 64, naming: "--target")
    try workspace.fail("step or --input 1 --target 1", naming: "expected 2 numbers")
    try workspace.fail("step or --epochs 0", status: 64, naming: "--epochs")
  }

  @Test("A model is stepped through from what it has learned")
  func model() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train or --output or.safetensors")
    let run = try step(
      "or.safetensors --data or --json", "run loss > 0", "run sample is wrong",
      workspace: workspace)
    let objects = try run.objects()
    #expect(try #require(objects[1]["value"] as? Double) < 0.01)
    #expect((objects[2]["note"] as? String)?.hasPrefix("this is the end of training") == true)
  }
}
