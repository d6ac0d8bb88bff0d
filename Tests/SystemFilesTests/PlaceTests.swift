import Foundation
import Testing

@testable import SystemFiles

@Suite("Where files are, and what is left of them")
struct PlaceTests {
  /// Runs a test in a folder that is gone afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-places-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: folder + "/deep/deeper", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func make(_ path: String) {
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
  }

  @Test("Paths that lead to the same place are the same place, whether a file is there or not")
  func samePlace() throws {
    try inFolder { folder in
      let files = FileManager.default
      try files.createSymbolicLink(atPath: "\(folder)/here", withDestinationPath: ".")
      try files.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "new")
      let place = try #require(FilePlace(ofPath: "\(folder)/new"))
      for other in ["deep/../new", "here/here/new", "link", ".//new", "deep/deeper/../../link"] {
        #expect(FilePlace(ofPath: "\(folder)/\(other)") == place, "\(other)")
      }
      #expect(FilePlace(ofPath: "\(folder)/deep/new") != place)
      #expect(FilePlace(ofPath: "\(folder)/missing/new") == nil)
    }
  }

  @Test("A file is found in a folder, in those below and behind the links there")
  func within() throws {
    try inFolder { folder in
      make("\(folder)/deep/deeper/file")
      make("\(folder)/outside")
      make("\(folder)/stranger")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/deep/link", withDestinationPath: "../outside")
      let data = "\(folder)/deep"
      let identity = try #require(FileIdentity(ofPath: data))
      let place = try #require(FilePlace(ofPath: "\(data)/deeper/file"))
      #expect(place.isWithin(folder: identity))
      #expect(FilePlace(ofPath: "\(folder)/outside")?.isWithin(folder: identity) == false)
      func finds(_ name: String) throws -> Bool {
        FolderWalk.finds(try #require(FileIdentity(ofPath: "\(folder)/\(name)")), in: data)
      }
      #expect(try finds("deep/deeper/file"))
      #expect(try finds("outside"))
      #expect(try !finds("stranger"))
    }
  }

  @Test("What an ended process has left is removed; what a living one writes, and others, is not")
  func staleFiles() throws {
    try inFolder { folder in
      let ended = Process()
      ended.executableURL = URL(filePath: "/bin/sh")
      ended.arguments = ["-c", "exit 0"]
      try ended.run()
      ended.waitUntilExit()
      let gone = ended.processIdentifier
      let stale = ".glassbox-\(gone)-0.tmp"
      let others = [
        ".glassbox-\(getpid())-7.tmp", ".glassbox-1-0.tmp", ".glassbox-\(gone).tmp",
        ".glassbox-\(gone)-0.tmp2", "x.glassbox-\(gone)-0.tmp", ".glassbox-\(gone)-a.tmp",
      ]
      for name in [stale] + others { make("\(folder)/\(name)") }
      // A lock tells of a process that cannot be seen from here.
      let locked = ".glassbox-\(gone)-1.tmp"
      make("\(folder)/\(locked)")
      let descriptor = open("\(folder)/\(locked)", O_RDONLY)
      defer { close(descriptor) }
      #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      try AtomicFile.check("\(folder)/model")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          == (others + [locked, "deep"]).sorted())
    }
  }

  @Test("A file that the disk has no room for is refused before it is written")
  func noRoom() throws {
    try inFolder { folder in
      let error = #expect(throws: FileProblem.self) {
        try AtomicFile.check("\(folder)/model", size: .max)
      }
      guard case .noRoom(needed: .max, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      try AtomicFile.check("\(folder)/model", size: 1000)
    }
  }

  @Test("A folder that cannot be listed is another thing than an empty one")
  func unreadable() throws {
    try inFolder { folder in
      let names = try FolderWalk.names(in: "\(folder)/deep")
      let none = try FolderWalk.names(in: "\(folder)/deep/deeper")
      #expect(names == ["deeper"] && none == [])
      #expect(throws: FileProblem.refused(reason: "No such file or directory")) {
        try FolderWalk.names(in: "\(folder)/missing")
      }
    }
  }
}

#if !canImport(Darwin)
  @Suite("How much memory is free")
  struct FreeMemoryTests {
    /// A root folder with files of the kernel in it.
    private func free(_ files: [String: String]) throws -> Int? {
      let root = FileManager.default.temporaryDirectory
        .appending(path: "glassbox-root-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: root) }
      for (path, text) in files {
        let file = URL(filePath: root + path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: false, encoding: .utf8)
      }
      return FreeMemory.bytes(root: root)
    }

    private let machine = ["/proc/meminfo": "MemTotal: 9000 kB\nMemAvailable:    8000 kB\n"]

    @Test("Without groups it is what the machine has; where nothing tells, nothing is known")
    func machineAlone() throws {
      #expect(try free(machine) == 8000 * 1024)
      #expect(try free([:]) == nil)
      #expect(try #require(FreeMemory.bytes()) > 1_000_000)
    }

    @Test("The tightest of the groups around the process counts, without what is cached of files")
    func secondVersion() throws {
      let group = "/sys/fs/cgroup/a"
      let files = [
        "/proc/self/cgroup": "0::/a/b\n", group + "/b/memory.max": "max\n",
        group + "/b/memory.current": "5\n", group + "/memory.max": "1000000\n",
        group + "/memory.current": "400000\n",
        group + "/memory.stat": "anon 1\ninactive_file 100000\nactive_file 7\n",
      ]
      #expect(try free(machine.merging(files) { $1 }) == 700_000)
    }

    @Test("Groups of the first version, in a container that shows only its own")
    func firstVersion() throws {
      let group = "/sys/fs/cgroup/memory"
      let files = [
        "/proc/self/cgroup": "5:cpu:/x\n4:memory:/docker/1234\n",
        group + "/memory.limit_in_bytes": "600000\n",
        group + "/memory.usage_in_bytes": "100000\n",
        group + "/memory.stat": "total_inactive_file 20000\n",
      ]
      #expect(try free(machine.merging(files) { $1 }) == 520_000)
    }
  }
#endif
