import Foundation
import ModelFiles
import NetworkDescription
import Pictures
import Testing

@Suite("Pictures of a plane")
struct BoundaryTests {
  /// A folder with a model of one neuron: 1 / (1 + e^−3(x + y + …)).
  private func workspace(inputs: Int = 2) throws -> Workspace {
    let workspace = try Workspace()
    let blueprint = try NetworkBlueprint(
      name: "line", input: .list(inputs),
      layers: [.dense(Dense(units: 1, activation: .sigmoid, useBias: false))],
      loss: .meanSquaredError)
    var parameters = Parameters()
    parameters["layers.0.weight"] = Tensor(
      shape: [inputs, 1], values: [Double](repeating: 3, count: inputs))
    try TrainedModel(blueprint: blueprint, parameters: parameters)
      .write(to: workspace.file("line.safetensors"))
    return workspace
  }

  @Test("A neuron that says x + y > 0 is blue above the diagonal, orange below, dark on it")
  func line() throws {
    let workspace = try workspace()
    let run = try workspace.succeed("draw line.safetensors --data gauss:samples=4 --boundary b.png")
    #expect(run.output == "the plane with 4 points drawn in b.png\n")
    let picture = try PNGReader().colour(atPath: workspace.file("b.png"))
    let (margin, side) = (72, 600)
    // Away from the points, which are around (2, 2) and (−2, −2).
    func colour(_ x: Double, _ y: Double) -> Colour {
      picture[
        margin + Int((x + 6) / 12 * Double(side)), margin + Int((6 - y) / 12 * Double(side))]
    }
    #expect(colour(5.9, 5.9) == .signed(0.85))
    #expect(colour(-5.9, -5.9) == .signed(-0.85))
    #expect(colour(-2.5, 5).blue > 170 && colour(-2.5, 5).red < 90)
    #expect(colour(-5, 2.5).red > 190 && colour(-5, 2.5).blue < 90)
    // Where x + y = 0 there is a line; a pixel is 0.02 wide.
    let dark = (-2...2).contains { offset in colour(-4 + 0.02 * Double(offset), 4).luminance < 60 }
    #expect(dark)
  }

  @Test("Every neuron is drawn over the plane, with its links")
  func neurons() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train xor --epochs 50 --output xor.safetensors")
    let run = try workspace.succeed("draw xor.safetensors --neurons n.png --boundary b.png")
    #expect(run.lines == ["the plane with 4 points drawn in b.png", "9 neurons drawn in n.png"])
    let picture = try PNGReader().colour(atPath: workspace.file("n.png"))
    #expect(picture.width > 600 && picture.height >= 6 * 86)
    // The first input is the x of the plane: orange on the left, blue on the right. The plane of
    // a gate reaches from −½ to 1½, so that zero is at a quarter.
    // Six neurons of the hidden layer stand between the titles and the scales.
    let middle = 56 + (6 * 86 + 8) / 2 - 43
    #expect(picture[24 + 62, middle + 20].blue > picture[24 + 62, middle + 20].red)
    #expect(picture[24 + 1, middle + 20].red > picture[24 + 1, middle + 20].blue)
  }

  @Test("Features are told to the network; without them it says what is missing")
  func features() throws {
    let workspace = try workspace(inputs: 3)
    _ = try workspace.succeed(
      "draw line.safetensors --data circle:features=x2+y2+xy --boundary b.png")
    try workspace.fail("draw line.safetensors --boundary b.png", naming: "3 inputs", "--data")
    try workspace.fail(
      "draw line.safetensors --data circle --boundary b.png", naming: "expected 3 features",
      "found 2")
    try workspace.fail(
      "draw line.safetensors --data circle:features=z --boundary b.png", naming: "circle:features=z"
    )
    try workspace.fail("draw lernmi-mnist --boundary b.png", naming: "one output", "found 10")
  }

  @Test("Data of a plane is described, learned from and measured by its name")
  func toyData() throws {
    let workspace = try Workspace()
    let described = try workspace.succeed("data describe spiral:noise=0.1,samples=300").lines
    #expect(
      described == [
        "train: 150 samples of 2", "  0  \(described[1].suffix(2))",
        "  1  \(described[2].suffix(2))", "test: 150 samples of 2",
        "  0  \(described[4].suffix(2))",
        "  1  \(described[5].suffix(2))",
      ])
    _ = try workspace.succeed("train gauss --output g.safetensors")
    let measured = try workspace.succeed("evaluate g.safetensors --data gauss --json").objects()[0]
    let unnamed = try workspace.glassbox("evaluate g.safetensors --json")
    #expect(unnamed.errors.contains("points of gauss without noise, of seed 1"))
    #expect(measured["samples"] as? Int == 250)
    #expect(measured["accuracy"] as? Double == 1)
    _ = try workspace.succeed("train gauss --data gauss:noise=0.5,seed=2 --epochs 1")
    try workspace.fail("train gauss --data gauss:noise=2", naming: "gauss:noise=2", "0 to 0.5")
    try workspace.fail(
      "train gauss --data gauss:features=x+y+x2", naming: "expected 2 inputs", "found 3")
  }
}
