#if os(Linux)
  import Foundation
  import OtherPrograms
  import Testing

  /// The program as Docs/Installing.md builds it for other machines, where Swift need not be installed.
  ///
  /// That build takes minutes, so the test is given its result:
  /// `GLASSBOX_STATIC=.build/release/glassbox swift test --filter StaticProgram`.
  @Suite("A statically linked program")
  struct StaticProgramTests {
    /// The file; nil where nobody has built one.
    private static let program = ProcessInfo.processInfo.environment["GLASSBOX_STATIC"]
      .map { URL(filePath: $0).standardizedFileURL }

    /// What it may need of a system, besides what loads it.
    private static let allowed: Set = ["libc", "libm", "libstdc++", "libgcc_s", "libpng16", "libz"]
    private static let loaders: Set = ["linux-vdso", "ld-linux-x86-64", "ld-linux-aarch64"]

    /// How a program is run with another root folder: as root, or as root of a namespace of one's own.
    private static let rootChanger: [String]? = [
      ["chroot"], ["unshare", "--map-root-user", "chroot"],
    ].first { command in
      (try? ExternalProgram.run(command[0], command.dropFirst() + ["/", "true"])) != nil
    }

    /// A library that the program is loaded with.
    private struct Library {
      let name: String
      let file: URL?

      /// From a line of `ldd`, such as `libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f…)`.
      init?(_ line: Substring) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first,
          let name = URL(filePath: first).lastPathComponent.split(separator: ".so").first
        else { return nil }
        self.name = String(name)
        file = words.first { $0.hasPrefix("/") }.map { URL(filePath: $0) }
      }
    }

    private static func libraries(of program: URL) throws -> [Library] {
      try ExternalProgram.run("ldd", [program.path()]).split(separator: "\n")
        .compactMap(Library.init)
    }

    @Test(
      "Needs libc, libm, libstdc++, libpng and zlib, and no other libraries",
      .enabled(if: program != nil, "GLASSBOX_STATIC names no such program"))
    func libraries() throws {
      let names = Set(try Self.libraries(of: #require(Self.program)).map(\.name))
      #expect(names.subtracting(Self.allowed).subtracting(Self.loaders).isEmpty)
      #expect(names.contains("libc"))
    }

    @Test(
      "Learns and reads in a root folder that holds those libraries and nothing else",
      .enabled(if: program != nil, "GLASSBOX_STATIC names no such program"),
      .enabled(if: rootChanger != nil, "needs chroot or unshare"))
    func emptyRoot() throws {
      let program = try #require(Self.program)
      let manager = FileManager.default
      let root = manager.temporaryDirectory.appending(path: "glassbox-\(UUID().uuidString)")
      defer { try? manager.removeItem(at: root) }
      func put(_ file: URL, at path: String) throws {
        let copy = root.appending(path: path)
        try manager.createDirectory(
          at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
        // What links lead to is what is wanted, not the links.
        try manager.copyItem(at: file.resolvingSymlinksInPath(), to: copy)
      }
      try put(program, at: "glassbox")
      for library in try Self.libraries(of: program) {
        if let file = library.file { try put(file, at: file.path()) }
      }
      let digits = URL(filePath: #filePath).appending(
        path: "../../../Samples/Digits/7-white-on-blue-180x240.png")
      try put(digits.standardizedFileURL, at: "seven.png")

      func run(_ arguments: String...) throws -> String {
        let command = try #require(Self.rootChanger) + [root.path(), "/glassbox"] + arguments
        return try ExternalProgram.run(
          command[0], Array(command.dropFirst()), environment: ["LD_LIBRARY_PATH": ""])
      }
      #expect(try run("read", "/seven.png").contains("7"))
      let training = try run("train", "xor", "--output", "/xor.safetensors")
      #expect(training.contains("saved to /xor.safetensors"))
      #expect(try run("summary", "/xor.safetensors").contains("2"))
      #expect(throws: (any Error).self) { try run("read", "/eight.png") }
    }
  }
#endif
