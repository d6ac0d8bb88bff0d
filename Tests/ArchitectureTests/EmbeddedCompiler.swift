import Foundation

/// The toolchain's compiler, asked for Embedded Swift in WebAssembly.
struct EmbeddedCompiler {
  /// Where the compiled modules lie, for those that import them.
  let folder: URL

  /// Why nothing can be compiled here, in one line; nil if it can.
  static let obstacle: String? = {
    do {
      return try inTemporaryFolder { compiler in
        let file = compiler.folder.appending(path: "Nothing.swift")
        try Data("public func answer() -> Int { 42 }\n".utf8).write(to: file)
        return try compiler.complaints(compiling: "Nothing", [file]).first.map {
          "needs a swiftc in PATH with the Embedded standard library for wasm32: \($0)"
        }
      }
    } catch {
      return "needs a swiftc in PATH: \(error)"
    }
  }()

  /// Hands out a compiler whose modules are thrown away afterwards.
  static func inTemporaryFolder<Result>(_ body: (Self) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-embedded-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(Self(folder: folder))
  }

  /// Makes modules of C: the kernels, and what drawing digits asks of a C library, as `.ci/wasm` does.
  func makeCModules() throws {
    for (name, header) in [
      ("MatrixKernels", "Sources/MatrixKernels/include/MatrixKernels.h"),
      ("Glibc", "Sources/DigitPlaygroundWasm/include/math.h"),
    ] {
      let place = folder.appending(path: name)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let path = Repository.root.appending(path: header).path(percentEncoded: false)
      try Data("module \(name) { header \"\(path)\" export * }\n".utf8)
        .write(to: place.appending(path: "module.modulemap"))
    }
  }

  /// Compiles a module as far as the compiler says what it refuses, which is before machine code.
  ///
  /// - Returns: The compiler's errors, and its warnings of what Embedded Swift will refuse.
  func complaints(compiling module: String, _ files: [URL]) throws -> [String] {
    let (status, output) = try run(
      [
        "-target", "wasm32-unknown-none-wasm", "-enable-experimental-feature", "Embedded", "-wmo",
        "-package-name", "glassbox", "-swift-version", "6", "-parse-as-library",
        "-module-name", module, "-I", folder.path(percentEncoded: false), "-Xcc", "-fno-builtin",
        "-I", folder.appending(path: "MatrixKernels").path(percentEncoded: false),
        "-I", folder.appending(path: "Glibc").path(percentEncoded: false),
        "-I", Repository.root.appending(path: "Sources/CMath/include").path(percentEncoded: false),
        "-emit-module", "-emit-module-path",
        folder.appending(path: "\(module).swiftmodule").path(percentEncoded: false),
      ] + files.map { $0.path(percentEncoded: false) })
    let lines = output.split(separator: "\n").map(String.init)
    // The lines that begin with a space or a number only show the source again.
    let complaints = lines.filter { line in
      line.first.map { !$0.isWhitespace && !$0.isNumber } ?? false
        && (line.contains("error: ")
          || line.contains("warning: ") && line.contains("#EmbeddedRestrictions"))
    }
    return complaints.isEmpty && status != 0 ? lines.suffix(20) : complaints
  }

  private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swiftc"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
