import Foundation
import Testing
import Thoroughness

@Suite("Where results go, and where they cannot")
struct OutputTests {
  private static let hasFullDevice = FileManager.default.fileExists(atPath: "/dev/full")

  @Test(
    "Results that cannot be written are an error, with any option",
    .enabled(if: hasFullDevice, "needs /dev/full"),
    arguments: [
      "recipes", "recipes --json", "predict xor --input 0,1 --json", "summary xor --json",
      "read 3.png --json", "read 3.png", "--help", "--version", "train --help",
      "train xor --epochs 2 --json",
    ])
  func fullDisk(arguments: String) throws {
    let workspace = try Workspace()
    try DigitPictures.write([3], to: workspace.file("3.png"))
    for place in ["> /dev/full", ">&-"] {
      let run = try workspace.shell("$GLASSBOX \(arguments) \(place)")
      #expect(run.status == 1, "\(place)")
      #expect(run.errors.hasPrefix("error: standard output: cannot be written to"), "\(run)")
    }
  }

  @Test("A reader that goes away ends training, and the model is saved", .timeLimit(.minutes(10)))
  func brokenPipe() throws {
    let workspace = try Workspace()
    let run = try workspace.shell(
      "$GLASSBOX train xor --epochs 1000000 --json --output x.safetensors | head -n 2")
    #expect(run.lines.count == 2)
    #expect(run.errors == "")
    _ = try workspace.succeed("predict x.safetensors --input 0,1")
  }

  @Test(
    "When the reader of a pipe has gone, nobody is told, and files are whole",
    arguments: [
      "recipes", "--help", "--version", "summary xor", "trace xor --sample 2", "prove xor all",
      "blame xor --json", "what-if xor --sample 2", "doctor xor --steps 20", "quiz xor",
      "check or --json", "evaluate xor", "step xor --commands words", "read 3.png --explain",
      "trace xor --html page.html", "train xor --epochs 3 --json --output x.safetensors",
    ], Thoroughness.isFull ? ["", "trap '' PIPE; "] : ["trap '' PIPE; "])
  func closedPipe(arguments: String, trap: String) throws {
    let workspace = try Workspace()
    try DigitPictures.write([3], to: workspace.file("3.png"))
    try workspace.write("words", Data("next 5\n".utf8))
    // The reader opens the gate once it has closed its end.
    let run = try workspace.shell(
      "mkfifo gate; \(trap){ read -r _ < gate; $GLASSBOX \(arguments); echo $? > status; }"
        + " | { exec <&-; echo > gate; }")
    #expect(run.errors == "", "\(run)")
    #expect(String(decoding: try workspace.bytes("status"), as: UTF8.self) == "141\n")
    if workspace.exists("page.html") {
      let page = String(decoding: try workspace.bytes("page.html"), as: UTF8.self)
      #expect(page.contains("</html>"))
    }
    if workspace.exists("x.safetensors") {
      _ = try workspace.succeed("predict x.safetensors --input 0,1")
    }
    #expect(try workspace.names().allSatisfy { !$0.hasSuffix(".part") && !$0.contains("tmp") })
  }

  @Test("What is printed never ends up in a model, even with standard output closed")
  func closedOutput() throws {
    let workspace = try Workspace()
    let run = try workspace.shell(
      "$GLASSBOX train xor --epochs 2 --output x.safetensors <&- >&-")
    #expect(run.status == 1)
    _ = try workspace.succeed("predict x.safetensors --input 0,1")
  }

  /// Whether tests were started by `nohup`, which makes them and all that they start deaf to SIGHUP.
  private static let isDeaf =
    (try? Workspace().shell("kill -HUP $$; echo deaf").output.contains("deaf")) ?? true

  @Test(
    "A lost terminal ends training as Ctrl-C does", .timeLimit(.minutes(10)),
    .disabled(if: isDeaf, "SIGHUP is ignored here, as nohup does it"))
  func hangup() throws {
    let workspace = try Workspace()
    let run = try workspace.shell(
      """
      $GLASSBOX train xor --epochs 1000000 --json --output x.safetensors > epochs & training=$!
      until [ -s epochs ]; do sleep 0.05; done
      kill -HUP $training; wait $training
      """)
    #expect(run.status == 0 && run.errors == "")
    _ = try workspace.succeed("predict x.safetensors --input 0,1")
  }

  @Test("A place that cannot be written to is refused before training, not after it")
  func badDestinations() throws {
    let workspace = try Workspace()
    _ = try workspace.shell("mkfifo pipe; ln -s nowhere/x astray; mkdir folder; touch file")
    let before = try workspace.names()
    let long = String(repeating: "n", count: 256)
    for (place, words) in [
      ("pipe", "a pipe or a device"), ("/dev/null", "a pipe or a device"),
      ("folder", "it is a folder"), ("file/x", "there is no folder file"),
      ("astray", "there is no folder ./nowhere"), (long, "File name too long"),
    ] {
      try workspace.fail(
        "train xor --epochs 100000000 --output \(place)", naming: "\(place): cannot write it", words
      )
      try workspace.fail("train xor --history \(place)", naming: "\(place): ", words)
    }
    #expect(try workspace.names() == before)
  }

  @Test("What a command reads is not replaced by what it writes")
  func inputsStay() throws {
    let workspace = try Workspace()
    try workspace.write("x.json", Data(try workspace.succeed("recipes xor").output.utf8))
    try workspace.write("d.csv", Data("a,b,y\n0,1,1\n1,1,0\n".utf8))
    _ = try workspace.succeed("train xor --epochs 1 --output m.safetensors")
    // Under names that pictures have.
    _ = try workspace.shell("ln m.safetensors m.png; ln d.csv d.svg")
    for (arguments, file) in [
      ("train x.json --output ./x.json", "x.json"),
      ("train xor --data d.csv --output d.csv", "d.csv"),
      ("evaluate m.safetensors --picture m.png", "m.safetensors"),
      ("evaluate m.safetensors --data d.csv --picture d.svg", "d.csv"),
    ] {
      let bytes = try workspace.bytes(file)
      try workspace.fail(arguments, naming: file, "would replace")
      #expect(try workspace.bytes(file) == bytes)
    }
    _ = try workspace.succeed("train m.safetensors --epochs 1 --output m.safetensors")
  }

  @Test("An empty argument is refused before anything is done")
  func emptyArguments() throws {
    let workspace = try Workspace()
    for arguments in ["data draw --output ''", "read ''", "train ''", "data draw --output="] {
      let run = try workspace.shell("$GLASSBOX \(arguments)")
      #expect(run.status == 64 && run.output == "")
      #expect(run.errorLines.count == 1 && run.errors.contains("empty"), "\(run)")
    }
  }

  @Test("Pictures of one name in two folders get files of their own")
  func sameNames() throws {
    let workspace = try Workspace()
    _ = try workspace.shell("mkdir a b")
    try DigitPictures.write([1], to: workspace.file("a/x.png"))
    try DigitPictures.write([3], to: workspace.file("b/X.png"))
    _ = try workspace.succeed("read a b --show-boxes boxes --show-stages stages")
    #expect(try workspace.names(in: "boxes") == ["X-2-boxes.png", "x-boxes.png"])
    #expect(try workspace.names(in: "stages").count { $0.hasSuffix("-28x28.png") } == 2)
  }

  @Test("A pipe among pictures is not waited for", .timeLimit(.minutes(10)))
  func pipes() throws {
    let workspace = try Workspace()
    _ = try workspace.shell("mkdir scans; mkfifo scans/a.png pipe.json")
    try DigitPictures.write([3], to: workspace.file("scans/b.png"))
    let run = try workspace.glassbox("read scans --json")
    #expect(run.status == 1 && run.lines.count == 1)
    #expect(run.errors.hasPrefix("error: scans/a.png: "))
    try workspace.fail("summary pipe.json", naming: "pipe.json: ")
    let piped = try workspace.shell("cat scans/b.png | $GLASSBOX read -")
    #expect(piped.output.hasPrefix("standard input: 3 "))
  }
}
