import Foundation
import Pictures
import Testing

@Suite("glassbox read")
struct ReadCommandTests {
  private func digits(_ run: FinishedRun) throws -> [Int] {
    try run.objects().compactMap { $0["digit"] as? Int }
  }

  @Test("A digit is an object with file, answer, probabilities and box")
  func oneDigit() throws {
    let workspace = try Workspace()
    try DigitPictures.write([3], to: workspace.file("three.png"))
    let run = try workspace.succeed("read three.png --json")
    let object = try #require(try run.objects().first)
    #expect(run.lines.count == 1)
    #expect(
      Set(object.keys) == [
        "file", "digit", "probability", "probabilities", "box", "line", "position",
      ])
    #expect(object["file"] as? String == "three.png")
    let probabilities = try #require(object["probabilities"] as? [Double])
    #expect(probabilities.count == 10 && abs(probabilities.reduce(0, +) - 1) < 1e-9)
    #expect(object["probability"] as? Double == probabilities.max())
    #expect(object["digit"] as? Int == probabilities.firstIndex(of: probabilities.max() ?? 0))
    #expect(object["digit"] as? Int == 3)
    let box = try #require(object["box"] as? [String: Int])
    #expect(Set(box.keys) == ["x", "y", "width", "height"])
    // Drawn into x 30 … 85, y 25 … 105.
    let (x, y) = (try #require(box["x"]), try #require(box["y"]))
    #expect(x >= 28 && x + (box["width"] ?? 0) <= 87)
    #expect(y >= 23 && y + (box["height"] ?? 0) <= 107)
  }

  @Test("Digits next to each other are read from left to right")
  func severalDigits() throws {
    let workspace = try Workspace()
    try DigitPictures.write([1, 0, 3], to: workspace.file("row.png"))
    let run = try workspace.succeed("read row.png --json")
    #expect(try digits(run) == [1, 0, 3])
    let places = try run.objects().compactMap { ($0["box"] as? [String: Int])?["x"] }
    #expect(places.count == 3 && places == places.sorted())
    let text = try workspace.succeed("read row.png").output
    #expect(text.wholeMatch(of: /row\.png: 1 \([\d.]+ %\) 0 \([\d.]+ %\) 3 \([\d.]+ %\)\n/) != nil)
  }

  @Test("A file that cannot be read costs a line and the status, not the others")
  func brokenAmongOthers() throws {
    let workspace = try Workspace()
    try DigitPictures.write([1], to: workspace.file("1.png"))
    try DigitPictures.write([0], to: workspace.file("0.png"))
    let whole = try workspace.bytes("1.png")
    try workspace.write("cut.png", whole.prefix(whole.count / 2))
    try workspace.write("text.png", Data("no picture".utf8))
    try DigitPictures.writeBlank(to: workspace.file("blank.png"))
    let run = try workspace.glassbox(
      "read 1.png cut.png missing.png text.png blank.png 0.png --json")
    #expect(run.status == 1)
    #expect(try digits(run) == [1, 0])
    #expect(run.errorLines.count == 4)
    for (line, name) in zip(run.errorLines, ["cut", "missing", "text", "blank"]) {
      #expect(line.hasPrefix("error: \(name).png: "))
    }
    #expect(run.errorLines.last?.contains("no digit found") == true)
  }

  @Test("A folder's pictures are read in order of their names")
  func folder() throws {
    let workspace = try Workspace()
    try FileManager.default.createDirectory(
      atPath: workspace.file("scans"), withIntermediateDirectories: false)
    try DigitPictures.write([3], to: workspace.file("scans/b.png"))
    try DigitPictures.write([1], to: workspace.file("scans/a.PNG"))
    try workspace.write("scans/notes.txt", Data())
    let run = try workspace.succeed("read scans --json")
    let files = try run.objects().compactMap { $0["file"] as? String }
    #expect(files == ["scans/a.PNG", "scans/b.png"])
    #expect(try digits(run) == [1, 3])
    try workspace.fail("read .", naming: ".: ", "expected .png files in the folder, found none")
  }

  @Test("A picture can come from standard input")
  func standardInput() throws {
    let workspace = try Workspace()
    try DigitPictures.write([0], to: workspace.file("0.png"))
    #expect(try digits(try workspace.succeed("read - --json", input: "0.png")) == [0])
    try workspace.fail("read -", naming: "standard input: ")
  }

  @Test("Stages and boxes are written as pictures that can be read again")
  func pictures() throws {
    let workspace = try Workspace()
    try DigitPictures.write([1, 3], to: workspace.file("row.png"))
    _ = try workspace.succeed("read row.png --show-stages deep/stages --show-boxes boxes")
    let stages = try workspace.names(in: "deep/stages")
    #expect(stages.first == "row-1-grey.png")
    for digit in 1...2 {
      #expect(
        stages.contains { $0.hasPrefix("row-digit\(digit)-") && $0.hasSuffix("-28x28.png") })
    }
    #expect(try workspace.names(in: "boxes") == ["row-boxes.png"])
    let last = try #require(stages.last { $0.hasSuffix("-28x28.png") })
    #expect(try digits(try workspace.succeed("read deep/stages/\(last) --json")) == [3])
  }

  @Test("An explanation shows ten bars, a sum, and the ink")
  func explanation() throws {
    let workspace = try Workspace()
    try DigitPictures.write([3], to: workspace.file("3.png"))
    let run = try workspace.succeed("read 3.png --explain")
    #expect(run.lines.count { $0.wholeMatch(of: /\s\s\d\s\s.*%/) != nil } == 10)
    #expect(run.output.contains(/why 3 and not \d:/))
    #expect(run.output.contains("+") && run.output.contains("·"))
    // The column adds up to the digit shown.
    let column = run.lines.compactMap { line -> Int? in
      guard let match = line.firstMatch(of: /\s\s([+−])(\d+)\.(\d\d)$/),
        let number = Int("\(match.2)\(match.3)")
      else { return nil }
      return match.1 == "+" ? number : -number
    }
    #expect(column.count > 3)
    #expect(column.dropLast().reduce(0, +) == column.last)
  }

  @Test("A copy of the program alone reads just as well")
  func copiedExecutable() throws {
    let workspace = try Workspace()
    try DigitPictures.write([1], to: workspace.file("1.png"))
    // Not copied by this process: a file that one of its children has open for writing cannot be run.
    let run = try workspace.shell("cp \"$GLASSBOX\" copy && ./copy read 1.png --json")
    #expect(run.status == 0)
    #expect(try digits(run) == [1])
  }
}
