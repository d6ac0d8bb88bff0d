import Foundation
import Playground
import Testing
import Thoroughness

/// The trainings that `.ci/wasm` compares the page's engine with.
@Suite("Twenty trainings have the bits that the page has")
struct TrainingFixtureTests {
  struct Training: CustomTestStringConvertible {
    let fingerprint: String
    let words: [String]

    var testDescription: String { words.joined(separator: ", ") }
  }

  static let trainings: [Training] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/trainings.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.components(separatedBy: " | ")
      return Training(
        fingerprint: parts[0],
        words: parts[1].components(separatedBy: " & ").map {
          $0.replacingOccurrences(of: "\\n", with: "\n")
        })
    }
  }()

  @Test("The fixture has twenty of them")
  func count() { #expect(Self.trainings.count == 20) }

  @Test("All weights and losses", arguments: Thoroughness.some(trainings))
  func bits(training: Training) throws {
    let session = try PlaygroundSession()
    for words in training.words { try session.finish(words) }
    #expect(session.fingerprint == training.fingerprint)
  }
}
