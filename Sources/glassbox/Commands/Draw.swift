import ArgumentParser
import NetworkBlueprint
import Pictures
import TrainingLoop

/// `glassbox draw`: pictures of a network.
struct Draw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw what the neurons of the first layer look for.",
    discussion: """
      glassbox draw digits.safetensors --weights weights.png

      Every neuron is a picture of its weights: red pixels speak for it, blue ones against it, \
      white ones are ignored.
      """)

  @Argument(help: "A model file; recipes and .json files are drawn as they start out.")
  var model: String

  @Option(help: "Write the first layer's weights as a PNG picture.")
  var weights: String

  func run() throws {
    let argument = try NetworkArgument(model)
    try OutputFile.check(weights, option: "--weights", sparing: [model])
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
