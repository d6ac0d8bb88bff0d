import Foundation
import Testing
import Thoroughness

@Suite("Glassbox as another package's dependency")
struct DependentPackageTests {
  @Test(
    "A package that depends on a version of it builds, and learns XOR with neurons and links",
    .enabled(if: canBuildPackages, "needs git, swift and a git checkout"),
    .enabled(if: Thoroughness.isFull, Comment(rawValue: Thoroughness.needed)))
  func versionedDependency() throws {
    try withTemporaryFolder { folder in
      try Self.publish(as: "1.0.0", in: folder.appending(path: "glassbox"))
      let dependent = folder.appending(path: "dependent")
      try Self.writeDependentPackage(in: dependent, on: folder.appending(path: "glassbox"))
      let run = try FinishedProgram(
        onPath: "swift", ["run", "--quiet", "--jobs", "2"], in: dependent)
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      #expect(run.lines == ["0", "1", "1", "0"])
    }
  }

  private static let canBuildPackages: Bool = {
    let checks = [
      ("git", ["ls-files", "--error-unmatch", "Package.swift"]), ("swift", ["--version"]),
    ]
    return checks.allSatisfy { command, arguments in
      let run = try? FinishedProgram(onPath: command, arguments, in: Places.repository)
      return run?.status == 0
    }
  }()

  /// Makes a repository of the files as they are now, with a tag for a version.
  ///
  /// Only a version has to do without unsafe flags; a dependency on a folder or branch may have
  /// them.
  private static func publish(as version: String, in folder: URL) throws {
    let list = try FinishedProgram(
      onPath: "git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      in: Places.repository)
    let manager = FileManager.default
    for name in list.output.split(separator: "\0").map(String.init) {
      let source = Places.repository.appending(path: name)
      // A file that was deleted but not committed yet is listed all the same.
      guard manager.fileExists(atPath: source.path) else { continue }
      let target = folder.appending(path: name)
      try manager.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try manager.copyItem(at: source, to: target)
    }
    let author = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    for arguments in [
      ["init", "--quiet"], ["add", "--all"], author + ["commit", "--quiet", "-m", "Release"],
      ["tag", version],
    ] {
      let git = try FinishedProgram(onPath: "git", arguments, in: folder)
      try #require(git.status == 0, "git \(arguments): \(git.errors)")
    }
  }

  private static func writeDependentPackage(in folder: URL, on repository: URL) throws {
    let manifest = """
      // swift-tools-version: 6.1
      import PackageDescription

      let package = Package(
        name: "dependent", platforms: [.macOS(.v15)],
        dependencies: [.package(url: "file://\(repository.path)", from: "1.0.0")],
        targets: [
          .executableTarget(
            name: "dependent",
            dependencies: [
              .product(name: "NetworkDescription", package: "glassbox"),
              .product(name: "NeuronGraph", package: "glassbox"),
            ])
        ])
      """
    let program = """
      import NetworkDescription
      import NeuronGraph

      var blueprint = try Recipe.xor.blueprint()
      try blueprint.setLearningRate(0.05)
      let network = try NeuronNetwork(blueprint)
      let rows: [(inputs: [Double], target: Double)] = [
        ([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0),
      ]
      for _ in 1...1000 {
        for row in rows { try network.learn(inputs: row.inputs, targets: [row.target]) }
      }
      for row in rows {
        let output = try network.predict(row.inputs)[0]
        print(output < 0.1 ? "0" : output > 0.9 ? "1" : "undecided")
      }
      """
    let sources = folder.appending(path: "Sources/dependent")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    try Data(manifest.utf8).write(to: folder.appending(path: "Package.swift"))
    try Data(program.utf8).write(to: sources.appending(path: "main.swift"))
  }
}
