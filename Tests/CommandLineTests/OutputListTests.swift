import Foundation
import Testing

@Suite("No command replaces what it reads, or writes two things to one file")
struct OutputListTests {
  private let folder: Workspace
  init() throws {
    folder = try Workspace()
    let files = FileManager.default
    try files.createSymbolicLink(atPath: folder.file("here"), withDestinationPath: ".")
    try files.createSymbolicLink(atPath: folder.file("link.svg"), withDestinationPath: "new.svg")
    try files.createDirectory(atPath: folder.file("in"), withIntermediateDirectories: false)
  }

  @Test(
    "Outputs that are the same file are refused before any work",
    arguments: [
      "train xor --output q --history q", "train xor --output q6 --history ./q6",
      "train xor --history a.svg --curves a.svg", "train xor --curves new.svg --history link.svg",
      "train xor --output a --checkpoint here/a", "train xor --checkpoint in/../c --history c",
      "train xor --output m.safetensors --history m-last-good.safetensors",
      "draw xor --neurons n.svg --boundary here/n.svg",
      "draw xor --film link.svg --weights new.svg",
      "evaluate xor --picture link.svg --mistakes new.svg",
    ])
  func sameFile(command: String) throws {
    try folder.fail(command, naming: "are the same file: choose another name")
    #expect(try folder.names() == ["here", "in", "link.svg"])
  }

  @Test("Files that are read stay: tables, blueprints, weights, pictures, models, however named")
  func inputs() throws {
    try folder.write("t.csv", Data("x,y,label\n0,0,0\n1,1,1\n0,1,1\n1,0,1\n".utf8))
    try folder.write("w.csv", Data("0.0-1.0,0.5\n".utf8))
    _ = try folder.shell("$GLASSBOX recipes xor > net.json").status
    _ = try folder.succeed("train xor --epochs 1 --output in/m.safetensors --json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("other.svg"), withDestinationPath: "in/m.safetensors")
    for command in [
      "train --data t.csv --output here/t.csv", "train net.json --data xor --output net.json",
      "train net.json --data xor --history here/net.json",
      "train xor --weights w.csv --history w.csv", "predict xor --data t.csv --output here/t.csv",
      "predict xor --data t.csv --weights w.csv --output w.csv",
      "train in/m.safetensors --history in/m.safetensors",
      "draw in/m.safetensors --neurons other.svg",
      "play in/m.safetensors --output here/in/m.safetensors --no-open",
      "experiment net.json --output in --data in/m.safetensors",
    ] where !command.hasPrefix("experiment") {
      let before = try ["t.csv", "w.csv", "net.json", "in/m.safetensors"].map(folder.bytes)
      try folder.fail(command, naming: "would replace", "which is read: choose another name")
      let after = try ["t.csv", "w.csv", "net.json", "in/m.safetensors"].map(folder.bytes)
      #expect(after == before, "\(command)")
    }
    // A model that is trained further is the exception.
    _ = try folder.succeed(
      "train in/m.safetensors --epochs 1 --output here/in/m.safetensors --json")
  }

  @Test("Files of a folder that is read as data are never replaced, not even behind a link")
  func data() throws {
    _ = try folder.succeed("data draw --count 12 --output set")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("outside.svg"), withDestinationPath: "set/0/0.png")
    // A picture of the set that is only a link to somewhere else.
    try FileManager.default.moveItem(
      atPath: folder.file("set/1/1.png"), toPath: folder.file("elsewhere.png"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("set/1/1.png"), withDestinationPath: "../../elsewhere.png")
    let before = try ["set/0/0.png", "elsewhere.png"].map(folder.bytes)
    for command in [
      "train mnist-softmax --data set --output set/0/0.png",
      "train mnist-softmax --data here/set --curves outside.svg",
      "evaluate mnist-softmax --data set --picture elsewhere.png",
      "draw mnist-softmax --data set --weights set/0/0.png",
      "data draw set --output set", "data draw set --output set/0/0.png",
    ] {
      try folder.fail(command, naming: "would replace a file of", "which is read")
      #expect(try ["set/0/0.png", "elsewhere.png"].map(folder.bytes) == before, "\(command)")
    }
    // What is new in such a folder takes nothing away.
    _ = try folder.succeed("train mnist-softmax --data set --epochs 1 --history set/h.csv --json")
  }

  @Test("Pictures of what was read do not replace pictures that are still to be read")
  func boxes() throws {
    try DigitPictures.write([4], to: folder.file("a.png"))
    try DigitPictures.write([7], to: folder.file("a-boxes.png"))
    let before = try folder.bytes("a-boxes.png")
    let run = try folder.glassbox("read a.png a-boxes.png --show-boxes .")
    #expect(run.status == 1)
    #expect(run.errors.contains("./a-boxes.png: --show-boxes would replace a-boxes.png"))
    #expect(try folder.bytes("a-boxes.png") == before)
  }

  @Test("A folder with somebody else's files is not cleared for the run of an experiment")
  func foreignRun() throws {
    try folder.write(
      "e.json",
      Data(
        #"{"experiment":1,"name":"e","base":"xor","epochs":1,"variations":[{"name":"a"}]}"#.utf8))
    try FileManager.default.createDirectory(
      atPath: folder.file("r/01-a"), withIntermediateDirectories: true)
    try folder.write("r/01-a/history.csv", Data("mine".utf8))
    try folder.fail("experiment e.json --output r --json", naming: "is not of this experiment")
    #expect(try folder.bytes("r/01-a/history.csv") == Data("mine".utf8))
  }
}
