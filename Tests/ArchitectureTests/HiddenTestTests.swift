import Foundation
import Testing

@Suite("Tests that take long")
struct HiddenTestTests {
  @Test("Are compiled by plain `swift test`, too, or nobody would see that they no longer compile")
  func compiled() throws {
    // (In two parts: this file is looked at as well.)
    let hidden = "#if" + " !DEBUG"
    let files = Repository.swiftFiles(in: "Tests")
    #expect(files.count > 100)
    for file in files where try String(contentsOf: file, encoding: .utf8).contains(hidden) {
      Issue.record(
        "\(file.path()) hides code behind \(hidden): disable it where it runs, as Thoroughness does"
      )
    }
  }
}
