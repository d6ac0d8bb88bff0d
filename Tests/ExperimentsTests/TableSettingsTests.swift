import Experiments
import Foundation
import Testing

@Suite("What an experiment's file says of a table")
struct TableSettingsTests {
  private static func figures(
    _ table: String, settings: String
  ) throws -> [Double] {
    let manager = FileManager.default
    let place = manager.temporaryDirectory.appending(path: "table-\(UUID())").path
    try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: place) }
    try table.write(toFile: "\(place)/t.csv", atomically: true, encoding: .utf8)
    let runs = try ExperimentFile(
      """
      {"experiment": 1, "name": "prices", "base": "linear", "epochs": 3, "input": [1],
       "layers": [{"dense": {"units": 1}}], "data": "\(place)/t.csv"\(settings),
       "variations": [{"name": "one"}]}
      """
    ).runs(of: "e.json")
    let outcomes = try ExperimentRunner(
      runs, in: "\(place)/results", threads: 1, watcher: Photographer(of: "", to: "", at: (0, 0))
    ).run(jobs: 1)
    return try #require(outcomes.first).epochs.map(\.training.loss)
  }

  @Test("Columns left out, targets and a header are those of the same table made by hand")
  func options() throws {
    let whole = try Self.figures(
      "id,size,price\n7,1,2\n9,2,4.5\n1,3,6\n",
      settings: #", "table": {"targets": "price", "ignore": ["id"], "header": "yes"}"#)
    let made = try Self.figures(
      "size,price\n1,2\n2,4.5\n3,6\n", settings: #", "table": {"targets": ["price"]}"#)
    #expect(whole == made)
    #expect(whole.count == 3)
  }

  @Test(
    "What cannot be understood is refused by its name",
    arguments: [
      (#"{"target": "y"}"#, "target"), (#"{"missing": "zero"}"#, "missing"),
      (#"{"targets": "y", "label": "x"}"#, "label"), ("7", "table"),
    ])
  func refused(table: String, name: String) {
    let error = #expect(throws: (any Error).self) {
      try ExperimentFile(
        """
        {"experiment": 1, "name": "x", "base": "xor", "table": \(table),
         "variations": [{"name": "one"}]}
        """)
    }
    #expect(error.map { "\($0)".contains(name) } == true)
  }
}
