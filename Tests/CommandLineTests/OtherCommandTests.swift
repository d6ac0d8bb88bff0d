import Foundation
import Testing
import Thoroughness

@Suite("glassbox tour, bench and data fetch")
struct OtherCommandTests {
  @Test(
    "The tour shows everything",
    .enabled(if: Thoroughness.isFull, Comment(rawValue: Thoroughness.needed)))
  func tour() throws {
    let run = try Workspace().succeed("tour")
    for title in ["1. One neuron learns OR", "2. A hidden layer learns XOR", "3. ", "4. "] {
      #expect(run.lines.contains { $0.hasPrefix(title) })
    }
    #expect(run.output.contains("1 xor 1 = 0.0") && run.output.contains("0 xor 1 = 0.9"))
    #expect(run.output.contains("weight gradient = "))
  }

  @Test("The benchmark names workload, engine and rate")
  func bench() throws {
    let objects = try Workspace().succeed("bench objects --seconds 0.2 --json").objects()
    #expect(
      objects.compactMap { $0["workload"] as? String } == [
        "objects-784-15-10-dense", "objects-784-15-10-digits",
      ])
    for object in objects {
      #expect(Set(object.keys) == ["workload", "engine", "samplesPerSecond"])
      #expect(object["engine"] as? String == "objects")
      #expect(try #require(object["samplesPerSecond"] as? Double) > 0)
    }
  }

  @Test("A mirror that cannot be reached is an error, and leaves nothing behind that looks whole")
  func unreachableMirror() throws {
    let workspace = try Workspace()
    // Port 9 is reserved for a service that nobody runs any more.
    try workspace.fail(
      "data fetch mnist --mirror http://127.0.0.1:9 --output mnist",
      naming: "train-images-idx3-ubyte.gz", "http://127.0.0.1:9")
    if workspace.exists("mnist") {
      #expect(try workspace.names(in: "mnist").allSatisfy { $0.hasSuffix(".part") })
    }
    for mirror in ["somewhere", "httpx://127.0.0.1:9", "http://"] {
      try workspace.fail("data fetch mnist --mirror \(mirror) --output m", naming: mirror)
    }
    let run = try workspace.fail(
      "data fetch mnist --mirror HTTP://me:secret@127.0.0.1:9 --output mnist",
      naming: "//127.0.0.1:9/train-images")
    #expect(!run.errors.contains("secret"))
  }
}
