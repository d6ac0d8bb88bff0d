import Foundation
import Testing

@testable import SystemFiles

@Suite("Files are written whole or not at all")
struct AtomicFileTests {
  /// Runs a test in a folder that is gone afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-files-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("When writing stops halfway, the older file stays and nothing is left behind")
  func interrupted() throws {
    try inFolder { folder in
      let path = "\(folder)/a"
      try AtomicFile.replace(path, with: [1, 2])
      let full = FileProblem.refused(reason: "no space")
      #expect(throws: full) {
        try AtomicFile.replace(path, durability: .usual) { file throws(FileProblem) in
          try file.append([3])
          throw full
        }
      }
      #expect(FileManager.default.contents(atPath: path) == Data([1, 2]))
      #expect(try names(folder) == ["a"])
    }
  }

  @Test("A name may be as long as names can be")
  func longName() throws {
    try inFolder { folder in
      let longest = String(repeating: "n", count: 255)
      try AtomicFile.replace("\(folder)/\(longest)", with: [1], durability: .onDisk)
      #expect(try names(folder) == [longest])
      #expect(throws: FileProblem.refused(reason: "File name too long")) {
        try AtomicFile.check("\(folder)/\(longest)n")
      }
    }
  }

  @Test("Where a link leads, a file is made; links that lead in a circle are refused")
  func links() throws {
    try inFolder { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: "\(folder)/deep", withIntermediateDirectories: false)
      try files.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "deep/new")
      try AtomicFile.replace("\(folder)/link", with: [7])
      #expect(files.contents(atPath: "\(folder)/deep/new") == Data([7]))
      #expect(try files.destinationOfSymbolicLink(atPath: "\(folder)/link") == "deep/new")
      try files.createSymbolicLink(atPath: "\(folder)/a", withDestinationPath: "b")
      try files.createSymbolicLink(atPath: "\(folder)/b", withDestinationPath: "a")
      #expect(throws: FileProblem.self) { try AtomicFile.check("\(folder)/a") }
      try files.createSymbolicLink(
        atPath: "\(folder)/astray", withDestinationPath: "nowhere/new")
      #expect(throws: FileProblem.missingFolder("\(folder)/nowhere")) {
        try AtomicFile.check("\(folder)/astray")
      }
    }
  }

  @Test("Folders, pipes, devices, missing folders and empty names are refused before any work")
  func refused() throws {
    try inFolder { folder in
      #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
      try AtomicFile.replace("\(folder)/file", with: [])
      let before = try names(folder)
      for (path, problem) in [
        (folder, FileProblem.folder), ("\(folder)/pipe", .notAFile), ("/dev/null", .notAFile),
        ("\(folder)/none/a", .missingFolder("\(folder)/none")),
        ("\(folder)/file/a", .missingFolder("\(folder)/file")), ("", .emptyPath),
      ] {
        #expect(throws: problem) { try AtomicFile.check(path) }
        #expect(throws: problem) { try AtomicFile.replace(path, with: [1]) }
      }
      try AtomicFile.check("\(folder)/fine")
      #expect(try names(folder) == before)
    }
  }

  @Test("Only files are opened for reading, and none is waited for", .timeLimit(.minutes(10)))
  func reading() throws {
    try inFolder { folder in
      #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
      try AtomicFile.replace("\(folder)/file", with: [1, 2, 3, 4])
      #expect(try OrdinaryFile("\(folder)/file").read(1..<3) == [2, 3])
      #expect(throws: FileProblem.notAFile) { try OrdinaryFile("\(folder)/pipe") }
      #expect(throws: FileProblem.notAFile) { try OrdinaryFile("/dev/null") }
      #expect(throws: FileProblem.folder) { try OrdinaryFile(folder) }
      #expect(throws: FileProblem.refused(reason: "No such file or directory")) {
        try OrdinaryFile("\(folder)/none")
      }
    }
  }

  @Test("Two names of one file are known as such")
  func identity() throws {
    try inFolder { folder in
      try AtomicFile.replace("\(folder)/a", with: [])
      try AtomicFile.replace("\(folder)/b", with: [])
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "a")
      #expect(FileIdentity(ofPath: "\(folder)/./a") == FileIdentity(ofPath: "\(folder)/link"))
      #expect(FileIdentity(ofPath: "\(folder)/a") != FileIdentity(ofPath: "\(folder)/b"))
      #expect(FileIdentity(ofPath: "\(folder)/none") == nil)
    }
  }
}
