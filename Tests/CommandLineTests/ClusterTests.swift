import Foundation
import OtherPrograms
import Testing
import Thoroughness

@Suite("Samples/Cluster")
struct ClusterTests {
  private static let samples = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Samples/Cluster")

  /// An experiment of which one run has died in its midst.
  private func workspace(_ experiment: String) throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("e.json", Data(experiment.utf8))
    _ = try workspace.succeed("experiment e.json --output whole")
    let begun = try workspace.start("experiment e.json --output r --run 2")
    for _ in 0..<200 where !workspace.exists("r/02-\(Self.second)/training.checkpoint") {
      Thread.sleep(forTimeInterval: 0.05)
    }
    begun.kill()
    return workspace
  }

  private static let second = "rate-0-7"

  private static let list = """
    {"experiment": 1, "name": "gates", "base": "xor", "epochs": \(Thoroughness.isFull ? 6000 : 2000), "variations": [
      {"name": "as it is"}, {"name": "rate 0.7", "learningRate": 0.7},
      {"name": "Adam", "optimizer": {"adam": {}}}]}
    """

  private static let search = """
    {"experiment": 1, "name": "gates", "base": "and", "search": {
      "settings": {"learningRate": [0.01, 0.7, 0.1, 2]}, "budget": 80}}
    """

  /// Everything but how long it took.
  private func contents(_ workspace: Workspace, _ folder: String) throws -> [String: Data] {
    let root = URL(filePath: workspace.path).appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path())
    var contents: [String: Data] = [:]
    for name in names where !root.appending(path: name).hasDirectoryPath {
      guard let data = try? Data(contentsOf: root.appending(path: name)) else { continue }
      contents[name] =
        name.hasSuffix(".csv") || name.hasSuffix(".md") ? Self.withoutTimes(data) : data
    }
    return contents
  }

  /// Tables without the columns of times: the last one, or that before the problem.
  private static func withoutTimes(_ table: Data) -> Data {
    let lines = String(decoding: table, as: UTF8.self).split(separator: "\n").map { line in
      let mark: Character = line.hasPrefix("|") ? "|" : ","
      let cells = line.split(separator: mark, omittingEmptySubsequences: false)
      return cells.dropLast(
        mark == "|" ? 2 : line.hasSuffix(",") || line.hasSuffix("problem") ? 2 : 1
      )
      .joined(separator: String(mark))
    }
    return Data(lines.joined(separator: "\n").utf8)
  }

  @Test("A Slurm array leaves what one machine does, and takes up a run that died")
  func slurm() throws {
    let workspace = try workspace(Self.list)
    try standInForSlurm(workspace)
    try leavesTheSame(workspace)
  }

  @Test("A Slurm array goes through the rounds of a search")
  func slurmSearch() throws {
    let workspace = try searching()
    try standInForSlurm(workspace)
    try leavesTheSame(workspace)
  }

  @Test(
    "Slurm itself leaves what one machine does: a list with a run that died, and a search",
    .enabled(if: Slurm.isRunning, Comment(rawValue: Slurm.needed)))
  func realSlurm() throws {
    try leavesTheSame(workspace(Self.list))
    try leavesTheSame(searching())
  }

  private func searching() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("e.json", Data(Self.search.utf8))
    _ = try workspace.succeed("experiment e.json --output whole")
    return workspace
  }

  /// A program in Slurm's place, which runs the tasks of an array one by one.
  private func standInForSlurm(_ workspace: Workspace) throws {
    try workspace.write(
      "sbatch",
      Data(
        """
        #!/bin/sh
        while [ "${1#--}" != "$1" ]; do
          case "$1" in --array=*) tasks=${1#--array=};; esac
          shift
        done
        for task in $(echo "$tasks" | tr , ' '); do SLURM_ARRAY_TASK_ID=$task "$@" || exit 1; done
        """.utf8))
    _ = try workspace.shell("mkdir bin && mv sbatch bin && chmod +x bin/sbatch")
  }

  private func leavesTheSame(_ workspace: Workspace) throws {
    let run = try workspace.shell(
      "mkdir -p bin && ln -s \"$GLASSBOX\" bin/glassbox && "
        + "PATH=$PWD/bin:$PATH '\(Self.samples.path())/on_slurm.sh' e.json r")
    #expect(run.status == 0, "\(run)")
    #expect(try contents(workspace, "r") == contents(workspace, "whole"))
  }

  @Test(
    "Two local nodes of Ray leave what one machine does, and take up a run that died",
    .enabled(if: Python.has("ray"), Comment(rawValue: Python.needs("ray"))))
  func ray() throws {
    let workspace = try workspace(Self.list)
    let run = try workspace.shell(
      "GLASSBOX=$GLASSBOX "
        + "\(Python.command) '\(Self.samples.path())/on_ray.py' e.json r --local-nodes 2")
    #expect(run.status == 0, "\(run)")
    #expect(try contents(workspace, "r") == contents(workspace, "whole"))
  }
}

/// A cluster that Slurm runs, be it of this machine alone.
private enum Slurm {
  static let isRunning =
    ((try? ExternalProgram.run("sinfo", ["--noheader", "--states=idle"])) ?? "").isEmpty == false
  static let needed = "needs a running Slurm with an idle node (sinfo)"
}
