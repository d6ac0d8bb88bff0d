import DigitReading
import Foundation
import Testing

@Suite("What networks and files are called")
struct NameTests {
  @Test("digit-reader is the trained network inside the program, wherever one is asked")
  func digitReader() throws {
    let workspace = try Workspace()
    try DigitPictures.write([7], to: workspace.file("7.png"))
    let answer = try workspace.succeed("predict digit-reader --picture 7.png --json").objects()[0]
    let outputs = try #require(answer["output"] as? [Double])
    let reading = try #require(DigitReader().read(pngFile: workspace.file("7.png")).first)
    // The reader asks the matrix engine, which rounds elsewhere, and what is no digit shares in none.
    let digits = outputs.prefix(10)
    let total = digits.reduce(0, +)
    #expect(reading.probabilities.count == 10)
    #expect(zip(digits, reading.probabilities).allSatisfy { abs($0 / total - $1) < 1e-6 })
    #expect(outputs.firstIndex { $0 > 0.9 } == 7)
  }

  @Test("A mistyped recipe is answered with the one that was meant")
  func recipes() throws {
    try Workspace().fail("summary digitreader", naming: "did you mean digit-reader?")
  }

  @Test(
    "A model under another ending is written all the same, with a warning; never as a blueprint")
  func endings() throws {
    let workspace = try Workspace()
    let run = try workspace.glassbox("train or --epochs 1 --output m.h5")
    #expect(run.status == 0)
    #expect(run.errors.hasPrefix("note: m.h5: ") && run.errors.contains("m.safetensors"))
    #expect(try workspace.succeed("predict m.h5 --input 0,1").output.hasPrefix("output 0"))
    try workspace.fail("train or --epochs 1 --output m.json", naming: "m.json", "m.safetensors")
  }

  @Test("A trace without a target is the forward half of the one with it")
  func forwardHalf() throws {
    let workspace = try Workspace()
    let whole = try workspace.succeed("trace xor --input 0,1 --target 1 --json").lines
    let half = try workspace.succeed("trace xor --input 0,1 --json").lines
    #expect(half.count == 2 + 18 + 7)
    #expect(half == Array(whole.prefix(half.count)))
    let text = try workspace.succeed("trace xor --input 0,1").output
    #expect(text.hasPrefix("Forward") && !text.contains("Backward"))
  }

  @Test("A bad picture in a folder is named and left out of the measurement, and the status is 1")
  func badPicture() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("data draw --output digits --count 20 --seed 3")
    let good = try workspace.succeed("evaluate digit-reader --data digits --json").output
    try workspace.write("digits/3/bad.png", Data("no picture".utf8))
    let run = try workspace.glassbox("evaluate digit-reader --data digits --json")
    #expect(run.status == 1)
    #expect(run.output == good)
    try #require(run.errorLines.count == 2, "\(run.errors)")
    #expect(run.errorLines[0].hasPrefix("error: digits/3/bad.png: not a PNG file"))
    #expect(run.errorLines[1].hasPrefix("error: digits: 1 picture left out"))
  }
}
