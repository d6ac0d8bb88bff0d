import ArgumentParser
import ModelFiles
import NetworkDescription
import TextFormats
import TrainingData
import TrainingLoop
import TrainingRuns

/// `glassbox train`: learns, shows how it goes, and saves.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a network.",
    discussion: """
      glassbox train xor --output xor.safetensors
      glassbox train lernmi-mnist --data mnist --epochs 3 --output digits.safetensors
      glassbox train --data flowers.csv --output flowers.safetensors
      glassbox train --data prices.csv --targets price --missing mean
      glassbox train mine.json --data flowers.csv --json
      glassbox train digit-reader --output d.safetensors --checkpoint d.checkpoint --resume

      Without a recipe, a network is chosen for the data, and it is said what and why. \
      The recipes are listed by `glassbox recipes`. Without --data, gates learn their four rows \
      and digit recipes learn digits drawn by the program. Ctrl-C finishes the batch and saves.
      """)

  @Argument(
    help: """
      A recipe, a blueprint's .json file, or a model file to train further (default: a network \
      chosen for --data).
      """)
  var recipe: String?

  @Option(
    help: """
      A folder with MNIST's files or CIFAR-10, a folder of pictures, a table, drawn-digits, \
      or points such as spiral:noise=0.1; several are joined.
      """)
  var data: [String] = []

  @OptionGroup
  var table: TableOptionGroup

  @Flag(
    help: """
      Put a normalization before the layers of a recipe: it takes off each input's mean and \
      divides by its deviation.
      """)
  var normalize = false

  @Option(
    help: """
      Which engine computes: objects or matrix (default: objects up to 50,000 parameters).
      """)
  var engine: EngineChoice?

  @Option(
    parsing: .unconditional, help: "How many times every sample is seen (default: the recipe's).")
  var epochs: Int?

  @Option(
    parsing: .unconditional,
    help: "How many samples are averaged for a step (default: the recipe's).")
  var batchSize: Int?

  @Option(
    parsing: .unconditional, help: "How far a gradient of 1 moves a weight (default: the recipe's)."
  )
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: "Where first weights and the order of samples come from (default: the recipe's).")
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: "How many threads the matrix engine uses (default: one for each processor).")
  var threads: Int?

  @Flag(
    inversion: .prefixedNo,
    help: "Whether every epoch visits the samples in another order (default: as the recipe).")
  var shuffle: Bool?

  @Flag(
    help: """
      Measure the training samples once more after the last update; without it, where that takes \
      less than a second, and not with --json.
      """)
  var afterUpdate = false

  @OptionGroup
  var validation: ValidationOptions

  @OptionGroup
  var augment: AugmentOption

  @Option(help: "Where to save the model (.safetensors).")
  var output: String?

  @Option(help: "How many bits the saved numbers get; float64 keeps them exactly.")
  var precision: TensorPrecision = .float64

  @Option(help: "Write a CSV table with a row for every epoch; complete after each.")
  var history: String?

  @Option(help: "Draw loss and accuracy, epoch by epoch: a file ending in .png or .svg.")
  var curves: String?

  @OptionGroup
  var curveAxes: AxesOption

  @OptionGroup
  var checkpoints: CheckpointOptions

  @OptionGroup
  var start: WeightsOption

  @Flag(help: "One JSON object an epoch.")
  var json = false

  func validate() throws {
    guard recipe != nil || !data.isEmpty else {
      throw ValidationError(
        "expected '<recipe>', which is a recipe, a blueprint's .json file or a model, or --data to "
          + "choose a network for")
    }
    try OptionLimits.check(learningRate: learningRate)
    try OptionLimits.check(
      atLeast: 1, ("--epochs", epochs), ("--batch-size", batchSize), ("--threads", threads))
    try OptionLimits.check(seed: seed)
    try DrawnFile.checkEnding(curves, option: "--curves")
  }

  func run() throws {
    let suggestion = try recipe == nil ? suggestion() : nil
    let argument =
      try suggestion.map { NamedNetwork($0.blueprint) }
      ?? start.network(recipe ?? "", seed: seed)
    var blueprint = argument.blueprint
    if normalize, argument.parameters == nil { blueprint = try blueprint.normalizingInputs() }
    if let learningRate { try blueprint.setLearningRate(learningRate) }
    blueprint.training.epochs = epochs ?? blueprint.training.epochs
    blueprint.training.batchSize = batchSize ?? blueprint.training.batchSize
    blueprint.training.shuffle = shuffle ?? blueprint.training.shuffle

    // A model that is trained further may be saved where it was; a blueprint would be lost.
    let isReplaceable = argument.parameters != nil || argument.recipe != nil
    let sources = data + [start.weights, isReplaceable ? nil : recipe].compactMap(\.self)
    let saving = try output.map {
      try ModelDestination($0, precision: precision, sparing: sources)
    }
    try OutputFile.check(
      [("--history", history), ("--curves", curves)],
      sparing: data + [recipe, output, checkpoints.checkpoint].compactMap(\.self))
    let checkpoint = try checkpoints.file(
      sparing: data + [recipe].compactMap(\.self), output: output)
    let split = try DataSource.open(
      data, for: argument, seed: blueprint.seed, table: table.choice)
    let validation = validation.completed(by: suggestion)
    let parts = try validation.parts(of: split, seed: blueprint.seed)
    let scaling =
      suggestion == nil
      ? TargetScaling(of: argument.table, in: blueprint)
      : TargetScaling(for: parts.training, learnedBy: blueprint)
    tell(suggestion, blueprint, scaling, split)
    let run = TrainingRun(
      blueprint: blueprint, engine: engine ?? .usual(for: blueprint),
      samples: parts.scaled(by: scaling), augment: try augment.choice(),
      patience: validation.patience,
      measuresLastUpdate: afterUpdate
        || !json && TrainingRun.isQuicklyMeasured(split.train, by: blueprint))
    let threads = threads ?? EngineChoice.usualThreads
    let network = try run.network(
      parameters: argument.parameters.map { scaling?.unfolded($0, of: blueprint) ?? $0 },
      threads: threads)
    func model() throws -> TrainedModel {
      let form = split.train.table ?? argument.table
      return try TrainedModel(
        blueprint: blueprint,
        parameters: scaling?.folded(network.parameters, of: blueprint) ?? network.parameters,
        classNames: split.train.classNames ?? argument.classNames,
        table: scaling.map { $0.kept(in: form) } ?? form)
    }

    let display = TrainingDisplay(json: json, epochs: blueprint.training.epochs)
    let records = TrainingRecords(
      title: blueprint.name, history: history, curves: curves, axes: curveAxes.axes,
      display: display)
    let epochs: [EpochRecord]
    do {
      epochs = try run.fit(network, watcher: records, checkpoint: checkpoint)
    } catch let error as TrainingError {
      display.clear()
      // The network at its start is nothing to save.
      if let saving, error.lastGoodEpoch ?? 0 > 0 {
        let place = try saving.saveLastGood(model())
        StandardError.note("the last good model is in \(place)")
      }
      try? records.finish()
      throw error
    }
    try saving?.save(model())
    try records.finish()
    guard !json else { return }
    if display.wasInterrupted { print("stopped before its end, as asked") }
    if validation.patience != nil {
      reportBest(of: epochs, before: checkpoint?.found?.point.best)
    }
    if let measured = epochs.last?.afterLastUpdate {
      print("after the last update: loss \(LossAfterUpdate.number(measured.loss))")
    }
    let learned =
      try scaling == nil
      ? network : run.engine.network(blueprint, parameters: model().parameters, threads: threads)
    if scaling != nil { try reportErrors(of: learned, on: parts) }
    try report(learned, blueprint, split)
  }

  /// A network for the data, since nobody has named one.
  private func suggestion() throws -> SuggestedNetwork {
    let path = data[0]
    let split = try DataSource.open(path, seed: seed ?? 1, table: table.choice)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.split(separator: ".").first.map(String.init) ?? file
    return try SuggestedNetwork(for: split, name: name, seed: seed ?? 1)
  }

  /// Says what was chosen and why; of a recipe, what would do it good.
  private func tell(
    _ suggestion: SuggestedNetwork?, _ blueprint: NetworkBlueprint, _ scaling: TargetScaling?,
    _ split: DataSplit
  ) {
    guard let suggestion else {
      if let scaling { StandardError.note(scaling.inWords(split.train.table?.targetNames ?? [])) }
      let scale = split.train.table.map { _ in InputScale(of: split.train) }
      if let scale, scale.needsNormalization, !blueprint.layers.contains(.normalization) {
        StandardError.note("\(scale.inWords): add --normalize for that")
      }
      return
    }
    var lines = ["A network for \(data.joined(separator: " and ")):"]
    lines += suggestion.reasons.map { "- \($0)" }
    if let scaling { lines.append("- " + scaling.inWords(split.train.table?.targetNames ?? [])) }
    lines.append("The blueprint, to be changed and given instead of a recipe:")
    let text = lines.map(\.onOneLine).joined(separator: "\n") + "\n" + blueprint.jsonText
    // With --json, results are an object a line.
    if json { StandardError.write(text) } else { print(text) }
  }

  /// How close the answers come in the targets' own units.
  private func reportErrors(
    of network: any TrainableNetwork, on parts: SampleParts
  ) throws {
    let samples = parts.validation ?? parts.training
    let total = try Evaluation(of: network, on: samples).total
    let what = parts.validation == nil ? "" : " that were held back"
    print(
      "in the targets' own units, on \(counted(samples.count, "sample"))\(what): "
        + Metric.line(.numbers) { $0 == .loss ? total.lossWithoutPenalty : total[$0] })
  }

  /// - Parameter before: The best epoch of a training that was interrupted and has gone on.
  private func reportBest(of epochs: [EpochRecord], before: BestEpoch?) {
    var epoch = before?.epoch
    if let best = epochs.best, best.validation?.loss ?? .infinity < before?.loss ?? .infinity {
      epoch = best.epoch
    }
    guard let epoch else { return }
    print("the network is that of epoch \(epoch), whose validation loss is the smallest")
  }

  private func report(
    _ network: any TrainableNetwork, _ blueprint: NetworkBlueprint, _ split: DataSplit
  ) throws {
    if split.train.count <= 8, split.train.inputCount <= 4 {
      for sample in 0..<split.train.count {
        let input = split.train.input(of: sample)
        let answer = try network.predict(input).map { decimal($0, digits: 5) }.joined(
          separator: ", ")
        print("\(shown(input)) → \(answer)")
      }
    }
    if let text = try CollapseText.text(blueprint, network, on: split.train) { print(text) }
    if let output { print("saved to \(output.onOneLine)") }
  }

  private func shown(_ input: [Double]) -> String {
    input.map { JSONValue.number($0).description }.joined(separator: ", ")
  }
}

extension TensorPrecision: ExpressibleByArgument {}

extension EngineChoice: ExpressibleByArgument {}
