import Foundation
import Testing

@Suite("Asking for help, and asking wrongly")
struct UsageTests {
  static let commands = [
    "tour", "recipes", "summary", "train", "experiment", "evaluate", "calibrate", "predict", "draw",
    "trace", "step", "prove", "blame", "why", "what-if", "doctor", "quiz", "compare", "check",
    "read",
    "data", "data fetch", "data describe", "data draw", "bench", "play",
    "export", "import",
  ]

  @Test("--version is one line")
  func version() throws {
    let run = try Workspace().succeed("--version")
    #expect(run.lines.count == 1)
    #expect(
      run.output.wholeMatch(of: /glassbox \d+\.\d+\.\d+ \(kernels: (avx512|avx2|neon|baseline)\)\n/)
        != nil)
  }

  @Test("Help names every command")
  func overview() throws {
    let workspace = try Workspace()
    let help = try workspace.succeed("--help").output
    for command in Self.commands where !command.contains(" ") {
      #expect(help.contains("\n  \(command) "))
    }
    #expect(try workspace.succeed("").output == help)
  }

  @Test("The help of every command has an example", arguments: commands)
  func examples(command: String) throws {
    let help = try Workspace().succeed("\(command) --help")
    #expect(help.lines.contains { $0.hasPrefix("glassbox \(command)") })
    #expect(help.output.contains("USAGE: glassbox \(command)"))
  }

  @Test(
    "A wrong command line is answered by one line, with the help to look into",
    arguments: [
      ("fly", "'fly'", "glassbox --help"),
      ("trian", "no command 'trian': did you mean train?", "glassbox --help"),
      ("data descirbe xor", "no command 'descirbe': did you mean describe?", "glassbox --help"),
      ("why a.png b.png c.png", "'c.png'", "glassbox why --help"),
      ("train", "'<recipe>'", "glassbox train --help"),
      ("train or --epochs 0", "--epochs", "glassbox train --help"),
      ("train or --epochs -1", "--epochs: expected at least 1, found -1", "glassbox train --help"),
      ("train or --learning-rate -1", "--learning-rate", "glassbox train --help"),
      ("train or --learning-rate nan", "--learning-rate", "glassbox train --help"),
      ("train or --output=", "--output", "glassbox --help"),
      ("read 1.png --json --explain", "either --json or --explain", "glassbox read --help"),
      ("predict or --input 0,,1", "'0,,1'", "glassbox --help"),
      ("train or --epochs many", "'many'", "glassbox train --help"),
      ("train or --engine steam", "'steam'", "glassbox train --help"),
      ("train or --seed 9223372036854775808", "--seed", "glassbox train --help"),
      ("train or --faster", "'--faster'", "glassbox train --help"),
      ("predict or", "--input", "glassbox predict --help"),
      ("predict or --input one,two", "'one,two'", "glassbox --help"),
      ("predict or --input 0,nan", "'0,nan'", "glassbox --help"),
      ("evaluate or --limit 0", "--limit", "glassbox evaluate --help"),
      ("trace xor --target 1", "--picture", "glassbox trace --help"),
      ("trace xor --input 0,1 --target 1 --top -1", "--top", "glassbox trace --help"),
      ("read", "'<pictures> ...'", "glassbox read --help"),
      ("data fetch mnist", "--output", "glassbox data fetch --help"),
      ("data draw --output here --count 0", "--count", "glassbox data draw --help"),
      ("bench --seconds 0", "--seconds", "glassbox bench --help"),
    ])
  func wrongUsage(arguments: String, problem: String, help: String) throws {
    let workspace = try Workspace()
    try workspace.fail(arguments, status: 64, naming: problem, help)
    #expect(try workspace.names() == [])
  }

  @Test(
    "What is missing is named, with what to do",
    arguments: [
      ("train nosuch", "nosuch", "lernmi-mnist"),
      ("summary nosuch.json", "nosuch.json", "check that the file exists"),
      ("predict nosuch.safetensors --input 0", "nosuch.safetensors", "No such file"),
      ("trace nosuch.safetensors --input 0 --target 1", "nosuch.safetensors", "No such file"),
      ("evaluate or --data nosuch", "nosuch", "a folder, a .csv file, drawn-digits or drawn-marks"),
      (
        "train or --data nosuch.csv", "nosuch.csv",
        "a folder, a .csv file, drawn-digits or drawn-marks"
      ),
      ("train or --output nosuch/or.safetensors", "nosuch/or.safetensors", "make it"),
      ("read nosuch.png", "nosuch.png", "No such file"),
      ("read nosuch.png --model nosuch.safetensors", "nosuch.safetensors", "No such file"),
    ])
  func missing(arguments: String, name: String, advice: String) throws {
    let workspace = try Workspace()
    try workspace.fail(arguments, naming: name, advice)
    #expect(try workspace.names() == [])
  }
}
