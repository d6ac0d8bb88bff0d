import Foundation
import Testing
import Thoroughness

@Suite("glassbox read with many pictures")
struct ReadManyTests {
  /// A large picture, which takes longest, comes first; every third file is no picture.
  private func mixedPictures(in workspace: Workspace) throws -> [String] {
    let names = (0..<6).map { "\($0).png" }
    for (number, name) in names.enumerated() {
      if number % 3 == 2 {
        try workspace.write(name, Data("no picture".utf8))
      } else {
        let digits = number == 0 ? [1, 0, 3, 1, 0] : [[0, 1, 3][number % 3]]
        try DigitPictures.write(digits, to: workspace.file(name))
      }
    }
    return names
  }

  @Test("Answers and errors come in the order of the files, on however many threads")
  func order() throws {
    let workspace = try Workspace()
    let names = try mixedPictures(in: workspace)
    let command = "read missing \(names.joined(separator: " "))"
    let alone = try workspace.glassbox("\(command) --json --threads 1")
    #expect(alone.status == 1)
    #expect(try alone.objects().count == 5 + 3)
    #expect(alone.errorLines.count == 1 + 2)
    for threads in Thoroughness.isFull ? [3, 40] : [40] {
      let together = try workspace.glassbox("\(command) --json --threads \(threads)")
      #expect(together.status == 1)
      #expect(together.output == alone.output)
      #expect(together.errors == alone.errors)
    }
    // Both streams as a terminal shows them: one line for each file.
    let shown = try workspace.shell("$GLASSBOX \(command) --threads 4 2>&1")
    #expect(
      shown.lines.map { $0.replacing("error: ", with: "").prefix { $0 != ":" } }
        == (["missing"] + names).map { $0[...] })
  }

  @Test("Made files have the same names on however many threads")
  func names() throws {
    let workspace = try Workspace()
    for (folder, digit) in [("a", 1), ("b", 3)] {
      try FileManager.default.createDirectory(
        atPath: workspace.file(folder), withIntermediateDirectories: false)
      try DigitPictures.write([digit], to: workspace.file("\(folder)/digit.png"))
    }
    for threads in [1, 2] {
      _ = try workspace.succeed("read a b --threads \(threads) --show-boxes boxes-\(threads)")
      #expect(
        try workspace.names(in: "boxes-\(threads)") == ["digit-2-boxes.png", "digit-boxes.png"])
    }
    for name in ["digit-boxes.png", "digit-2-boxes.png"] {
      #expect(try workspace.bytes("boxes-1/\(name)") == workspace.bytes("boxes-2/\(name)"))
    }
  }

  @Test("What is read is printed without waiting for the rest")
  func asSoonAsReady() throws {
    let workspace = try Workspace()
    try DigitPictures.write([1], to: workspace.file("1.png"))
    try DigitPictures.write([3], to: workspace.file("3.png"))
    // Standard input is a pipe into which nobody writes.
    _ = try workspace.shell("mkfifo pipe")
    let run = try Program.start(
      ["-c", "exec '\(Program.executable.path)' read 1.png 3.png - --threads 2 < pipe"],
      in: workspace.path, executable: URL(filePath: "/bin/sh"))
    // Waits until the other end is open.
    let pipe = try FileHandle(forWritingTo: URL(filePath: workspace.file("pipe")))
    defer { try? pipe.close() }
    #expect(run.waitForOutput(lines: 2))
    #expect(run.isRunning)
    run.kill()
    let finished = try run.finished()
    #expect(finished.lines.map { $0.prefix { $0 != " " } } == ["1.png:", "3.png:"])
    #expect(finished.errors == "")
  }

  @Test("Nobody can read on no thread")
  func noThreads() throws {
    try Workspace().fail(
      "read 1.png --threads 0", status: 64, naming: "--threads: expected at least 1, found 0")
  }
}
