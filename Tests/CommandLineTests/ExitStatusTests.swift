import Foundation
import Testing

@Suite("Exit statuses")
struct ExitStatusTests {
  @Test(
    "0: done, and nothing is wrong but perhaps the answer of a player",
    arguments: [
      "prove xor all --sample 2", "prove xor all --bug secret --seed 7 --sample 4",
      "prove xor --bug secret --seed 7 --guess 0.1-1.0", "check or", "doctor xor --steps 50",
      "quiz xor", "evaluate xor",
    ])
  func done(arguments: String) throws {
    #expect(try Workspace().succeed(arguments).status == 0)
  }

  @Test(
    "1: something is wrong, told in one line; what was found is printed",
    arguments: [
      ("check xor --bug missing-slope", "layer 1"),
      ("check xor --bug missing-slope --json", "layer 1"),
      ("doctor linear --learning-rate 10 --steps 300", "linear: neuron 2.0"),
      (
        "doctor linear --learning-rate 10 --steps 300 --json", "what helped: a learning rate of 0.1"
      ),
    ])
  func found(arguments: String, words: String) throws {
    let run = try Workspace().glassbox(arguments)
    #expect(run.status == 1 && !run.wasKilled && run.output != "", "\(run)")
    #expect(run.errorLines.count == 1 && run.errors.hasPrefix("error: "), "\(run)")
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test(
    "1, too, for what cannot be done; 64 for what cannot be meant",
    arguments: [
      ("prove xor 0.7-1.0 --sample 2", "prove xor"), ("check nosuch", "check or --steps 0"),
      ("doctor nosuch", "doctor xor --limit 0"), ("quiz nosuch", "quiz xor --questions 0"),
      ("evaluate nosuch.safetensors", "evaluate or --limit 0"),
    ])
  func refused(impossible: String, wrong: String) throws {
    let workspace = try Workspace()
    try workspace.fail(impossible, status: 1)
    try workspace.fail(wrong, status: 64, naming: "--help")
  }
}
