import Foundation
import Testing

@Suite("The sample programs")
struct SampleProgramTests {
  @Test("HandWiredXOR's two networks both answer as XOR does")
  func handWired() throws {
    let run = try FinishedProgram(sample: "HandWiredXOR")
    #expect(run.status == 0, "\(run.errors)")
    let answers = Self.truthTable(in: run.lines)
    #expect(answers.map(\.inputs) == ["0 0", "0 1", "1 0", "1 1", "0 0", "0 1", "1 0", "1 1"])
    for (answer, expected) in zip(answers, [0.0, 1, 1, 0, 0, 1, 1, 0]) {
      #expect(abs(answer.output - expected) < 0.05, "\(answer)")
    }
  }

  @Test("LearnXOR's loss shrinks until all four answers are right")
  func learnXOR() throws {
    let run = try FinishedProgram(sample: "LearnXOR")
    #expect(run.status == 0, "\(run.errors)")
    let losses = run.lines.compactMap { line in
      line.firstMatch(of: /loss ([0-9.e-]+),/).flatMap { Double($0.1) }
    }
    #expect(losses.count == 6)
    #expect(losses == losses.sorted(by: >))
    #expect(run.output.contains("epoch 500:"))
    let answers = Self.truthTable(in: run.lines)
    #expect(answers.map(\.inputs) == ["0 0", "0 1", "1 0", "1 1"])
    for (answer, expected) in zip(answers, [0.0, 1, 1, 0]) {
      #expect(abs(answer.output - expected) < 0.1, "\(answer)")
    }
  }

  @Test("TraceOneStep explains all six links, and its JSON multiplies out")
  func traceOneStep() throws {
    let run = try FinishedProgram(sample: "TraceOneStep")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.filter { $0.contains("→") && $0.contains("×") }.count >= 6)
    let events = run.lines.filter { $0.hasPrefix("{") }
    #expect(events.count == 6)
    for event in events {
      let link = try JSONDecoder().decode(LinkBackward.self, from: Data(event.utf8))
      #expect(link.weightGradient == link.inputSensitivity * link.input)
      #expect(link.pushed == link.inputSensitivity * link.weight)
    }
    let losses = try #require(run.output.firstMatch(of: /it was ([0-9.e-]+), and is ([0-9.e-]+)\./))
    #expect(try #require(Double(losses.1)) > #require(Double(losses.2)))
  }

  @Test("ReadPicture reads all digits of a sheet, line by line")
  func readSheet() throws {
    let run = try FinishedProgram(sample: "ReadPicture", "Samples/Sheets/sheet-phone-number.png")
    #expect(run.status == 0, "\(run.errors)")
    let answers = run.lines.compactMap { $0.firstMatch(of: /^(\d) at x \d+, y \d+, says/)?.1 }
    #expect(answers.joined() == "040715928")
  }

  @Test(
    "What ReadPicture cannot read is an error of one line that names it",
    arguments: ["Samples/none.png", "Package.swift"])
  func unreadable(path: String) throws {
    let products = try #require(Places.products)
    let run = try FinishedProgram(
      products.appending(path: "ReadPicture"), [path], in: Places.repository)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("error: \(path)"))
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  /// What an event in JSON says of a link on the way back.
  private struct LinkBackward: Decodable {
    let inputSensitivity: Double
    let input: Double
    let weight: Double
    let weightGradient: Double
    let pushed: Double
  }

  /// The lines that look like `0 xor 1 = 0.98`.
  private static func truthTable(in lines: [String]) -> [(inputs: String, output: Double)] {
    lines.compactMap { line in
      guard let match = line.firstMatch(of: /([01]) xor ([01]) = ([0-9.e-]+)$/),
        let output = Double(match.3)
      else { return nil }
      return ("\(match.1) \(match.2)", output)
    }
  }
}
