import Foundation
import Testing

@Suite("Training that is stopped, or fails")
struct FailingTrainingTests {
  @Test("Ctrl-C finishes the batch and saves a model that answers")
  func interrupted() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("data draw --output digits --count 10")
    #if DEBUG
      let data = "digits"
    #else
      let data = "drawn-digits"
    #endif
    let training = try workspace.start(
      "train lernmi-mnist --data \(data) --epochs 1000000 --json --output d.safetensors")
    #expect(training.waitForOutput(lines: 1))
    training.interrupt()
    let run = try training.finished()
    #expect(run.status == 0 && !run.wasKilled && run.errors == "")
    let epochs = try run.objects()
    #expect(epochs.allSatisfy { Set($0.keys) == TrainingTests.epochKeys })
    let evaluated = try workspace.succeed("evaluate d.safetensors --data digits --json")
    #expect(try evaluated.objects().first?["samples"] as? Int == 10)
  }

  @Test("A loss that overflows is named, and a good model in the file stays")
  func diverged() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("data draw --output digits --count 4")
    _ = try workspace.succeed(
      "train digit-reader --data digits --epochs 1 --output d.safetensors")
    let good = try workspace.bytes("d.safetensors")
    let options = "train digit-reader --data digits --batch-size 2 --learning-rate 1e300"
    let run = try workspace.glassbox("\(options) --output d.safetensors")
    #expect(run.status == 1 && !run.wasKilled)
    #expect(run.errorLines.last?.hasPrefix("error: the loss became ") == true)
    let place = /epoch \d+, batch \d+, sample \d+; first to overflow: (neuron|link) \d+\.\d+/
    #expect(run.errorLines.last?.contains(place) == true, "\(run.errors)")
    #expect(try workspace.bytes("d.safetensors") == good)

    // Where the first epoch fails, nothing has been learned that could be saved.
    let fresh = try workspace.glassbox("\(options) --batch-size 1 --output new.safetensors")
    #expect(fresh.status == 1 && fresh.errorLines.count == 1)
    #expect(fresh.errors.contains("epoch 1,"))
    #expect(!workspace.exists("new.safetensors"))
  }

  @Test("The last good model of a longer training goes beside the one that was there")
  func divergedLater() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train xor --epochs 2 --output x.safetensors")
    let good = try workspace.bytes("x.safetensors")
    let training = "train xor --learning-rate 1.7e308"
    let run = try workspace.glassbox("\(training) --output x.safetensors")
    #expect(run.status == 1)
    #expect(run.errorLines.first == "note: the last good model is in x-last-good.safetensors")
    #expect(run.errorLines.last?.hasPrefix("error: ") == true && run.errorLines.count == 2)
    #expect(try workspace.bytes("x.safetensors") == good)
    _ = try workspace.succeed("predict x-last-good.safetensors --input 0,0")
    let alone = try workspace.glassbox("\(training) --output y.safetensors")
    #expect(alone.errorLines.first == "note: the last good model is in y.safetensors")
    #expect(try workspace.bytes("y.safetensors") == workspace.bytes("x-last-good.safetensors"))
  }

  @Test("Every file that is no sound model is refused by its name")
  func brokenModels() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train or --epochs 1 --output good.safetensors")
    let good = try workspace.bytes("good.safetensors")
    let text = String(decoding: good, as: Unicode.ASCII.self)
    try #require(text.contains(#""version":"1""#))
    let newer = good.replacing(Data(#""version":"1""#.utf8), with: Data(#""version":"9""#.utf8))
    for (name, bytes, problem) in [
      ("truncated", good.dropLast(5), "expected a file of \(good.count) bytes"),
      ("headless", good.prefix(4), "expected at least 8 bytes"),
      ("empty", Data(), "expected at least 8 bytes"),
      ("huge", Data(repeating: 0xFF, count: 64), "header length"),
      ("newer", newer, "expected model version 1, found 9"),
      ("text", Data("not a model at all, but long enough".utf8), "safetensors"),
    ] {
      try workspace.write("\(name).safetensors", bytes)
      try workspace.fail(
        "predict \(name).safetensors --input 0,1", naming: "\(name).safetensors: ", problem)
    }
    try workspace.fail("evaluate .", naming: ".: ", "it is a folder")
    try workspace.fail("read x.png --model good.safetensors", naming: "good.safetensors", "784")
  }
}
