import Foundation
import Pictures
import Testing

@Suite("Pictures of networks and of their mistakes")
struct DrawingTests {
  @Test("Weights are a picture for every neuron: blue for, orange against, white for nothing")
  func weights() throws {
    let workspace = try Workspace()
    try workspace.write(
      "eye.json",
      Data(
        """
        {"glassbox": 1, "name": "eye", "input": [4], "loss": "meanSquaredError",
         "layers": [{"dense": {"units": 1}}], "optimizer": {"sgd": {"learningRate": 0.2}},
         "training": {"epochs": 200, "batchSize": 16}}
        """.utf8))
    // The upper left pixel speaks for it, the lower right one against it; the others say nothing.
    let rows = (0..<16).map { bits in
      let pixels = (0..<4).map { Double(bits >> $0 & 1) }
      return (pixels + [0.5 * (pixels[0] - pixels[3])]).map { "\($0)" }.joined(separator: ",")
    }
    try workspace.write("e.csv", Data((["a,b,c,d,y"] + rows).joined(separator: "\n").utf8))
    _ = try workspace.succeed("train eye.json --data e.csv --output e.safetensors")
    let run = try workspace.succeed("draw e.safetensors --weights w.png")
    #expect(run.output == "1 neuron drawn in w.png\n")
    let picture = try PNGReader().colour(atPath: workspace.file("w.png"))
    #expect(picture[50, 70] == .signed(1) && picture[110, 130] == .signed(-1))
    for pixel in [picture[110, 70], picture[50, 130]] { #expect(pixel.luminance > 250) }
  }

  @Test("Mistakes are drawn, and where there are none the picture says so")
  func mistakes() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("data draw --output digits --count 20")
    _ = try workspace.succeed(
      "train mnist-softmax --data digits --epochs 1 --output d.safetensors")
    let evaluation = "evaluate d.safetensors --data digits --mistakes m.png"
    #expect(try workspace.succeed(evaluation).lines.last == "worst mistakes drawn in m.png")
    let sheet = try PNGReader().colour(atPath: workspace.file("m.png"))
    #expect(sheet.width > 400 && sheet.height > 100)
    _ = try workspace.succeed("evaluate d.safetensors --data digits --mistakes m.png --json")
  }

  @Test("The pictures of data are drawn in colour, in folders or side by side, changed or not")
  func pictures() throws {
    let workspace = try Workspace()
    let record = [UInt8(6)] + (0..<3072).map { UInt8($0 / 12) }
    try workspace.write("data_batch_1.bin", Data(record + record))
    let run = try workspace.succeed("data draw data_batch_1.bin --output p --count 1")
    #expect(run.output == "1 picture drawn in p\n")
    let picture = try PNGReader().colour(atPath: workspace.file("p/frog/0.png"))
    #expect(picture.width == 32 && picture.height == 32)
    #expect(picture[12, 0] == Colour(red: 1, green: 86, blue: 171))
    _ = try workspace.succeed("data draw data_batch_1.bin --output o.png")
    let overview = try PNGReader().colour(atPath: workspace.file("o.png"))
    #expect(overview.height > 10 * 68 && overview.height < 10 * 68 + 60)
    _ = try workspace.succeed("data draw data_batch_1.bin --augment flip,shift=0.5 --output f.png")
    #expect(try workspace.bytes("f.png") != workspace.bytes("o.png"))
    try workspace.fail(
      "data draw spiral --output p", naming: "spiral", "pictures", "found inputs of 2")
    try workspace.fail(
      "data draw data_batch_1.bin --augment fly --output p", status: 64, naming: "fly", "flip")
  }

  @Test("What has no picture is refused before anything is written")
  func noPictures() throws {
    let workspace = try Workspace()
    try workspace.fail("draw xor --weights w.png", naming: "--weights", "found 2 inputs")
    try workspace.fail("evaluate xor --mistakes m.png", naming: "--mistakes", "found 2 inputs")
    try workspace.fail(
      "evaluate xor --picture m.png --mistakes m.png", naming: "--mistakes", "the same file")
    try workspace.fail("draw xor", status: 64, naming: "--weights")
    #expect(try workspace.names() == [])
    try workspace.write(
      "big.json",
      Data(
        """
        {"glassbox": 1, "name": "big", "input": [40000], "loss": "meanSquaredError",
         "layers": [{"dense": {"units": 20000}}]}
        """.utf8))
    try workspace.fail("draw big.json --weights w.png", naming: "big", "800,020,000")
  }
}
