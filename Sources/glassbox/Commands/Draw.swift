import ArgumentParser
import NetworkDescription
import NetworkPictures
import Pictures
import TextFormats
import TrainingData
import TrainingLoop
import TrainingRuns

/// `glassbox draw`: pictures of a network.
struct Draw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", _superCommandName: Glassbox.name,
    abstract: "Draw what neurons look for, and what they make of a plane.",
    discussion: """
      glassbox draw digits.safetensors --weights weights.png
      glassbox draw spiral.safetensors --boundary boundary.png --neurons neurons.png
      glassbox draw cnn.safetensors --activations seven.svg --picture seven.png
      glassbox draw spiral --film spiral.html           how it learns, to play and to stop
      glassbox draw xor --film xor.svg --moments 6      the same side by side

      Pictures are PNG or SVG, as their names end. Blue is above zero and orange below, \
      everywhere. Weights: every neuron is a picture; blue pixels speak for it, orange ones \
      against it, white ones are ignored. Planes, for networks of x and y: blue where the answer \
      is high or the second class, orange where it is low or the first; points that were not \
      learned from have black edges. A film trains the network from its first weights; a model \
      is trained again, from its blueprint, its seed and --data.
      """)

  @Argument(help: "A model file; recipes and .json files are drawn as they start out.")
  var model: String

  @Option(help: "Draw the first layer's weights.")
  var weights: String?

  @Option(help: "Draw what it answers all over the plane, with the points.")
  var boundary: String?

  @Option(help: "Draw what each neuron puts out over the plane, and its links.")
  var neurons: String?

  @Option(help: "Draw the filters of every convolution.")
  var filters: String?

  @Option(help: "Draw the filters and what they make of --picture.")
  var activations: String?

  @Option(help: "The PNG picture to look at with --activations.")
  var picture: String?

  @OptionGroup
  var film: FilmOptions

  @OptionGroup
  var memory: MemoryOption

  @Option(help: "The points, as for train --data (default: those of the model's recipe).")
  var data: String?

  @OptionGroup
  var table: TableOptionGroup

  func validate() throws {
    guard places.contains(where: { $0.path != nil }) else {
      let options = places.dropLast().map(\.option).joined(separator: ", ")
      throw ValidationError("expected \(options) or --film, found none of them")
    }
    guard (activations == nil) == (picture == nil) else {
      throw ValidationError("--activations and --picture: expected both or neither")
    }
    for place in places.dropLast() {
      try DrawnFile.checkEnding(place.path, option: place.option)
    }
  }

  /// What is to be written, and where.
  private var places: [(option: String, path: String?)] {
    [
      ("--weights", weights), ("--boundary", boundary), ("--neurons", neurons),
      ("--filters", filters), ("--activations", activations), ("--film", film.film),
    ]
  }

  func run() throws {
    let argument = try NamedNetwork.asked(model, memory: memory)
    var outputs = OutputList(reading: [model, data, picture])
    try outputs.add(places)
    if let weights { try drawWeights(of: argument, to: weights) }
    if boundary != nil || neurons != nil || film.film != nil {
      try DepthLimit.check(argument.blueprint, name: model)
    }
    if boundary != nil || neurons != nil { try drawPlane(of: argument) }
    try film.draw(argument, data: data, table: table.choice)
    if let filters { try drawFilters(of: argument, option: "--filters", to: filters) }
    if let activations {
      try drawFilters(of: argument, option: "--activations", lookingAt: picture, to: activations)
    }
  }

  private func drawFilters(
    of argument: NamedNetwork, option: String, lookingAt picture: String? = nil,
    to path: String
  ) throws {
    try ConvolutionView.check(argument.blueprint, option: option)
    let parameters = try argument.parameters ?? Self.start(of: argument)
    let input = try picture.map { try PictureInput($0, for: argument.blueprint) }
    let view = try ConvolutionView(
      of: argument.blueprint, parameters, classNames: argument.classNames, looksAt: input,
      kernels: EngineChoice.kernels())
    let drawn = FilterDrawing(of: view)
    try DrawnFile.write(drawn.drawing, to: path)
    print("\(counted(drawn.layerCount, "layer")) drawn in \(path.onOneLine)")
  }

  private func drawPlane(of argument: NamedNetwork) throws {
    let view = try PlaneView(
      of: argument.blueprint, data: data, classNames: argument.classNames, form: argument.table,
      table: table.choice, note: StandardError.note)
    let network = try argument.network()
    let survey = try PlaneSurvey(of: network, over: view)
    if let boundary {
      try DrawnFile.write(PlanePicture.boundary(of: survey, over: view), to: boundary)
      let points = view.training.count + view.test.count
      print("the plane with \(counted(points, "point")) drawn in \(boundary.onOneLine)")
    }
    if let neurons {
      let diagram = try NeuronDiagram(of: network, survey, over: view)
      try DrawnFile.write(diagram.drawing, to: neurons)
      let (shown, all) = diagram.counts
      let what = shown == all ? "\(all) neurons" : "\(shown) of \(all) neurons"
      print("\(what) drawn in \(neurons.onOneLine)")
    }
  }

  private func drawWeights(of argument: NamedNetwork, to weights: String) throws {
    let parameters = try argument.parameters ?? Self.start(of: argument)
    let sheet = try WeightPicture.drawing(of: argument.blueprint, parameters)
    try DrawnFile.write(sheet.drawing, to: weights)
    let shown =
      sheet.shown == sheet.neurons
      ? counted(sheet.neurons, "neuron")
      : "the first \(sheet.shown) of \(counted(sheet.neurons, "neuron"))"
    print("\(shown) drawn in \(weights.onOneLine)")
  }

  /// The weights of a network that has not learned yet, unless a blueprint asks for too many.
  private static func start(of argument: NamedNetwork) throws -> Parameters {
    let blueprint = argument.blueprint
    try argument.checkParameters()
    guard blueprint.parameterCount <= mostParameters else {
      throw CommandFailure(
        "\(blueprint.name): expected at most \(grouped(mostParameters)) parameters to draw, found "
          + grouped(blueprint.parameterCount))
    }
    return blueprint.initialParameters()
  }

  private static let mostParameters = 50_000_000
}
