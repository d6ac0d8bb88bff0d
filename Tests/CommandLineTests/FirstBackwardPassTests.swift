import Foundation
import Testing

@Suite("What Docs/FirstBackwardPass.md shows is true")
struct FirstBackwardPassTests {
  private func quotes(_ kind: String) throws -> [String] {
    let page = try #require(Page("Docs/FirstBackwardPass.md"))
    return page.blocks.filter { $0.language == kind }.map { $0.lines.joined(separator: "\n") }
  }

  private func expect(_ kind: String, count: Int, in output: String) throws {
    let quotes = try quotes(kind)
    #expect(quotes.count == count)
    for quote in quotes {
      #expect(output.contains(quote), "not in the output:\n\(quote)")
    }
  }

  @Test("The steps are those of the stepper, and two more bring the loss below 0.05")
  func steps() throws {
    let workspace = try Workspace()
    let words = String(repeating: "next\n", count: 12) + "run loss < 0.05\n"
    try workspace.write("words", Data(words.utf8))
    let run = try workspace.succeed("step or --seed 1 --input 0,1 --target 1 --commands words")
    try expect("step", count: 9, in: run.output)
    #expect(run.output.contains("· step 3 · sample 1 of 1 · loss"))
  }

  @Test("Nudging says what going backward says, to the digits shown")
  func proof() throws {
    let workspace = try Workspace()
    let run = try workspace.succeed("prove or 0.1-1.0 --seed 1 --input 0,1 --target 1")
    try expect("prove", count: 1, in: run.output)
  }

  @Test("The liar can be found where the page looks for it, and a wrong guess is told so")
  func liar() throws {
    let workspace = try Workspace()
    let table = try workspace.succeed("prove xor all --bug secret --seed 7 --sample 4").lines
    let liars = table.filter { $0.hasPrefix("✗") }
    #expect(liars.count == 1)
    let wrong = try workspace.succeed("prove xor --bug secret --seed 7 --guess 0.1-1.0")
    try expect("guess", count: 1, in: wrong.output)
    let name = try #require(liars.first?.split(separator: " ").dropFirst(2).first)
    let right = try workspace.succeed("prove xor --bug secret --seed 7 --guess \(name)")
    #expect(right.output.hasPrefix("Right: "))
  }
}
