import ArgumentParser
import NetworkDescription
import NetworkPictures
import SystemFiles
import TextFormats
import TrainingData
import TrainingLoop
import TrainingRuns

/// The options of `draw` that show how a network learns.
struct FilmOptions: ParsableArguments {
  @Option(
    help: """
      Train it and show what it and each neuron make of the plane, epoch by epoch: a page to play \
      (.html), or moments side by side (.png, .svg).
      """)
  var film: String?

  @Option(
    parsing: .unconditional,
    help: "How many moments --film shows (default: 48 in a page, 8 side by side).")
  var moments: Int?

  @Option(
    parsing: .unconditional, help: "How many epochs --film trains (default: the blueprint's).")
  var epochs: Int?

  private static let page = ".html"

  private var isPage: Bool { film?.lowercased().hasSuffix(Self.page) == true }

  func validate() throws {
    guard let film else {
      if moments != nil || epochs != nil {
        throw ValidationError("--moments and --epochs: expected --film beside them, found none")
      }
      return
    }
    guard isPage || DrawnFile.isNamed(film) else {
      throw ValidationError(
        "--film: expected a name ending in .html, .png or .svg, found '\(film)'")
    }
    try OptionLimits.check(2...(isPage ? 200 : 40), ("--moments", moments))
    try OptionLimits.check(atLeast: 1, ("--epochs", epochs))
  }

  /// Trains and writes, if a film is wanted.
  func draw(_ argument: NamedNetwork, data: String?, table: TableOptions) throws {
    guard let film else { return }
    var blueprint = argument.blueprint
    blueprint.training.epochs = epochs ?? blueprint.training.epochs
    let view = try PlaneView(
      of: blueprint, data: data, classNames: argument.classNames, form: argument.table, table: table
    )
    let paths = data.map { [$0] } ?? []
    let split = try DataSource.open(paths, for: argument, seed: blueprint.seed, table: table)
    DataSource.notePoints(paths, for: argument)
    if argument.parameters != nil {
      StandardError.note(
        "a model does not hold how it came about: \(blueprint.name.onOneLine) is trained again from "
          + "its blueprint and seed \(blueprint.seed)")
    }
    let run = TrainingRun(
      blueprint: blueprint, engine: .objects,
      samples: try SampleParts(of: split, limit: nil, holdingBack: nil, seed: blueprint.seed))
    let display = TrainingDisplay(json: false, epochs: blueprint.training.epochs)
    let (shot, network) = try Film.shot(
      of: run, over: view, moments: moments ?? (isPage ? 48 : 8), display: display)
    if isPage {
      try TextOutput.write(shot.page, to: film)
    } else {
      try DrawnFile.write(shot.drawing, to: film)
    }
    if let learned = argument.parameters, learned != network.parameters {
      StandardError.note(
        "the film's last network is not that of \(argument.blueprint.name.onOneLine)'s file: it "
          + "was trained on other data, for another time, with another engine, with samples held back "
          + "or with its targets scaled")
    }
    let (shown, all) = shot.neuronCounts
    print(
      "\(counted(shot.frameCount, "moment")) of "
        + (shown == all ? counted(all, "neuron") : "\(shown) of \(counted(all, "neuron"))")
        + " and the answer drawn in \(film.onOneLine)")
  }
}
