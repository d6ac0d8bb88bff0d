import NetworkDescription
import NeuronGraph
import Pictures
import Testing

@testable import NetworkPictures

@Suite("Planes as pictures")
struct PlanePictureTests {
  /// One neuron: 5x + 5y, or the same pressed between 0 and 1.
  private func network(_ activation: Activation) throws -> (NetworkBlueprint, NeuronNetwork) {
    let blueprint = try NetworkBlueprint(
      name: "line", input: .list(2),
      layers: [.dense(Dense(units: 1, activation: activation, useBias: false))],
      loss: .meanSquaredError)
    var parameters = Parameters()
    parameters["layers.0.weight"] = Tensor(shape: [2, 1], values: [5, 5])
    return (blueprint, try NeuronNetwork(blueprint, parameters: parameters))
  }

  @Test("The scale beside the plane ends in the same number at both ends, the largest answer")
  func scale() throws {
    let (blueprint, network) = try network(.identity)
    let view = try PlaneView(of: blueprint, data: "plane")
    let survey = try PlaneSurvey(of: network, over: view, side: 9)
    #expect(survey.answerLimit == 60, "5 · 6 + 5 · 6 in the corner")
    let svg = try PlanePicture.boundary(of: survey, over: view).svg()
    #expect(svg.contains(">60<") && svg.contains(">−60<"))
    let (logistic, sure) = try self.network(.sigmoid)
    let classes = try PlaneView(of: logistic, data: "gauss")
    let drawn = try PlanePicture.boundary(
      of: PlaneSurvey(of: sure, over: classes, side: 9), over: classes
    ).svg()
    #expect(drawn.contains(">1<") && drawn.contains(">−1<") && drawn.contains("second class"))
  }

  @Test("Links and biases above zero are blue, those below orange")
  func links() throws {
    let blueprint = try NetworkBlueprint(
      name: "two", input: .list(2), layers: [.dense(Dense(units: 1))], loss: .meanSquaredError)
    var parameters = Parameters()
    parameters["layers.0.weight"] = Tensor(shape: [2, 1], values: [2, -2])
    parameters["layers.0.bias"] = Tensor(shape: [1], values: [-9])
    let network = try NeuronNetwork(blueprint, parameters: parameters)
    let view = try PlaneView(of: blueprint, data: "plane")
    let diagram = try NeuronDiagram(
      of: network, PlaneSurvey(of: network, over: view, side: 9), over: view)
    let svg = try diagram.drawing.svg()
    let links = svg.matches(of: /<path class="line (positive|negative)"/).map { $0.1 }
    #expect(links.sorted() == ["negative", "positive"])
    #expect(svg.contains("class=\"area c\(Colour.signed(-1).hex.dropFirst())\""))
    #expect(svg.contains("weights and biases from −1.5 to 1.5 and beyond"))
  }
}
