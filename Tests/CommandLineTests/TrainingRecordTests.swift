import Foundation
import Testing

@Suite("Records of training")
struct TrainingRecordTests {
  @Test("The history has a row for every epoch, with the figures of --json")
  func history() throws {
    let workspace = try Workspace()
    let run = try workspace.succeed("train xor --epochs 30 --json --history h.csv")
    let rows = String(decoding: try workspace.bytes("h.csv"), as: UTF8.self)
      .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(
      rows.first?.joined(separator: ",")
        == "epoch,loss,accuracy,validationLoss,validationAccuracy,seconds")
    let epochs = try run.objects()
    #expect(rows.count == 31 && epochs.count == 30)
    for (row, epoch) in zip(rows.dropFirst(), epochs) {
      #expect(Int(row[0]) == epoch["epoch"] as? Int)
      #expect(row[3].isEmpty && row[4].isEmpty)
      for (cell, key) in [(1, "loss"), (2, "accuracy"), (5, "seconds")] {
        let written = try #require(Double(row[cell]))
        // Foundation reads some numbers wrongly in their last bit.
        #expect(abs(written - (try #require(epoch[key] as? Double))) <= 1e-14 * written)
      }
    }
  }

  @Test("The curves are XML with two panels and a line in each")
  func curves() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train xor --epochs 5 --curves c.svg")
    let text = String(decoding: try workspace.bytes("c.svg"), as: UTF8.self)
    #expect(
      text.matches(of: /<polyline class="line line0" points="[0-9., ]+" stroke-width="2"/).count
        == 2)
    #expect(text.contains(">loss<") && text.contains(">accuracy<") && text.contains(">epoch<"))
  }

  @Test("Records cannot replace what is read, nor one another, nor go to missing folders")
  func places() throws {
    let workspace = try Workspace()
    try workspace.write("data.csv", Data("a,b,y\n1,0,1\n0,0,0\n".utf8))
    try workspace.fail("train xor --data data.csv --history data.csv", naming: "data.csv")
    try workspace.fail(
      "train xor --history a.svg --curves a.svg", naming: "--curves", "the same file")
    try workspace.fail("train xor --curves no/c.svg", naming: "no/c.svg")
    try workspace.fail("train xor --curves c.pdf", status: 64, naming: "--curves", ".png or .svg")
    #expect(try workspace.names() == ["data.csv"])
    _ = try workspace.succeed("train xor --epochs 1 --output x.safetensors")
    let model = try workspace.bytes("x.safetensors")
    try workspace.fail("train x.safetensors --history x.safetensors", naming: "x.safetensors")
    #expect(try workspace.bytes("x.safetensors") == model)
  }

  @Test("Samples held back are validated on, and the network is that of the best epoch")
  func patience() throws {
    let workspace = try Workspace()
    // Half of the targets are noise, so that learning on makes validation worse.
    let rows = (0..<40).map { number in
      let target = Double((number * 5 + 3) % 7) / 7 + 0.05
      return "\(number % 2),\(Double(number * 7 % 40) / 40),\(target)"
    }
    try workspace.write("d.csv", Data((["a,b,y"] + rows).joined(separator: "\n").utf8))
    let training = "train xor --data d.csv --validation-split 0.25 --learning-rate 1 --epochs 300"
    let options = "\(training) --patience 3 --output d.safetensors"
    let epochs = try workspace.succeed("\(options) --json").objects()
    let losses = epochs.compactMap { $0["validationLoss"] as? Double }
    #expect(losses.count == epochs.count && epochs.count < 300)
    let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
    #expect(best == losses.count - 4)
    let text = try workspace.succeed("\(options)").lines
    #expect(text.contains { $0.hasPrefix("the network is that of epoch \(best + 1),") })
    // As many epochs without patience end with the very same numbers.
    let input = "--input 0,0.5 --json"
    let patient = try workspace.succeed("predict d.safetensors \(input)").output
    _ = try workspace.succeed(
      "\(training) --output e.safetensors".replacing("300", with: "\(best + 1)"))
    #expect(try workspace.succeed("predict e.safetensors \(input)").output == patient)
  }

  @Test("A share that leaves a part empty, and patience with nothing to validate on, are refused")
  func emptyParts() throws {
    let workspace = try Workspace()
    try workspace.fail("train xor --patience 3", naming: "--patience", "--validation-split")
    try workspace.fail("train xor --validation-split 0.01", naming: "4 and 0")
    for share in ["0", "1", "-0.1", "nan"] {
      try workspace.fail(
        "train xor --validation-split \(share)", status: 64, naming: "--validation-split")
    }
  }

  @Test("Stacked linear layers learn the plane, and collapse into its slopes and height")
  func linear() throws {
    let workspace = try Workspace()
    let lines = try workspace.succeed("train linear --output l.safetensors").lines
    let matrix = try #require(lines.firstIndex { $0.hasPrefix("The matrix") })
    let found = try [1, 2, 4].map { try #require(Double(lines[matrix + $0].drop { $0 == " " })) }
    for (number, expected) in zip(found, [2.0, -3, 1]) { #expect(abs(number - expected) < 0.001) }
    let difference = try #require(lines[matrix + 5].split(separator: " ").last)
    #expect(try #require(Double(difference)) < 1e-12)
    #expect(lines.last == "saved to l.safetensors")
    #expect(try !workspace.succeed("train xor --epochs 1").output.contains("matrix"))
  }
}
