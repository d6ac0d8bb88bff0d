import ArgumentParser
import NetworkBlueprint
import Pictures
import TrainingLoop

/// `glassbox draw`: pictures of a network.
struct Draw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw what neurons look for, and what they make of a plane.",
    discussion: """
      glassbox draw digits.safetensors --weights weights.png
      glassbox draw spiral.safetensors --boundary boundary.png --neurons neurons.png

      Weights: every neuron is a picture; red pixels speak for it, blue ones against it, white \
      ones are ignored. Planes, for networks of x and y: blue where the answer is high or the \
      second class, orange where it is low or the first; points that were not learned from have \
      black edges.
      """)

  @Argument(help: "A model file; recipes and .json files are drawn as they start out.")
  var model: String

  @Option(help: "Write the first layer's weights as a PNG picture.")
  var weights: String?

  @Option(help: "Write what it answers all over the plane, with the points, as a PNG picture.")
  var boundary: String?

  @Option(help: "Write what each neuron puts out over the plane, and its links, as a PNG picture.")
  var neurons: String?

  @Option(help: "The points, as for train --data (default: those of the model's recipe).")
  var data: String?

  func validate() throws {
    guard weights != nil || boundary != nil || neurons != nil else {
      throw ValidationError("expected --weights, --boundary or --neurons, found none of them")
    }
  }

  func run() throws {
    let argument = try NetworkArgument(model)
    try OutputFile.check(
      [("--weights", weights), ("--boundary", boundary), ("--neurons", neurons)],
      sparing: [model] + [data].compactMap(\.self))
    if let weights { try drawWeights(of: argument, to: weights) }
    if boundary != nil || neurons != nil { try drawPlane(of: argument) }
  }

  private func drawPlane(of argument: NetworkArgument) throws {
    let view = try PlaneView(of: argument, data: data)
    let network = try argument.network()
    let survey = try PlaneSurvey(of: network, over: view)
    if let boundary {
      try PNGWriter().write(
        PlanePicture.boundary(of: survey, over: view), toPath: boundary)
      let points = view.training.count + view.test.count
      print("the plane with \(counted(points, "point")) drawn in \(boundary.onOneLine)")
    }
    if let neurons {
      let diagram = try NeuronDiagram(of: network, survey, over: view)
      try PNGWriter().write(diagram.picture(), toPath: neurons)
      let (shown, all) = diagram.counts
      let what = shown == all ? "\(all) neurons" : "\(shown) of \(all) neurons"
      print("\(what) drawn in \(neurons.onOneLine)")
    }
  }

  private func drawWeights(of argument: NetworkArgument, to weights: String) throws {
    let parameters = try argument.parameters ?? Self.start(of: argument.blueprint)
    let sheet = try WeightPicture.sheet(of: argument.blueprint, parameters)
    try PNGWriter().write(sheet.picture, toPath: weights)
    let shown =
      sheet.shown == sheet.neurons
      ? counted(sheet.neurons, "neuron")
      : "the first \(sheet.shown) of \(counted(sheet.neurons, "neuron"))"
    print("\(shown) drawn in \(weights.onOneLine)")
  }

  /// The weights of a network that has not learned yet, unless a blueprint asks for too many.
  private static func start(of blueprint: NetworkBlueprint) throws -> Parameters {
    guard blueprint.parameterCount <= mostParameters else {
      throw CommandFailure(
        "\(blueprint.name): expected at most \(grouped(mostParameters)) parameters to draw, found "
          + grouped(blueprint.parameterCount))
    }
    return blueprint.initialParameters()
  }

  private static let mostParameters = 50_000_000
}
