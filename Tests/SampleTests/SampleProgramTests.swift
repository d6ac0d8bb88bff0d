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

  @Test("ReadPicture shows 28 rows of 28 characters for each digit, and reads them all")
  func readSheet() throws {
    let run = try FinishedProgram(
      sample: "ReadPicture", "Samples/Sheets/sheet-phone-number.png",
      "Sources/ShippedFiles/digit-reader.safetensors")
    #expect(run.status == 0, "\(run.errors)")
    let answers = run.lines.compactMap { $0.firstMatch(of: /This is a (\d)/)?.1 }
    #expect(answers.joined() == "040715928")
    let rows = run.lines.filter { $0.allSatisfy { " .:+#@".contains($0) } }
    #expect(rows.count == 9 * 28)
    #expect(rows.allSatisfy { $0.count == 28 })
  }

  @Test("Without a model ReadPicture learns from digits it draws")
  func readAfterLearning() throws {
    let run = try FinishedProgram(
      sample: "ReadPicture", "Samples/Digits/5-red-on-yellow-200x150.png", "40")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("200 × 150 pixels, digits found: 1"))
    #expect(run.output.contains("Learned from 40 drawn digits"))
    #expect(run.output.contains(/This is a \d, says the network/))
  }

  @Test(
    "What ReadPicture cannot read is an error of one line that names it",
    arguments: [
      ["Samples/none.png"], ["Package.swift"],
      ["Samples/Digits/5-red-on-yellow-200x150.png", "Package.swift"],
    ])
  func unreadable(arguments: [String]) throws {
    let products = try #require(Places.products)
    let run = try FinishedProgram(
      products.appending(path: "ReadPicture"), arguments, in: Places.repository)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("error: \(arguments.last ?? "")"))
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
