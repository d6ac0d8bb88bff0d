import NetworkDescription
import NetworkPictures
import Pictures
import Testing

@Suite("Weights as pictures")
struct WeightPictureTests {
  @Test("Weights above zero are blue, those below orange, and the scale has one number twice")
  func signs() throws {
    let blueprint = try NetworkBlueprint(
      name: "eye", input: .list(4), layers: [.dense(Dense(units: 1))], loss: .meanSquaredError)
    var parameters = blueprint.initialParameters()
    parameters["layers.0.weight"] = Tensor(shape: [4, 1], values: [2, 0, 0, -2])
    let drawn = try WeightPicture.drawing(of: blueprint, parameters)
    #expect(drawn.shown == 1 && drawn.neurons == 1)
    let sheet = drawn.drawing.sheet
    // Two by two weights, each 56 pixels wide, below the title.
    let (left, top) = (24, 48)
    #expect(sheet[left + 20, top + 20] == .signed(1))
    #expect(sheet[left + 90, top + 20] == .white && sheet[left + 20, top + 90] == .white)
    #expect(sheet[left + 90, top + 90] == .signed(-1))
    let svg = try drawn.drawing.svg()
    #expect(svg.contains("weights from −2 to 2"))
    // The ends of the scale are the ends of the colours.
    let scale = (0..<sheet.height).last { row in sheet[24, row] == .signed(-1) }
    #expect(sheet[24 + 119, try #require(scale)] == .signed(1))
  }
}
