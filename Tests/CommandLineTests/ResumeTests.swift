import Foundation
import Testing
import Thoroughness

@Suite("Training that is killed, and goes on")
struct ResumeTests {
  /// Networks whose next step depends on as much as possible of the steps before.
  static let optimizers = [
    #"{"sgd": {"learningRate": 0.05, "momentum": 0.9, "nesterov": true}}"#,
    #"{"adam": {"learningRate": 0.01, "schedule": {"step": {"every": 7, "factor": 0.9}}}}"#,
  ]

  private func workspace(optimizer: String, epochs: Int, digits: Int) throws -> Workspace {
    let workspace = try Workspace()
    _ = try workspace.succeed("data draw --output digits --count \(digits) --seed 3")
    try workspace.write(
      "net.json",
      Data(
        """
        {"glassbox": 1, "name": "net", "input": [28, 28, 1], "loss": "categoricalCrossEntropy",
         "layers": [{"flatten": {}}, {"dense": {"units": 4, "activation": "relu",
                     "penalty": {"l2": 0.001}}}, {"dropout": {"rate": 0.25}},
                    {"dense": {"units": 10, "activation": "softmax"}}],
         "optimizer": \(optimizer), "training": {"epochs": \(epochs), "batchSize": 3}}
        """.utf8))
    return workspace
  }

  @Test(
    "Killed three times, it ends with the same file, byte for byte",
    arguments: ["objects", "matrix"], Thoroughness.some(optimizers))
  func killed(engine: String, optimizer: String) throws {
    let (epochs, kills) = (5, 3)
    let workspace = try workspace(optimizer: optimizer, epochs: epochs, digits: 20)
    let options = engine == "matrix" ? "--validation-split 0.3 --patience \(epochs)" : ""
    let training =
      "train net.json --data digits --augment --engine \(engine) --threads 1 \(options)"
    _ = try workspace.succeed(
      "\(training) --output whole.safetensors --checkpoint whole.check --checkpoint-every 2")
    _ = try workspace.succeed("\(training) --output plain.safetensors")
    let whole = try workspace.bytes("plain.safetensors")
    #expect(try workspace.bytes("whole.safetensors") == whole, "checkpoints change nothing")

    let command =
      "\(training) --output killed.safetensors --checkpoint c.check --checkpoint-every 2 --resume"
    for _ in 0..<kills {
      // It cannot come past the end of an epoch, which it has to print: so it always is killed.
      let before = try? workspace.bytes("c.check")
      let stuck = try workspace.start("\(command) --json", output: FullPipe())
      #expect(stuck.wait { (try? workspace.bytes("c.check")) != before })
      stuck.kill()
      #expect(try stuck.finished().wasKilled)
    }
    let run = try workspace.glassbox(command)
    #expect(run.status == 0 && !run.wasKilled, "\(run)")
    #expect(try workspace.bytes("killed.safetensors") == whole)
  }

  @Test("Where there is no checkpoint it begins; where it was finished, it saves the model again")
  func beginningAndEnd() throws {
    let workspace = try workspace(optimizer: Self.optimizers[0], epochs: 3, digits: 10)
    let training = "train net.json --data digits --checkpoint c.check --checkpoint-every 1 --resume"
    let first = try workspace.glassbox("\(training) --output a.safetensors")
    #expect(
      first.errors == "note: c.check: no checkpoint yet, training starts from the beginning\n")
    let whole = try workspace.bytes("a.safetensors")
    // It is finished: nothing is learned, and the model is written again.
    let again = try workspace.glassbox("\(training) --output b.safetensors")
    #expect(again.status == 0 && again.errors == "note: c.check: this training was finished\n")
    #expect(again.output == "saved to b.safetensors\n")
    #expect(try workspace.bytes("b.safetensors") == whole)
  }

  @Test("Out of patience, it is finished: nothing is learned, and the best network is saved again")
  func outOfPatience() throws {
    let workspace = try workspace(optimizer: Self.optimizers[1], epochs: 300, digits: 30)
    let training =
      "train net.json --data digits --validation-split 0.5 --patience 2 --checkpoint c.check"
    let first = try workspace.succeed("\(training) --output a.safetensors").lines
    let again = try workspace.glassbox("\(training) --output b.safetensors --resume")
    #expect(again.status == 0 && again.errors == "note: c.check: this training was finished\n")
    let best = try #require(first.first { $0.hasPrefix("the network is that of epoch ") })
    #expect(again.output.hasPrefix("\(best)\nsaved to b.safetensors\n"))
    #expect(try workspace.bytes("b.safetensors") == workspace.bytes("a.safetensors"))
  }

  @Test("A checkpoint of another training, a damaged one and a model are refused")
  func refused() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train xor --epochs 3 --output m.safetensors --checkpoint c.check")
    let training = "train xor --checkpoint c.check --resume"
    for (command, words) in [
      (training, ["epochs: expected ", "found 3"]),
      ("train or --checkpoint c.check --resume", ["network: expected or, found xor"]),
      ("\(training) --epochs 3 --seed 7", ["seed: expected 7, found "]),
      ("\(training) --epochs 3 --batch-size 2", ["batch size: expected 2, found 4"]),
      ("\(training) --epochs 3 --engine matrix", ["engine: expected matrix, found objects"]),
      ("\(training) --epochs 3 --limit 3", ["samples: expected 3 of 2 ", "found 4 of 2 "]),
      ("\(training) --epochs 3 --learning-rate 0.125", ["blueprint: expected ", "0.125", "0.5"]),
      ("train xor --checkpoint m.safetensors --resume", ["glassbox-checkpoint"]),
      ("evaluate c.check", ["c.check: ", "give a model"]),
    ] {
      let run = try workspace.fail(command)
      for word in words { #expect(run.errors.contains(word), "\(word) in \(run.errors)") }
    }
    let bytes = try workspace.bytes("c.check")
    try workspace.write("c.check", bytes.dropLast(1))
    try workspace.fail(
      "\(training) --epochs 3", naming: "c.check: expected a file of \(bytes.count) bytes")
    try workspace.write(
      "c.check", bytes.replacing(Data(#""epoch":"4""#.utf8), with: Data(#""epoch":"9""#.utf8)))
    try workspace.fail(
      "\(training) --epochs 3", naming: "c.check: ", "epoch: ", "found 9")
  }

  @Test("Options that make no sense are wrong, and files that would be lost are spared")
  func options() throws {
    let workspace = try Workspace()
    for (options, word) in [
      ("--resume", "--checkpoint"), ("--checkpoint-every 2", "--checkpoint"),
      ("--checkpoint c --checkpoint-every 0", "at least 1"),
    ] {
      try workspace.fail("train xor \(options)", status: 64, naming: word)
    }
    for other in ["x", "./x", "../\(try #require(workspace.path.split(separator: "/").last))/x"] {
      try workspace.fail("train xor --checkpoint x --output \(other)", naming: "the same file")
    }
    _ = try workspace.succeed("train xor --epochs 1 --output m.safetensors")
    try workspace.fail(
      "train m.safetensors --checkpoint m.safetensors", naming: "would replace m.safetensors")
  }
}
